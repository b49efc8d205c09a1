"""The page and its furniture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from casework.flow.packs.render.blocks import Prose
from casework.flow.packs.render.page import PackDocument, Sheet, _Clock
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.conftest import sheet_of
from tests.flow.packs.reading import text_of
from tests.flow.packs.worlds import RingCase


def test_a_page_number_names_case_audience_and_version(sheet: Sheet) -> None:
    number = sheet.snapshot.facts["case"]["number"]
    assert sheet.bates(123) == f"{number}-P1-000123"


def test_a_long_purpose_never_reaches_the_number(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    # Given a purpose of a thousand signs
    pack = {**snapshot.facts["pack"], "purpose": "search " * 140}
    made = sheet_of(Snapshot.of({**snapshot.facts, "pack": pack}), shown.act.settings)
    # When a page is drawn
    PackDocument(tmp_path / "page.pdf", made).build([Prose("body")])
    # Then the mark keeps to two lines
    lines = text_of(tmp_path / "page.pdf").splitlines()
    assert sum(line.startswith(("Copy for", "search")) for line in lines) == 2
    assert made.bates(1) in lines


def test_a_handling_code_stands_on_the_page(sheet: Sheet, tmp_path: Path) -> None:
    PackDocument(tmp_path / "page.pdf", sheet).build([Prose("body")])
    assert "Handling code H2" in text_of(tmp_path / "page.pdf")


def test_the_clock_of_a_document_is_the_moment_it_was_frozen() -> None:
    east = datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=8)))
    assert _Clock.of(east).YMDhms == (2026, 3, 2, 0, 0, 0)
    assert _Clock.of(east) == _Clock.of(east.astimezone(UTC))

"""The front of a pack."""

from __future__ import annotations

import pytest

from casework.flow.packs.render import front
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import Audience
from tests.flow.packs.conftest import for_audience, sheet_of
from tests.flow.packs.reading import texts
from tests.flow.packs.worlds import RingCase


def test_the_cover_says_for_whom_why_and_from_what(sheet: Sheet) -> None:
    text = texts(front.cover(sheet))
    assert "Guangdong Police" in text
    assert "Search of the premises named" in text
    assert "H2" in text
    digest = sheet.snapshot.sha256
    assert f"{digest[:32]} {digest[32:]}" in text
    assert "not a finding that any person has committed an offence" in text


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_is_asked_for_something_of_its_own(
    shown: RingCase, audience: Audience
) -> None:
    made = for_audience(shown, audience)
    assert made.words.prose(f"ask.{audience.value}")[0] in texts(front.ask(made))


def test_the_ask_names_premises_accounts_and_the_latest_row(sheet: Sheet) -> None:
    text = texts(front.ask(sheet))
    assert "production | 广东省广州市白云区兴隆路12号3栋402室 | 23.15790, 113.27310" in text
    assert "s00000000" in text
    latest = max(row["at"] for row in sheet.snapshot.facts["records"] if row["at"])
    assert latest[:10] in text


def test_the_ask_is_silent_on_parts_that_were_not_shared(
    shown: RingCase, snapshot: Snapshot
) -> None:
    pack = {**snapshot.facts["pack"], "parts": ["sales"]}
    made = sheet_of(Snapshot.of({**snapshot.facts, "pack": pack}), shown.act.settings)
    text = texts(front.ask(made))
    assert "Which accounts" not in text
    assert "Where" not in text.splitlines()


def test_the_summary_counts_what_is_in_the_pack(sheet: Sheet) -> None:
    text = texts(front.summary(sheet))
    assert "Accounts | 6" in text
    assert "Test buys | counterfeit: 2, pending: 1" in text
    assert "neither is proof" in text


def test_a_pack_without_ties_has_no_score_and_no_reasons(
    shown: RingCase, snapshot: Snapshot
) -> None:
    # Given a pack whose share opened neither ties nor anything that names a brand
    facts = snapshot.facts
    untold = {"score", "stability", "brands", "reasons"}
    bare = {name: told for name, told in facts["ring"].items() if name not in untold}
    made = sheet_of(Snapshot.of({**facts, "ring": bare}), shown.act.settings)
    # Then its front says nothing of them
    front_text = texts([*front.cover(made), *front.summary(made)])
    assert made.words.label("summary.score") not in front_text
    assert made.words.label("summary.reasons") not in front_text
    assert f"{made.words.label('cover.brands')} | —" in front_text


def test_the_contents_are_blank_until_pages_are_known(sheet: Sheet) -> None:
    sheet.titles["ask"] = "1  What is asked"
    assert texts(front.contents(sheet, ["ask"])).endswith("1  What is asked ")
    sheet.starts["ask"] = 3
    assert texts(front.contents(sheet, ["ask"])).endswith("-P1-000003")

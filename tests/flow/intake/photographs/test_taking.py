"""Photographs are kept untouched, read once, and nothing of them counts by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import ExhibitAltered, FileUnreadable, NotFound, NotPermitted
from casework.evidence import Vault
from casework.flow import intake
from casework.flow.intake.photographs import date_anew, fields_read
from casework.flow.intake.unpacking import Delivered
from casework.model import Batch, Photograph, TrailEntry
from tests.factories import photographs
from tests.factories.intake import photograph
from tests.worlds import World


def delivered(act: Act, path: Path) -> Delivered:
    """Return a file as a delivery hands it on: its bytes in the vault."""
    vault = Vault(act.settings.vault_dir)
    kept = vault.put(path)
    return Delivered(path.name, kept, vault.path(kept.sha256))


@pytest.fixture
def label(act: Act, tmp_path: Path) -> Delivered:
    return delivered(act, photographs.born_digital(tmp_path / "label.pdf"))


def _trail(act: Act) -> list[Any]:
    act.session.commit()
    return list(act.session.scalars(select(TrailEntry).order_by(TrailEntry.seq)))


def test_a_label_is_read_and_counts_for_nothing(act: Act, label: Delivered) -> None:
    # Given a label; when read
    (found,) = intake.read_photographs(act, label, "Europe/London")
    # Then what stands on it is kept beside the file, and no row of it is in any batch
    assert (found.file, found.sha256, found.page) == ("label.pdf", label.kept.sha256, 1)
    assert (found.width, found.height, found.size) == (1200, 1801, label.kept.size)
    assert [one["text"] for one in found.reading["barcodes"]] == [photographs.WAYBILL_NO]
    assert found.reading["zone"] == "Europe/London"
    assert (found.versions, found.batch, found.accepted) == (0, None, [])
    assert act.session.scalars(select(Batch)).all() == []
    (entry,) = _trail(act)
    assert (entry.what, entry.facts["lines"]) == ("photograph:read", 2)


def test_the_same_bytes_are_read_once(act: Act, label: Delivered) -> None:
    # Given a label read before; when read again; then it is what it was
    first = intake.read_photographs(act, label)
    assert intake.read_photographs(act, label) == first
    assert [entry.what for entry in _trail(act)] == ["photograph:read"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_page_is_a_photograph(act: Act, tmp_path: Path) -> None:
    # Given a scan of two sheets; when read; then
    sheets = [photographs.blank(), photographs.blank(40, 60)]
    file = delivered(act, photographs.scanned(tmp_path / "two.tif", sheets))
    first, second = intake.read_photographs(act, file)
    assert (first.page, second.page) == (1, 2)
    assert (second.width, second.height) == (40, 60)


def test_a_file_that_cannot_be_read_leaves_nothing(act: Act, tmp_path: Path) -> None:
    # Given a scan whose second page is damaged
    sheets = [photographs.blank(), photographs.blank(400, 600)]
    path = photographs.scanned(tmp_path / "two.tif", sheets)
    path.write_bytes(path.read_bytes()[:-100_000])
    # When read; then one sentence says so, and no page is kept
    with pytest.raises(FileUnreadable, match=r"two\.tif"):
        intake.read_photographs(act, delivered(act, path))
    assert act.session.scalars(select(Photograph)).all() == []


def test_photographs_are_listed_and_opened_on_the_trail(act: Act) -> None:
    # Given two photographs; when listed; then the newest is first
    older, newer = (photograph(act.session, act.officer) for _ in range(2))
    assert intake.photographs(act).items == [newer, older]
    # When one is opened; then that is recorded
    assert intake.photograph(act, older.id) is older
    assert [entry.what for entry in _trail(act)] == ["photograph:opened"]
    with pytest.raises(NotFound):
        intake.photograph(act, 9_999)


def test_those_that_wait_are_found_however_many_were_looked_at(act: Act) -> None:
    # Given one that waits among many that were put aside or accepted since
    waits = photograph(act.session, act.officer)
    aside = [photograph(act.session, act.officer, put_aside_at=act.at) for _ in range(4)]
    accepted = [photograph(act.session, act.officer, versions=1) for _ in range(3)]
    # When those that wait are asked for; then it is on the first page
    assert intake.photographs(act, limit=2, waiting=True).items == [waits]
    # When the others are asked for; then page by page, the newest first, none of them twice
    pages = [intake.photographs(act, limit=3, waiting=False)]
    while pages[-1].after:
        pages.append(intake.photographs(act, pages[-1].after, limit=3, waiting=False))
    assert [one for page in pages for one in page.items] == [*accepted[::-1], *aside[::-1]]


def test_fields_are_counted_and_nothing_is_kept(act: Act, tmp_path: Path) -> None:
    # Given a label, and a scan of two pages
    label = delivered(act, photographs.born_digital(tmp_path / "label.pdf"))
    # When its fields are counted; then they are, and no page is registered
    ((page, fields),) = fields_read(act, label, "UTC", most=1)
    assert page == 1
    assert fields
    assert fields_read(act, label, "UTC", most=0) == [(1, None)]
    assert act.session.scalars(select(Photograph)).all() == []


def test_the_delivered_file_comes_back_to_the_byte(act: Act, label: Delivered) -> None:
    # Given a label; when its file is asked for; then it is what was delivered
    (found,) = intake.read_photographs(act, label)
    with intake.original(act, found) as stream:
        assert stream.read() == label.path.read_bytes()
    # When the vault's file was altered; then it is not handed out, nor shown
    label.path.chmod(0o600)
    label.path.write_bytes(b"other")
    with pytest.raises(ExhibitAltered):
        intake.original(act, found)
    with pytest.raises(ExhibitAltered):
        intake.picture(act, found, 800)


def test_a_clock_without_an_offset_is_of_the_zone_that_is_said_last(act: Act) -> None:
    # Given three photographs, of a clock without an offset, of one with it, and of none
    def taken(written: str, hour: int | None) -> Photograph:
        at = datetime(2026, 3, 5, hour, 30, tzinfo=UTC) if hour is not None else None
        given = {"taken_as_written": written, "taken_at": at}
        reading = {"zone": "Asia/Shanghai", "fields": []}
        return photograph(act.session, act.officer, reading=reading, **given)

    bare = taken("2026:03:05 12:30:00", 4)
    offset = taken("2026:03:05 12:30:00 +08:00", 4)
    scan = taken("", None)
    # When they are said to be of Tokyo
    date_anew(act, [bare, offset, scan], "Asia/Tokyo")
    # Then the bare clock is, what was written stays, and the trail has both moments
    assert bare.taken_at == datetime(2026, 3, 5, 3, 30, tzinfo=UTC)
    assert (bare.taken_as_written, bare.reading["zone"]) == ("2026:03:05 12:30:00", "Asia/Tokyo")
    assert offset.taken_at == datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    assert (scan.taken_at, scan.reading["zone"]) == (None, "Asia/Tokyo")
    first, *others = _trail(act)
    assert (first.what, len(others)) == ("photograph:dated", 2)
    assert first.facts == {
        "page": 1,
        "zone": "Asia/Tokyo",
        "was": "2026-03-05T04:30:00+00:00",
        "taken_at": "2026-03-05T03:30:00+00:00",
    }
    # When said again; then nothing happens
    date_anew(act, [bare], "Asia/Tokyo")
    assert len(_trail(act)) == 3


def test_photographs_are_the_agency_s_own(world: World, label: Delivered) -> None:
    # Given a photograph of the platform; when others ask; then there is none, or they may not
    (found,) = intake.read_photographs(world.act("investigator"), label)
    with pytest.raises(NotFound):
        intake.photograph(world.act("brand"), found.id)
    with pytest.raises(NotPermitted):
        intake.read_photographs(world.act("auditor"), label)
    with pytest.raises(NotPermitted):
        intake.put_aside(world.act("auditor"), found, "no label")
    with pytest.raises(NotPermitted):
        date_anew(world.act("auditor"), [found], "Asia/Tokyo")
    assert intake.photographs(world.act("brand")).items == []

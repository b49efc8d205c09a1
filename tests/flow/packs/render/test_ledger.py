"""Timeline, exhibits, custody, rows and deliveries on the page."""

from __future__ import annotations

from reportlab.platypus import Image

from casework.flow.packs.render import ledger
from casework.flow.packs.render.page import Sheet
from tests.flow.packs.reading import texts


def test_the_timeline_tells_events_with_their_sources(sheet: Sheet) -> None:
    text = texts(ledger.timeline(sheet))
    assert "test buy | TB-1" in text
    assert "note | Seen at the depot on 1 March." in text
    assert "orders | " in text


def test_an_exhibit_stands_with_mark_source_and_hash(sheet: Sheet) -> None:
    text = texts(ledger.exhibits(sheet))
    for exhibit in sheet.snapshot.facts["exhibits"]:
        assert exhibit["mark"] in text
        assert f"{exhibit['sha256'][:32]} {exhibit['sha256'][32:]}" in text


def test_custody_is_told_step_by_step(sheet: Sheet) -> None:
    text = texts(ledger.custody(sheet))
    assert "1 | 2026-03-02 09:30 Asia/Shanghai | obtained" in text
    assert "| hashed |" in text
    assert "equal" in text
    assert "DIFFERS" not in text


def test_a_hash_that_differs_in_custody_is_loud(sheet: Sheet) -> None:
    step = sheet.snapshot.facts["exhibits"][0]["custody"][1]
    told = ledger._step(sheet, {**step, "sha256_after": "0" * 64})
    assert "DIFFERS" in told[-1]


def test_a_picture_is_shown_and_what_is_none_gives_its_reason(sheet: Sheet) -> None:
    blocks = ledger.plates(sheet)
    assert len([block for block in blocks if isinstance(block, Image)]) == 1
    text = texts(blocks)
    assert "the file is not a picture that can be read" in text
    assert "its kind cannot be shown as a picture" in text


def test_every_row_is_listed_with_its_whole_hash(sheet: Sheet) -> None:
    text = texts(ledger.rows(sheet))
    for row in sheet.snapshot.facts["records"]:
        assert row["row_sha256"] in text


def test_deliveries_and_what_was_left_out_are_told(sheet: Sheet) -> None:
    text = texts(ledger.deliveries(sheet))
    assert "orders 导出.csv" in text
    assert "orders.buyer_ref | 12" in text

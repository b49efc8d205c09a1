"""The snapshot."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

from casework.flow.packs.snapshot import Snapshot, moment, source, understood, written
from casework.vocabulary import CasePart, DeliveryKind


def test_it_reads_back_as_it_was_written(snapshot: Snapshot) -> None:
    again = Snapshot.of(snapshot.facts)
    assert again.text == snapshot.text
    assert again.sha256 == hashlib.sha256(snapshot.text.encode()).hexdigest()


def test_the_order_of_keys_does_not_matter() -> None:
    assert Snapshot.of({"a": 1, "b": 2}).sha256 == Snapshot.of({"b": 2, "a": 1}).sha256


def test_a_time_is_kept_in_utc() -> None:
    east = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    assert moment(east) == "2026-03-02T00:00:00+00:00"
    assert moment(east.astimezone(UTC)) == moment(east)
    assert moment(None) is None


def test_rows_are_found_by_kind_and_part(snapshot: Snapshot) -> None:
    assert {row["kind"] for row in snapshot.records(DeliveryKind.ORDERS)} == {"orders"}
    assert snapshot.has(CasePart.SALES)


def test_a_row_tells_what_was_written_and_where(snapshot: Snapshot) -> None:
    row = snapshot.records(DeliveryKind.ORDERS)[0]
    assert written(row, "currency") == "CNY"
    assert written(row, "listing_id") == ""
    assert understood(row, "no such column") is None
    assert source(row) == f"B{row['batch']}:{row['row']}"

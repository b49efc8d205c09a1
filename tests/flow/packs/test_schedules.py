"""Schedules as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from casework.flow.packs.schedules import write_schedules
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.worlds import MARKUP, RARE


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_snapshot_is_in_a_schedule(snapshot: Snapshot, tmp_path: Path) -> None:
    # When the schedules of a whole case are written
    names = write_schedules(snapshot, tmp_path)
    # Then each kind's rows are all there with the hash of what was delivered
    assert {"accounts", "places", "ties", "amounts", "custody", "deliveries"} <= set(names)
    orders = _rows(tmp_path / "orders.csv")
    wanted = [row for row in snapshot.facts["records"] if row["kind"] == "orders"]
    assert [row["row_sha256"] for row in orders] == [row["row_sha256"] for row in wanted]
    assert {row["tier"] for row in orders} == {"A", "B", "C", "X"}


def test_what_was_not_shared_has_no_schedule(snapshot: Snapshot, tmp_path: Path) -> None:
    pack = {**snapshot.facts["pack"], "parts": ["members"]}
    bare = Snapshot.of({**snapshot.facts, "pack": pack, "records": []})
    assert write_schedules(bare, tmp_path) == ["accounts", "deliveries"]


def test_text_is_kept_whole_and_unread(snapshot: Snapshot, tmp_path: Path) -> None:
    write_schedules(snapshot, tmp_path)
    events = [row["event"] for row in _rows(tmp_path / "timeline.csv")]
    assert any(event.startswith(f"{MARKUP} {RARE}") for event in events)

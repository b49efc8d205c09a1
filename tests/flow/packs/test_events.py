"""What happened, in one order."""

from __future__ import annotations

from casework.flow.packs.events import every, months
from casework.flow.packs.snapshot import Snapshot
from casework.flow.packs.words import Words


def test_events_stand_in_the_order_of_time(snapshot: Snapshot) -> None:
    at = [event.at for event in every(snapshot)]
    assert at == sorted(at)


def test_every_dated_row_exhibit_and_note_is_an_event(snapshot: Snapshot) -> None:
    facts = snapshot.facts
    dated = sum(1 for row in facts["records"] if row["at"])
    others = 1 + len(facts["exhibits"]) + len(facts["notes"])
    assert len(every(snapshot)) == dated + others


def test_orders_are_counted_by_month_with_what_was_completed(snapshot: Snapshot) -> None:
    orders = [event for event in months(snapshot) if event.kind == "orders"]
    assert sum(int(event.counts["count"]) for event in orders) == 12
    said = orders[0].says(Words("en"))
    assert said.startswith(f"{orders[0].counts['count']} orders in ")
    assert said.endswith("CNY")


def test_a_test_buy_is_an_event_of_its_own_with_its_source(snapshot: Snapshot) -> None:
    buys = [event for event in months(snapshot) if event.kind == "test_buys"]
    assert len(buys) == 3
    assert all(event.source.startswith("B") for event in buys)


def test_what_is_not_in_the_snapshot_is_no_event(snapshot: Snapshot) -> None:
    bare = Snapshot.of({**snapshot.facts, "records": [], "exhibits": [], "notes": []})
    assert [event.kind for event in every(bare)] == ["case"]

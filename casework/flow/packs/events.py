"""Events: what the rows, exhibits and notes of a pack say happened, in one order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from casework.flow.packs.amounts import amount, currency, money
from casework.flow.packs.snapshot import Row, Snapshot, source, understood, written
from casework.flow.packs.words import Words
from casework.vocabulary import DeliveryKind

_SINGLE = (DeliveryKind.ACCOUNTS, DeliveryKind.TEST_BUYS, DeliveryKind.SEIZURES)
"""Kinds each of whose rows is an event; the others are counted by month for reading."""
_COUNTED = (DeliveryKind.ORDERS, DeliveryKind.SHIPMENTS)
_FIELDS = {
    DeliveryKind.ACCOUNTS: ("platform", "account_id", "shop_name"),
    DeliveryKind.LISTINGS: ("platform", "account_id", "listing_id", "title"),
    DeliveryKind.ORDERS: ("platform", "account_id", "order_id", "amount", "currency", "status"),
    DeliveryKind.PAYMENTS: ("payment_id", "payee_account", "amount", "currency"),
    DeliveryKind.TEST_BUYS: ("test_buy_id", "platform", "account_id", "brand", "verdict"),
    DeliveryKind.SHIPMENTS: ("carrier", "waybill_no", "declared_goods"),
    DeliveryKind.SEIZURES: ("seizure_ref", "authority", "brand", "goods", "quantity"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, with where it is written."""

    at: str
    kind: str
    text: str
    source: str = ""
    counts: dict[str, str] = field(default_factory=dict)

    def says(self, words: Words) -> str:
        """Return the event in the pack's language."""
        return words.label(self.text).format(**self.counts) if self.counts else self.text


def every(snapshot: Snapshot) -> list[Event]:
    """Return every dated row, exhibit and note, earliest first."""
    rows = (_row(row) for row in snapshot.facts["records"] if row["at"])
    return sorted([*rows, *_others(snapshot)], key=_order)


def months(snapshot: Snapshot) -> list[Event]:
    """Return the same for reading: orders and parcels are counted by month."""
    singles = (_row(row) for row in snapshot.records(*_SINGLE) if row["at"])
    counted = (event for kind in _COUNTED for event in _monthly(snapshot, kind))
    return sorted([*singles, *counted, *_others(snapshot)], key=_order)


def _order(event: Event) -> tuple[str, str, str, str]:
    return event.at, event.kind, event.source, event.text


def _row(row: Row) -> Event:
    fields = (written(row, column) for column in _FIELDS[DeliveryKind(row["kind"])])
    return Event(row["at"], row["kind"], " – ".join(filter(None, fields)), source(row))


def _others(snapshot: Snapshot) -> Iterator[Event]:
    case = snapshot.facts["case"]
    yield Event(case["opened_at"], "case", case["title"], case["number"])
    for exhibit in snapshot.facts["exhibits"]:
        yield Event(exhibit["obtained_at"], "exhibit", exhibit["title"], exhibit["mark"])
    for note in snapshot.facts["notes"]:
        who = f"{note['written_by']} ({note['agency']})"
        yield Event(note["written_at"], "note", f"{note['text']} — {who}")


def _monthly(snapshot: Snapshot, kind: DeliveryKind) -> Iterator[Event]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in snapshot.records(kind):
        if row["at"]:
            groups[row["at"][:7]].append(row)
    for rows in groups.values():
        first = min(row["at"] for row in rows)
        counts = {"count": str(len(rows)), "month": first[:7]}
        if kind is DeliveryKind.ORDERS:
            counts["sums"] = _sums(rows)
        yield Event(first, kind.value, f"timeline.{kind.value}", "", counts)


def _sums(rows: list[Row]) -> str:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        if understood(row, "status") == "completed":
            sums[currency(row)] += amount(row, "amount") or Decimal()
    return ", ".join(f"{money(sums[one])} {one}" for one in sorted(sums)) or "0"

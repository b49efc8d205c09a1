"""Discretion: what of other people's data a case's guests do not get; buyers are not its subject.

One rule for pages, search and packs: what stays out of a pack must not be read beside it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework.act import Act
from casework.model import Case, Record
from casework.vocabulary import COLUMNS, Action, AgencyKind, CasePart, DeliveryKind

OTHER_PEOPLES: dict[DeliveryKind, frozenset[str]] = {
    DeliveryKind.ORDERS: frozenset({"buyer_ref"}),
    DeliveryKind.PAYMENTS: frozenset({"payer_ref"}),
    DeliveryKind.SHIPMENTS: frozenset({"receiver_name", "receiver_phone", "receiver_address"}),
}
"""The columns of each kind that speak of buyers."""
CROSSING = frozenset({"export", "import"})
"""Directions of a parcel that crosses a border."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """Which columns of a row stay with the lead agency."""

    customs: bool
    """Whether customs read it: they cannot find a consignment without its consignee."""
    places: Collection[str]
    """Keys of the case's places they know: a parcel sent to one was not sent to a buyer."""

    def hides(self, record: Record) -> frozenset[str]:
        """Return the columns casework knows that are left out of this row."""
        others = OTHER_PEOPLES.get(record.kind, frozenset())
        if record.kind is DeliveryKind.SHIPMENTS:
            if self.customs and _meant(record, "direction") in CROSSING:
                return frozenset()
            if _meant(record, "receiver_address") in self.places:
                return frozenset()
        return others


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as far as the officer may read it."""

    written: dict[str, Any]
    understood: dict[str, Any]
    left_out: tuple[str, ...] = ()
    """Columns that hold something and stay with the lead agency."""


def shown(act: Act, case: Case, record: Record) -> ShownRow:
    """Return what of a case's row the officer may read: all of it for the lead agency.

    For others buyers are left out, and so are columns casework does not know: nobody has said what
    they hold.
    """
    act.require(Action.CASE_READ, case)
    if case.agency_id == act.officer.agency_id:
        return ShownRow(record.written, record.understood)
    open_places = case.finding.places if CasePart.PLACES in act.parts(case) else ()
    discretion = Discretion(
        act.officer.agency.kind is AgencyKind.CUSTOMS, {place.key for place in open_places}
    )
    known = COLUMNS[record.kind].keys() - discretion.hides(record)
    return ShownRow(
        {name: value for name, value in record.written.items() if name in known},
        {name: value for name, value in record.understood.items() if name in known},
        tuple(name for name, value in record.written.items() if name not in known and value),
    )


def _meant(record: Record, column: str) -> Any:
    found = record.understood.get(column)
    return found if isinstance(found, str) else None

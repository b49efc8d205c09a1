"""The timeline: what the rows say happened, and what officers wrote, in one order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from casework.act import Act
from casework.errors import CaseClosed
from casework.model import Case, Note, Record
from casework.paging import Page, page
from casework.vocabulary import Action, CasePart, CaseStage, DeliveryKind

_MILESTONES = (
    DeliveryKind.ACCOUNTS,
    DeliveryKind.TEST_BUYS,
    DeliveryKind.SEIZURES,
)
"""Kinds each of whose rows is an event of its own; orders and parcels would drown them."""

_SENTENCES = {
    DeliveryKind.ACCOUNTS: "Account {account_id} opened on {platform} as {shop_name}",
    DeliveryKind.LISTINGS: "Listing {listing_id} first seen at {account_id}: {title}",
    DeliveryKind.ORDERS: "Order {order_id} at {account_id}: {amount} {currency}, {status}",
    DeliveryKind.PAYMENTS: "Payment {payment_id} to {payee_account}: {amount} {currency}",
    DeliveryKind.TEST_BUYS: "Test buy {test_buy_id} from {account_id}: {brand}, {verdict}",
    DeliveryKind.SHIPMENTS: "Parcel {waybill_no} by {carrier}: {declared_goods}",
    DeliveryKind.SEIZURES: "Seizure {seizure_ref} by {authority}: {quantity} x {goods}",
}
"""What a row says, from what was written; what was not written reads as a question mark."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on the timeline, with the row or note it comes from."""

    at: datetime
    kind: str
    says: str
    record: Record | None = None
    note: Note | None = None


def timeline(
    act: Act,
    case: Case,
    kind: DeliveryKind | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[Event]:
    """Return what happened, earliest first: accounts opened, test buys, seizures; or one kind."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.TIMELINE)
    statement = act.select(Record).where(
        Record.case_id == case.id,
        Record.at.is_not(None),
        Record.kind == kind if kind else Record.kind.in_(_MILESTONES),
    )
    found = page(act.session, statement, ((Record.at, False), (Record.id, False)), after, limit)
    return Page([event for one in found.items for event in _events(one)], found.after)


def notes(act: Act, case: Case, after: str | None = None, limit: int = 50) -> Page[Note]:
    """Return what officers of every agency wrote into a case, newest first."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.TIMELINE)
    statement = act.select(Note).where(Note.case_id == case.id)
    return page(act.session, statement, ((Note.id, True),), after, limit)


def write_note(act: Act, case: Case, text: str) -> Note:
    """Return the note, written into the case and owned by the officer's agency."""
    act.require(Action.NOTE_WRITE, case)
    act.require_part(case, CasePart.TIMELINE)
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    note = Note(
        case=case,
        agency=act.officer.agency,
        text=text,
        written_at=act.at,
        written_by=act.officer,
    )
    act.session.add(note)
    act.record("note:written", note)
    return note


def _events(record: Record) -> Iterator[Event]:
    if record.at is not None:
        yield Event(record.at, record.kind.value, _says(record), record=record)


def _says(record: Record) -> str:
    words = defaultdict(lambda: "?", {name: str(value) for name, value in record.written.items()})
    return _SENTENCES[record.kind].format_map(words)

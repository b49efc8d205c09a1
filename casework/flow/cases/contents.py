"""What a case holds: its rows by part, and an overview of what the officer may see of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import func, select

from casework.act import Act
from casework.errors import NotFound
from casework.flow.cases.taking import PART_OF
from casework.model import Case, Exhibit, Grant, Note, Pack, Record
from casework.paging import Page, page
from casework.vocabulary import Action, CasePart, DeliveryKind

REASONS_SPEAK_OF = frozenset({CasePart.MEMBERS, CasePart.TIES, CasePart.TEST_BUYS})
"""The parts a ring's reasons count: told where all of them are open, on pages and in packs."""
NAME_BRANDS = frozenset({CasePart.MEMBERS, CasePart.TEST_BUYS})
"""The parts that name a ring's brands: named where either is open."""


@dataclass(frozen=True, slots=True)
class TierLine:
    """The orders of one tier of proof in one currency."""

    tier: str
    currency: str
    orders: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind an order, as far as the officer may see it."""

    payment: Record | None = None
    parcel: Record | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """A case at a glance, holding nothing the officer may not see."""

    parts: frozenset[CasePart]
    brands: Sequence[str] = ()
    """What listings and test buys name: shown where either is open."""
    reasons: Sequence[str] = ()
    """Why this is a ring: sentences that count accounts and test buys."""
    rows: dict[DeliveryKind, int] = field(default_factory=dict)
    tiers: Sequence[TierLine] = ()
    notes: int = 0
    exhibits: int = 0
    packs: int = 0
    shares: int = 0


def overview(act: Act, case: Case) -> Overview:
    """Return the counts of each part of the case that the officer may see."""
    act.require(Action.CASE_READ, case)
    parts = act.parts(case)
    counted = select(Record.kind, func.count()).where(
        act.visible(Record), Record.case_id == case.id
    )
    counts = act.session.execute(counted.group_by(Record.kind))
    rows = {kind: count for kind, count in counts}  # noqa: C416  a Row is no pair to mypy

    def count(model: type[Note] | type[Exhibit] | type[Pack] | type[Grant]) -> int:
        statement = select(func.count()).where(act.visible(model), model.case_id == case.id)
        return act.session.scalar(statement) or 0

    return Overview(
        parts=parts,
        brands=case.finding.brands if parts & NAME_BRANDS else (),
        reasons=case.finding.reasons if parts >= REASONS_SPEAK_OF else (),
        rows=rows,
        tiers=order_tiers(act, case),
        notes=count(Note),
        exhibits=count(Exhibit),
        packs=count(Pack),
        shares=count(Grant),
    )


def records(
    act: Act,
    case: Case,
    kind: DeliveryKind,
    after: str | None = None,
    limit: int = 50,
    tier: str = "",
) -> Page[Record]:
    """Return the case's rows of one kind, in the order of the delivered files.

    Orders can be narrowed to one tier of proof. Raises NotFound where their part is not open.
    """
    act.require(Action.CASE_READ, case)
    act.require_part(case, PART_OF[kind])
    statement = act.select(Record).where(Record.case_id == case.id, Record.kind == kind)
    if tier:
        statement = statement.where(Record.tier == tier)
    return page(act.session, statement, ((Record.id, False),), after, limit)


def record(act: Act, case: Case, record_id: int) -> Record:
    """Return one row the case rests on; that it was read is recorded."""
    act.require(Action.CASE_READ, case)
    found = act.get(Record, record_id)
    if found.case_id != case.id:
        raise NotFound("record", record_id)
    act.record("record:read", found, file=found.file, row=found.row_number)
    return found


def proofs(act: Act, case: Case, orders: Sequence[Record]) -> dict[int, Proof]:
    """Return what stands behind each of these orders, by the order's id.

    The rule of the tiers: a payment of the same number and amount, a parcel of the same carrier
    and waybill. A row of a part that is not open to the officer is left out.
    """
    act.require(Action.CASE_READ, case)
    payments = _keyed(act, case, DeliveryKind.PAYMENTS, ("payment_id", "amount"), orders)
    parcels = _keyed(act, case, DeliveryKind.SHIPMENTS, ("waybill_no", "carrier"), orders)
    return {
        order.id: Proof(
            payments.get(_key(order, ("payment_id", "amount"))),
            parcels.get(_key(order, ("waybill_no", "carrier"))),
        )
        for order in orders
    }


def order_tiers(act: Act, case: Case) -> list[TierLine]:
    """Return the amounts of the case's orders by currency and tier of proof, in Decimal."""
    act.require(Action.CASE_READ, case)
    if CasePart.SALES not in act.parts(case):
        return []
    return [
        TierLine(line["tier"], line["currency"], line["orders"], Decimal(line["amount"]))
        for line in case.tiers
    ]


def _keyed(
    act: Act, case: Case, kind: DeliveryKind, columns: tuple[str, str], orders: Sequence[Record]
) -> dict[tuple[str, ...], Record]:
    """The case's rows of a kind that these orders name, by what was understood of the columns."""
    named = {order.understood[columns[0]] for order in orders if columns[0] in order.understood}
    if not named:
        return {}
    statement = act.select(Record).where(
        Record.case_id == case.id,
        Record.part == PART_OF[kind],
        Record.kind == kind,
        Record.understood[columns[0]].as_string().in_(named),
    )
    found = {_key(record, columns): record for record in act.session.scalars(statement)}
    found.pop((), None)
    return found


def _key(record: Record, columns: tuple[str, str]) -> tuple[str, ...]:
    values = [record.understood.get(column) for column in columns]
    return () if None in values else tuple(str(value) for value in values)

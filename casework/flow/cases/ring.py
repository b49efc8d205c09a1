"""What a case knows of its ring: accounts, places and ties, each part only where it is open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from casework.act import Act
from casework.model import Case, Member, Place, Record, Tie
from casework.paging import Page, page
from casework.vocabulary import Action, CasePart, DeliveryKind

RowKey = tuple[str, int, int]
"""Kind, batch and row number: how a sentence names the row it rests on."""


def members(act: Act, case: Case, after: str | None = None, limit: int = 50) -> Page[Member]:
    """Return the accounts of the ring as they were when the case was opened, strongest first."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.MEMBERS)
    statement = select(Member).where(Member.finding_id == case.finding_id)
    return page(act.session, statement, ((Member.position, False),), after, limit)


def places(act: Act, case: Case, after: str | None = None, limit: int = 50) -> Page[Place]:
    """Return the places of the ring, each with the part it plays and the reasons for it."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.PLACES)
    statement = select(Place).where(Place.finding_id == case.finding_id)
    return page(act.session, statement, ((Place.position, False),), after, limit)


def ties(act: Act, case: Case, after: str | None = None, limit: int = 50) -> Page[Tie]:
    """Return the ring's ties with every reason, strongest first."""
    act.require(Action.CASE_READ, case)
    act.require_part(case, CasePart.TIES)
    statement = select(Tie).where(Tie.finding_id == case.finding_id)
    return page(act.session, statement, ((Tie.position, False),), after, limit)


def cited(act: Act, case: Case, sources: Iterable[Member | Place | Tie]) -> dict[RowKey, int]:
    """Return, for the rows these rest on, the case's records the officer may open.

    Rows of a part that is not open to the officer are left out: the sentence stands without a link.
    """
    act.require(Action.CASE_READ, case)
    wanted = {row_key(row) for source in sources for row in _rows(source)}
    found: dict[RowKey, int] = {}
    for kind in {DeliveryKind(kind) for kind, _, _ in wanted}:
        for batch_id in {batch for of, batch, _ in wanted if of == kind}:
            numbers = sorted(row for of, batch, row in wanted if (of, batch) == (kind, batch_id))
            for start in range(0, len(numbers), _AT_ONCE):
                statement = select(Record.row_number, Record.id).where(
                    act.visible(Record),
                    Record.case_id == case.id,
                    Record.kind == kind,
                    Record.batch_id == batch_id,
                    Record.row_number.in_(numbers[start : start + _AT_ONCE]),
                )
                for number, record_id in act.session.execute(statement):
                    found[kind.value, batch_id, number] = record_id
    return found


def row_key(row: dict[str, Any]) -> RowKey:
    """Return the key of a row a sentence rests on."""
    return row["kind"], row["batch_id"], row["row_number"]


_AT_ONCE = 500
"""Row numbers asked for in one statement."""


def _rows(source: Member | Place | Tie) -> list[dict[str, Any]]:
    if isinstance(source, Tie):
        return [row for reason in source.reasons for row in reason["rows"]]
    return source.rows

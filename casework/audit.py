"""The trail: append what happened, prove that nothing of it was changed.

Entries wait in the session until it commits and are then chained in the same transaction, so a
thing and its entry are kept together or not at all, and the chain's end is locked but briefly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, event, select
from sqlalchemy.orm import Session, SessionTransaction

from casework.canonical import canonical as canonical  # noqa: PLC0414 - what the trail speaks in
from casework.errors import TrailBroken
from casework.model import NumberSeries, TrailEntry, held

START = "0" * 64
"""What the first entry names as the one before it."""
_SERIES = "trail"
_WAITING = "trail"
_ROOM = {
    column.name: column.type.length
    for column in TrailEntry.__table__.c
    if isinstance(column.type, String) and column.type.length
}
"""How many characters each column of the trail holds."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, before it has its place in the chain."""

    at: datetime
    what: str
    officer_id: int | None
    officer: str
    agency_id: int | None
    agency: str
    noun: str
    noun_id: int | None
    name: str
    case_id: int | None
    origin: str
    facts: dict[str, Any] = field(default_factory=dict)


def enter(session: Session, happening: Happening) -> None:
    """Put the happening on the trail: it is kept when the session commits, and only then."""
    if not session.in_transaction():
        session.begin()  # so that a rollback, too, has something to end
    session.info.setdefault(_WAITING, []).append(_fitting(happening))


def verify(session: Session) -> int:
    """Return the number of entries, all of which fit.

    Raises TrailBroken naming the first that does not: altered, out of order, missing, or cut off.
    """
    count, previous = 0, START
    for entry in _in_order(session):
        count += 1
        if entry.seq != count:
            raise TrailBroken(count, f"it is missing, the next one there is {entry.seq}")
        if entry.previous != previous:
            raise TrailBroken(count, "it does not follow from the entry before it")
        if entry.hash != entry_hash(entry):
            raise TrailBroken(count, "its content was changed after it was written")
        previous = entry.hash
    series = session.get(NumberSeries, _SERIES)
    last = series.last if series else 0
    if last != count:
        raise TrailBroken(count + 1, f"it is missing, {last} entries were written")
    return count


def entry_hash(entry: TrailEntry) -> str:
    """Return the SHA-256 of an entry's canonical JSON, which holds the hash of the one before."""
    return hashlib.sha256(canonical(as_written(entry)).encode()).hexdigest()


def as_written(entry: TrailEntry) -> dict[str, Any]:
    """Return what an entry's hash is taken over: everything but the hash itself."""
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "what": entry.what,
        "officer_id": entry.officer_id,
        "officer": entry.officer,
        "agency_id": entry.agency_id,
        "agency": entry.agency,
        "noun": entry.noun,
        "noun_id": entry.noun_id,
        "name": entry.name,
        "case_id": entry.case_id,
        "origin": entry.origin,
        "facts": entry.facts,
        "previous": entry.previous,
    }


@event.listens_for(Session, "before_commit")
def _chain(session: Session) -> None:
    waiting: list[Happening] = session.info.pop(_WAITING, [])
    if not waiting:
        return
    session.flush()
    series = held(session, _SERIES)
    head = session.get(TrailEntry, series.last) if series.last else None
    previous = head.hash if head else START
    for happening in waiting:
        series.last += 1
        entry = TrailEntry(seq=series.last, previous=previous, **asdict(happening))
        previous = entry.hash = entry_hash(entry)
        session.add(entry)
    session.flush()


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if not ended.nested:
        session.info.pop(_WAITING, None)


def _fitting(happening: Happening) -> Happening:
    """The happening with every name cut to its column: a long one must not stop what it tells."""
    cut: dict[str, Any] = {
        name: f"{said[: room - 1]}…"
        for name, room in _ROOM.items()
        if len(said := getattr(happening, name, "")) > room
    }
    return replace(happening, **cut) if cut else happening


def _in_order(session: Session, page: int = 1000) -> Iterator[TrailEntry]:
    after = -1
    while rows := session.scalars(
        select(TrailEntry).where(TrailEntry.seq > after).order_by(TrailEntry.seq).limit(page)
    ).all():
        yield from rows
        after = rows[-1].seq
        for row in rows:
            session.expunge(row)

"""Oversight: auditors and supervisors read the trail, and prove that nothing of it was changed."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TextIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import audit
from casework.act import Act
from casework.disarm import disarmed
from casework.errors import NotFound, TrailBroken
from casework.model import READING, TrailEntry
from casework.paging import Page, page
from casework.vocabulary import Action

_HEADER = (
    "seq",
    "at",
    "what",
    "officer",
    "agency",
    "noun",
    "name",
    "origin",
    "facts",
    "previous",
    "hash",
)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries to show; every one by default."""

    what: str = ""
    """What happened, or the beginning of it: `case:shared`, `case`."""
    officer: str = ""
    """Part of the officer's name or e-mail address."""
    case: str = ""
    """A case's number."""


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What became of checking the whole trail."""

    entries: int = 0
    """How many fit, all of them, where none is broken."""
    broken: TrailBroken | None = None
    """The first entry that does not fit."""


def entries(
    act: Act, filter: TrailFilter | None = None, after: str | None = None, limit: int = 50
) -> Page[TrailEntry]:
    """Return what happened at the officer's agency and in its cases, newest first."""
    act.require(Action.TRAIL_READ)
    wanted = filter or TrailFilter()
    statement = act.select(TrailEntry)
    if wanted.what:
        statement = statement.where(TrailEntry.what.startswith(wanted.what, autoescape=True))
    if wanted.officer:
        statement = statement.where(TrailEntry.officer.icontains(wanted.officer, autoescape=True))
    if wanted.case:
        statement = statement.where(TrailEntry.case_id.in_(_cases_called(act, wanted.case)))
    return page(act.session, statement, ((TrailEntry.seq, True),), after, limit)


def entry(act: Act, seq: int) -> TrailEntry:
    """Return one entry of the trail by its number."""
    act.require(Action.TRAIL_READ)
    found = act.session.scalars(act.select(TrailEntry).where(TrailEntry.seq == seq)).one_or_none()
    if found is None:
        raise NotFound("trail entry", seq)
    return found


def verify(act: Act) -> ChainCheck:
    """Return whether every entry of the trail still fits the one before it.

    The whole chain is checked, other agencies' entries among it: of those nothing but their number
    is told.
    """
    act.require(Action.TRAIL_READ)
    # A long trail takes minutes, and on SQLite nobody could write meanwhile.
    act.release()
    # In a session of its own: what this one has read already must be read again from the disk.
    with Session(act.session.get_bind()) as fresh:
        fresh.connection(execution_options=READING)
        try:
            found = ChainCheck(audit.verify(fresh))
        except TrailBroken as broken:
            found = ChainCheck(broken=broken)
    act.record(
        "trail:verified",
        act.officer.agency,
        entries=found.entries,
        broken=str(found.broken or ""),
    )
    return found


def write_csv(act: Act, to: TextIO, filter: TrailFilter | None = None) -> int:
    """Write the entries that fit as CSV, newest first, and return how many there were.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    act.require(Action.TRAIL_READ)
    writer = csv.writer(to)
    writer.writerow(_HEADER)
    count, after = 0, None
    while True:
        found = entries(act, filter, after, limit=1000)
        for one in found.items:
            writer.writerow([disarmed(cell) for cell in _cells(one)])
            count += 1
        after = found.after
        if after is None:
            break
    act.record("trail:downloaded", act.officer.agency, entries=count)
    return count


def _cases_called(act: Act, number: str) -> list[int]:
    """The ids of the case of this number, from the trail itself: it outlives every share."""
    statement = select(TrailEntry.case_id).where(
        act.visible(TrailEntry), TrailEntry.noun == "case", TrailEntry.name == number.strip()
    )
    return [one for one in act.session.scalars(statement.distinct()) if one is not None]


def _cells(entry: TrailEntry) -> list[str]:
    return [
        str(entry.seq),
        entry.at.isoformat(timespec="microseconds"),
        entry.what,
        entry.officer,
        entry.agency,
        entry.noun,
        entry.name,
        entry.origin,
        audit.canonical(entry.facts),
        entry.previous,
        entry.hash,
    ]

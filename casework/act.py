"""Act: who does it, at what moment, in which transaction. Every verb begins with one.

The edge (a request, a command, a job) opens an Act, calls verbs with it and commits once. A verb
asks `require` before it does anything, and `record`s what it did in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from casework import audit, policy
from casework.errors import NotFound, NotPermitted
from casework.model import Base, Case, Officer, held
from casework.settings import Settings
from casework.vocabulary import Action, CasePart

Thing = TypeVar("Thing", bound=Base)
Progress = Callable[[str, int, int], None]
"""doing, done, total: total is 0 while the whole is not known."""


_LARGEST_ID = 2**31 - 1


def silent(doing: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Act:
    """Someone, at a moment, in one transaction, permitted and recorded."""

    officer: Officer
    at: datetime
    session: Session
    settings: Settings
    origin: str
    progress: Progress = field(default=silent)

    def may(self, action: Action, subject: Base | None = None) -> bool:
        """Return whether this officer may, now."""
        return policy.may(self.officer, action, subject, self.at)

    def require(self, action: Action, subject: Base | None = None) -> None:
        """Raise NotPermitted unless this officer may, now.

        Where the officer may not even know of the subject, NotFound: a refusal must not tell.
        """
        if self.may(action, subject):
            return
        if subject is not None and not self.may(policy.GROUNDS[type(subject)].read, subject):
            raise NotFound(noun(subject), name(subject))
        says = policy.LAW[action].says
        raise NotPermitted(self.officer.name, action, says, name(subject) if subject else "")

    def visible(self, model: type[Base], action: Action | None = None) -> ColumnElement[bool]:
        """Return the SQL condition for the rows this officer may see (or `action`), now."""
        return policy.visible(self.officer, model, self.at, action)

    def select(self, model: type[Thing]) -> Select[Thing]:
        """Return a SELECT of `model` that holds only what this officer may see."""
        return select(model).where(self.visible(model))

    def get(self, model: type[Thing], key: int) -> Thing:
        """Return one thing by its id; NotFound where there is none the officer may see."""
        chosen = self.select(model).where(model.__table__.c.id == key)
        # A number no register can hold is asked for now and then: in an address, in a job.
        known = 0 < key <= _LARGEST_ID
        found = self.session.scalars(chosen).one_or_none() if known else None
        if found is None:
            raise NotFound(str(model.__tablename__).replace("_", " "), key)
        return found

    def parts(self, case: Case) -> frozenset[CasePart]:
        """Return the parts of a case this officer may see, now."""
        return policy.parts(self.officer, case, self.at)

    def require_part(self, case: Case, part: CasePart) -> None:
        """Raise NotFound unless this part is open to the officer: a closed one looks like none."""
        if part not in self.parts(case):
            raise NotFound("part", part.value)

    def record(self, what: str, subject: Base, **facts: Any) -> None:
        """Put on the trail what was done: kept with this transaction or not at all."""
        self.session.flush()
        audit.enter(
            self.session,
            audit.Happening(
                at=self.at,
                what=what,
                officer_id=self.officer.id,
                officer=f"{self.officer.name} <{self.officer.email}>",
                agency_id=self.officer.agency_id,
                agency=self.officer.agency.name,
                noun=noun(subject),
                noun_id=getattr(subject, "id", None),
                name=name(subject),
                case_id=_case_id(subject),
                origin=self.origin,
                facts=facts,
            ),
        )

    def number(self, letter: str, within: str = "") -> str:
        """Return the next number of a yearly series without gaps: C-2026-0001.

        `within` names whose series it is, where each agency counts its own.
        """
        stem = f"{letter}-{self.at.year}"
        return f"{stem}-{self.number_in(f'{stem} {within}'.strip()):04d}"

    def number_in(self, series: str) -> int:
        """Return the next number of a series, counted from 1: reserved until this act commits."""
        counted = held(self.session, series)
        counted.last += 1
        self.session.flush()
        return counted.last

    @staticmethod
    def now() -> datetime:
        """Return the wall clock, for what must be timed within an Act: when long work ended."""
        return datetime.now(UTC)

    def release(self) -> None:
        """Keep what was done so far and let go of the register while long work runs.

        Long work asks first, releases, works on files alone, and then writes what it found.
        """
        self.session.commit()


def noun(subject: Base) -> str:
    """Return the word for a thing: case, pack, officer."""
    return str(type(subject).__tablename__).replace("_", " ")


def name(subject: Base) -> str:
    """Return the name people know a thing by."""
    for attribute in ("number", "name", "mark", "email", "file", "title"):
        found = getattr(subject, attribute, None)
        if isinstance(found, str):
            return found
    return str(getattr(subject, "id", ""))


def _case_id(subject: Base) -> int | None:
    if isinstance(subject, Case):
        return subject.id
    found = getattr(subject, "case_id", None)
    return found if isinstance(found, int) else None

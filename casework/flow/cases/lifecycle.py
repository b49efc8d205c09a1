"""The life of a case: opened on a ring, worked, referred, closed, reopened."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from casework.act import Act
from casework.errors import (
    CaseAlreadyOpen,
    CaseClosed,
    EditedMeanwhile,
    NotFound,
    StageNotAllowed,
)
from casework.flow import rings
from casework.flow.cases.taking import take_rows
from casework.model import Case, Finding, fitting
from casework.paging import Page, page
from casework.vocabulary import Action, CaseStage

_MOVES: dict[CaseStage, frozenset[CaseStage]] = {
    CaseStage.INVESTIGATION: frozenset({CaseStage.REFERRED, CaseStage.CLOSED}),
    CaseStage.REFERRED: frozenset({CaseStage.CLOSED}),
    CaseStage.CLOSED: frozenset({CaseStage.INVESTIGATION}),
}


_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A new title and summary, written over version `version` of the case."""

    title: str
    summary: str
    version: int


@dataclass(frozen=True, slots=True)
class CaseFilter:
    stage: CaseStage | None = None
    text: str = ""
    """Part of the number or the title."""


def open_from_ring(act: Act, ring_number: str, title: str | None = None) -> Case:
    """Return a case on the newest finding of a ring, the rows it rests on taken into the register.

    Raises CaseAlreadyOpen when the agency works this ring in an open case.
    """
    act.require(Action.CASE_OPEN)
    finding = rings.finding(act, ring_number)
    # The series is locked first: of two who open the same ring at once, one sees the other's case.
    number = act.number("C")
    worked = act.session.scalars(
        act.select(Case).where(
            Case.agency_id == act.officer.agency_id,
            Case.stage != CaseStage.CLOSED,
            Case.finding_id.in_(_findings_of(finding)),
        )
    ).first()
    if worked is not None:
        raise CaseAlreadyOpen(finding.ring.number, worked.number)
    case = Case(
        number=number,
        agency=act.officer.agency,
        title=fitting(Case.title, title, "the title") if title else _title(finding),
        stage=CaseStage.INVESTIGATION,
        finding=finding,
        opened_at=act.at,
        opened_by=act.officer,
    )
    act.session.add(case)
    act.session.flush()
    taken = take_rows(act, case)
    act.record("case:opened", case, ring=finding.ring.number, rows=taken)
    return case


def edit(act: Act, case: Case, change: CaseChange) -> Case:
    """Return the case with its new title and summary; refused over another's unseen change."""
    act.require(Action.CASE_EDIT, case)
    act.session.refresh(case, with_for_update={"of": Case})
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    if change.version != case.version:
        raise EditedMeanwhile(case.number)
    before = {"title": case.title, "summary": case.summary}
    case.title, case.summary = change.title, change.summary
    case.version += 1
    act.record("case:edited", case, before=before)
    return case


def refer(act: Act, case: Case, why: str) -> Case:
    """Return the case, referred: police, customs or prosecution have taken it on."""
    return _move(act, case, CaseStage.REFERRED, why)


def close(act: Act, case: Case, why: str) -> Case:
    """Return the case, closed: nothing in it changes any more, and nothing new is shared."""
    return _move(act, case, CaseStage.CLOSED, why)


def reopen(act: Act, case: Case, why: str) -> Case:
    """Return the case, open again."""
    return _move(act, case, CaseStage.INVESTIGATION, why)


def listed(
    act: Act, filter: CaseFilter | None = None, after: str | None = None, limit: int = 50
) -> Page[Case]:
    """Return the cases the officer may see, newest first."""
    act.require(Action.CASE_READ)
    wanted = filter or CaseFilter()
    statement = act.select(Case)
    if wanted.stage is not None:
        statement = statement.where(Case.stage == wanted.stage)
    if wanted.text:
        statement = statement.where(
            or_(
                Case.number.icontains(wanted.text, autoescape=True),
                Case.title.icontains(wanted.text, autoescape=True),
            )
        )
    return page(act.session, statement, ((Case.id, True),), after, limit)


def read(act: Act, case_id: int) -> Case:
    """Return one case; that it was read is recorded."""
    act.require(Action.CASE_READ)
    case = act.get(Case, case_id)
    act.record("case:read", case)
    return case


def find(act: Act, number: str) -> Case:
    """Return the case of this number, if the officer may see it."""
    act.require(Action.CASE_READ)
    case = act.session.scalars(act.select(Case).where(Case.number == number)).one_or_none()
    if case is None:
        raise NotFound("case", number)
    return case


def _move(act: Act, case: Case, to: CaseStage, why: str) -> Case:
    act.require(Action.CASE_CLOSE, case)
    if to not in _MOVES[case.stage]:
        raise StageNotAllowed(case.number, case.stage, to)
    was, case.stage = case.stage, to
    case.closed_at = act.at if to is CaseStage.CLOSED else None
    verb = {
        CaseStage.REFERRED: "case:referred",
        CaseStage.CLOSED: "case:closed",
        CaseStage.INVESTIGATION: "case:reopened",
    }[to]
    act.record(verb, case, was=was.value, why=why)
    return case


def _findings_of(finding: Finding) -> Select[int]:
    return select(Finding.id).where(Finding.ring_id == finding.ring_id)


def _title(finding: Finding) -> str:
    # No counts: every agency that gets any part of the case reads its title.
    brands = ", ".join(finding.brands[:3]) or "Unknown brand"
    number = f" ({finding.ring.number})"
    return f"{brands[: _LONGEST_TITLE - len(number)]}{number}"

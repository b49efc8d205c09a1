"""Look rings over: ranked, filtered, one by one, tie by tie."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, cast, exists, or_, select
from sqlalchemy.orm import selectinload

from casework.act import Act
from casework.analysis.values import AccountKey
from casework.errors import RingNotFound
from casework.model import Finding, Member, Ring, Run, Tie
from casework.paging import Page, page
from casework.vocabulary import Action


@dataclass(frozen=True, slots=True)
class RingFilter:
    """Which rings to show; everything by default but the merely suspected."""

    brand: str = ""
    platform: str = ""
    min_score: float = 0.0
    suspected: bool = False
    text: str = ""
    """Part of a ring's number or of a member's account id."""


def latest_run(act: Act) -> Run | None:
    """Return the newest discovery of the officer's agency, if there was one."""
    act.require(Action.RING_READ)
    return act.session.scalars(act.select(Run).order_by(Run.id.desc()).limit(1)).one_or_none()


def ranked(
    act: Act, filter: RingFilter | None = None, after: str | None = None, limit: int = 50
) -> Page[Finding]:
    """Return the rings of the newest run, strongest first."""
    run = latest_run(act)
    if run is None:
        return Page([])
    wanted = filter or RingFilter()
    statement = (
        act.select(Finding)
        .options(selectinload(Finding.places))
        .where(
            Finding.run_id == run.id,
            Finding.suspected == wanted.suspected,
            Finding.score >= wanted.min_score,
        )
    )
    if wanted.brand:
        # JSON text is kept with \u escapes or without, as the database's driver writes it.
        statement = statement.where(
            or_(
                *(
                    cast(Finding.brands, String).contains(form, autoescape=True)
                    for form in _written(wanted.brand)
                )
            )
        )
    if wanted.platform:
        statement = statement.where(_has_member(Member.platform == wanted.platform))
    if wanted.text:
        named = Finding.ring_id.in_(
            select(Ring.id).where(Ring.number.icontains(wanted.text, autoescape=True))
        )
        member = _has_member(Member.account_id.icontains(wanted.text, autoescape=True))
        statement = statement.where(or_(named, member))
    return page(act.session, statement, ((Finding.rank, False),), after, limit)


def finding(act: Act, number: str) -> Finding:
    """Return the newest finding of the ring of this number."""
    act.require(Action.RING_READ)
    ring = act.session.scalars(act.select(Ring).where(Ring.number == number)).one_or_none()
    if ring is None:
        raise RingNotFound(number)
    return of_ring(act, ring.id)


def of_ring(act: Act, ring_id: int) -> Finding:
    """Return the newest finding of a ring by the ring's id."""
    act.require(Action.RING_READ)
    found = act.session.scalars(
        act.select(Finding).where(Finding.ring_id == ring_id).order_by(Finding.id.desc()).limit(1)
    ).one_or_none()
    if found is None:
        raise RingNotFound(ring_id)
    return found


def ties(act: Act, of: Finding, after: str | None = None, limit: int = 50) -> Page[Tie]:
    """Return a ring's ties, strongest first."""
    act.require(Action.RING_READ, of)
    statement = select(Tie).where(Tie.finding_id == of.id)
    return page(act.session, statement, ((Tie.position, False),), after, limit)


def tie_between(act: Act, of: Finding, one: AccountKey, other: AccountKey) -> Tie | None:
    """Return the kept tie of two members; None where theirs is not among the strongest."""
    act.require(Action.RING_READ, of)
    left, right = (Tie.left_platform, Tie.left_account), (Tie.right_platform, Tie.right_account)
    ways = ((one, other), (other, one))
    either = or_(*(and_(_is(left, a), _is(right, b)) for a, b in ways))
    return act.session.scalars(select(Tie).where(Tie.finding_id == of.id, either)).one_or_none()


def ties_of(act: Act, of: Finding, member: Member) -> Sequence[Tie]:
    """Return the kept ties of one member, strongest first."""
    act.require(Action.RING_READ, of)
    key = (member.platform, member.account_id)
    left, right = (Tie.left_platform, Tie.left_account), (Tie.right_platform, Tie.right_account)
    mine = select(Tie).where(Tie.finding_id == of.id, or_(_is(left, key), _is(right, key)))
    return act.session.scalars(mine.order_by(Tie.position)).all()


def too_common(act: Act) -> Sequence[dict[str, Any]]:
    """Return the values the newest run found too common to tie anyone, with their numbers."""
    act.require(Action.RING_READ)
    run = latest_run(act)
    return run.too_common if run else []


def changed(act: Act) -> list[Finding]:
    """Return the rings of the newest run that are new or not as they were, strongest first."""
    run = latest_run(act)
    if run is None:
        return []
    statement = act.select(Finding).where(Finding.run_id == run.id).order_by(Finding.rank)
    told = ("new", "joined", "left", "merged", "split_off")
    return [
        found
        for found in act.session.scalars(statement)
        if any(found.changes.get(what) for what in told)
    ]


def gone(act: Act) -> Sequence[dict[str, Any]]:
    """Return the rings of the run before that the newest run does not find, and where they went."""
    act.require(Action.RING_READ)
    run = latest_run(act)
    return run.gone if run else []


def _is(columns: tuple[Any, Any], key: AccountKey) -> Any:
    return and_(columns[0] == key[0], columns[1] == key[1])


def _has_member(condition: Any) -> Any:
    return exists().where(Member.finding_id == Finding.id, condition)


def _written(text: str) -> set[str]:
    return {json.dumps(text), json.dumps(text, ensure_ascii=False)}

"""Officers judge ties: confirmed or refused, with who, when and why. Nothing vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from casework.act import Act
from casework.model import LinkJudgement
from casework.vocabulary import Action, Judgement


@dataclass(frozen=True, slots=True, order=True)
class AccountPair:
    """Two seller accounts; the lesser stands left, so a pair has one writing."""

    left_platform: str
    left_account: str
    right_platform: str
    right_account: str

    @classmethod
    def of(cls, one: tuple[str, str], other: tuple[str, str]) -> AccountPair:
        """Return the pair of two (platform, account) keys in its one order."""
        return cls(*min(one, other), *max(one, other))


def judge(act: Act, pair: AccountPair, verdict: Judgement, why: str) -> LinkJudgement:
    """Return the officer's judgement on two accounts; an earlier one is withdrawn, not erased.

    Judging `proposed` takes back what was judged before and leaves the tie to the machine.
    """
    act.require(Action.LINK_JUDGE)
    for earlier in act.session.scalars(
        act.select(LinkJudgement).where(_about(pair), LinkJudgement.withdrawn_at.is_(None))
    ).all():
        withdraw_judgement(act, earlier)
    judged = LinkJudgement(
        agency_id=act.officer.agency_id,
        left_platform=pair.left_platform,
        left_account=pair.left_account,
        right_platform=pair.right_platform,
        right_account=pair.right_account,
        judgement=verdict,
        why=why,
        judged_at=act.at,
        judged_by=act.officer,
    )
    act.session.add(judged)
    act.record(
        "link:judged",
        judged,
        left=f"{pair.left_platform}/{pair.left_account}",
        right=f"{pair.right_platform}/{pair.right_account}",
        judgement=verdict.value,
        why=why,
    )
    return judged


def withdraw_judgement(act: Act, judged: LinkJudgement) -> LinkJudgement:
    """Return the judgement, withdrawn: it stays on record and no longer counts."""
    act.require(Action.LINK_JUDGE, judged)
    if judged.withdrawn_at is None:
        judged.withdrawn_at = act.at
        judged.withdrawn_by_id = act.officer.id
        act.record("link-judgement:withdrawn", judged)
    return judged


def judgement(act: Act, judgement_id: int) -> LinkJudgement:
    """Return one judgement the officer may see."""
    act.require(Action.RING_READ)
    return act.get(LinkJudgement, judgement_id)


def judgements(act: Act) -> Sequence[LinkJudgement]:
    """Return the judgements of the officer's agency that count now, in the order they were made."""
    act.require(Action.RING_READ)
    return act.session.scalars(
        act.select(LinkJudgement)
        .where(LinkJudgement.withdrawn_at.is_(None))
        .order_by(LinkJudgement.id)
    ).all()


def _about(pair: AccountPair) -> ColumnElement[bool]:
    return and_(
        LinkJudgement.left_platform == pair.left_platform,
        LinkJudgement.left_account == pair.left_account,
        LinkJudgement.right_platform == pair.right_platform,
        LinkJudgement.right_account == pair.right_account,
    )

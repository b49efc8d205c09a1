"""Officers judge ties: confirmed or refused, with who, when and why. Nothing vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, and_

from casework.act import Act
from casework.analysis.values import AccountKey
from casework.model import LinkJudgement, SaidOfPair, fitting
from casework.vocabulary import Action, Judgement


@dataclass(frozen=True, slots=True, order=True)
class AccountPair:
    """Two seller accounts; the lesser stands left, so a pair has one writing."""

    left_platform: str
    left_account: str
    right_platform: str
    right_account: str

    @classmethod
    def of(cls, one: AccountKey, other: AccountKey) -> AccountPair:
        """Return the pair of two (platform, account) keys in its one order."""
        return cls(*min(one, other), *max(one, other))

    @property
    def left(self) -> AccountKey:
        """The lesser of the two."""
        return self.left_platform, self.left_account

    @property
    def right(self) -> AccountKey:
        """The other."""
        return self.right_platform, self.right_account

    def facts(self) -> dict[str, str]:
        """Return the pair as the trail names it."""
        return {
            "left": f"{self.left_platform}/{self.left_account}",
            "right": f"{self.right_platform}/{self.right_account}",
        }

    def named_by(self, said: type[SaidOfPair]) -> ColumnElement[bool]:
        """Return the condition that what was said is of this pair."""
        return and_(*(getattr(said, name) == value for name, value in asdict(self).items()))


def judge(act: Act, pair: AccountPair, verdict: Judgement, why: str) -> LinkJudgement:
    """Return the officer's judgement on two accounts; an earlier one is withdrawn, not erased.

    Judging `proposed` takes back what was judged before and leaves the tie to the machine.
    """
    act.require(Action.LINK_JUDGE)
    for earlier in act.session.scalars(
        act.select(LinkJudgement).where(
            pair.named_by(LinkJudgement), LinkJudgement.withdrawn_at.is_(None)
        )
    ).all():
        withdraw_judgement(act, earlier)
    judged = LinkJudgement(
        agency_id=act.officer.agency_id,
        **asdict(pair),
        judgement=verdict,
        why=fitting(LinkJudgement.why, why, "the reason"),
        judged_at=act.at,
        judged_by=act.officer,
    )
    act.session.add(judged)
    act.record(
        "link:judged",
        judged,
        **pair.facts(),
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

"""Officers exclude innocent explanations: looked into and ruled out, with who, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from casework.act import Act
from casework.flow.linking.decide import AccountPair
from casework.model import ExcludedExplanation, fitting
from casework.vocabulary import Action, IdentifierKind


@dataclass(frozen=True, slots=True, order=True)
class SharedTrace:
    """What two accounts both show: the reason of their tie that is explained innocently."""

    kind: IdentifierKind
    value: str
    """As understood."""


def exclude(act: Act, pair: AccountPair, trace: SharedTrace, why: str) -> ExcludedExplanation:
    """Return the exclusion of the innocent explanation; an earlier one is withdrawn, not erased.

    It changes no weight: who reads the tie reads it beside the explanation.
    """
    act.require(Action.LINK_JUDGE)
    for earlier in exclusions(act, pair):
        if SharedTrace(earlier.kind, earlier.value) == trace:
            withdraw_exclusion(act, earlier)
    excluded = ExcludedExplanation(
        agency_id=act.officer.agency_id,
        **asdict(pair),
        kind=trace.kind,
        value=fitting(ExcludedExplanation.value, trace.value, "the value"),
        why=fitting(ExcludedExplanation.why, why, "the reason"),
        excluded_at=act.at,
        excluded_by=act.officer,
    )
    act.session.add(excluded)
    act.record(
        "explanation:excluded",
        excluded,
        **pair.facts(),
        kind=trace.kind.value,
        value=trace.value,
        why=why,
    )
    return excluded


def withdraw_exclusion(act: Act, excluded: ExcludedExplanation) -> ExcludedExplanation:
    """Return the exclusion, withdrawn: it stays on record and the explanation stands again."""
    act.require(Action.LINK_JUDGE, excluded)
    if excluded.withdrawn_at is None:
        excluded.withdrawn_at = act.at
        excluded.withdrawn_by_id = act.officer.id
        act.record("excluded-explanation:withdrawn", excluded)
    return excluded


def exclusion(act: Act, exclusion_id: int) -> ExcludedExplanation:
    """Return one exclusion the officer may see, withdrawn or not."""
    act.require(Action.RING_READ)
    return act.get(ExcludedExplanation, exclusion_id)


def exclusions(act: Act, pair: AccountPair | None = None) -> Sequence[ExcludedExplanation]:
    """Return the exclusions of the officer's agency that count now, in the order they were made.

    Those of one pair of accounts where a pair is given.
    """
    act.require(Action.RING_READ)
    statement = act.select(ExcludedExplanation).where(ExcludedExplanation.withdrawn_at.is_(None))
    if pair is not None:
        statement = statement.where(pair.named_by(ExcludedExplanation))
    return act.session.scalars(statement.order_by(ExcludedExplanation.id)).all()

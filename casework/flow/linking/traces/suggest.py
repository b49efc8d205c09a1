"""Which accounts one operator seems to run: shared values weighed, added up, and grouped.

The holders of a value are counted in *parties*: accounts that other families join count once, so
that a ring's warehouse has one party and a third-party warehouse has hundreds. The count starts
from the values that vouch for one another (`vouched`), and is then made again from pairs of
accounts, each family of traces left out in turn, until it settles. Then groups against groups:
traces too weak for two accounts add up for two groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.components import components
from casework.analysis.distinct import Flags
from casework.analysis.evidence import Family, Floats, Ints, prior_log_odds
from casework.analysis.grouping import threshold
from casework.analysis.parameters import Parameters
from casework.analysis.values import JudgedLink
from casework.flow.linking.traces.candidates import Candidates, held_by_units
from casework.flow.linking.traces.holdings import keep_holdings
from casework.flow.linking.traces.pairs import (
    Bounds,
    Judged,
    Pairs,
    expanded,
    sharing,
    weighed_pairs,
)
from casework.flow.linking.traces.parties import (
    Common,
    Weighed,
    count_parties,
    read_common,
    weigh,
)
from casework.flow.linking.traces.readings import Readings
from casework.flow.linking.traces.sightings import Sightings
from casework.flow.linking.traces.vouched import vouched
from casework.lake import DuckDB
from casework.vocabulary import Judgement

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import Table

    from casework.lake import Engine

_ROUNDS = 4  # groups of groups of groups: each round at least halves what can still merge
_RECOUNTS = 10  # parties join, their values grow rarer, more join; settles long before


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the traces say: groups of accounts and the pairs that carry them."""

    accounts: int
    prior: float
    """Log-odds of one operator for two accounts picked at random."""
    group: Ints
    """For every account the smallest account of its group."""
    left: Ints
    right: Ints
    log_odds: Floats
    """Posterior log-odds of the pairs that tie on their own."""


def suggest(
    lake: duckdb.DuckDBPyConnection,
    judgements: Sequence[JudgedLink],
    parameters: Parameters,
    engine: Engine | None = None,
) -> Suggestion:
    """Return the groups of accounts that shared traces tie, and leave the weights in the lake.

    Makes the temporary tables of `sightings` and `holdings`, and `weight` (value_id,
    weight, parties, hub, recycled). `engine` computes what is heavy; the lake's own by default.
    """
    with_engine = engine or DuckDB(lake)
    sightings = Sightings(with_engine)
    readings = Readings(with_engine, sightings)
    keep_holdings(with_engine, readings)
    readings.drop()
    with_engine.drop("label", "registered")
    judged = _keep_judgements(lake, judgements)
    return _Linking(with_engine, judged, parameters).run()


class _Linking:
    """Weights and groups of one lake, from the holdings kept in the engine."""

    def __init__(self, engine: Engine, judged: Judged, parameters: Parameters) -> None:
        self._engine, self._parameters = engine, parameters
        self._accounts = engine.one(engine.table("account").count())
        self._judged = judged.of(np.arange(self._accounts, dtype=np.int64))
        prior = prior_log_odds(self._accounts, parameters)
        tied = threshold(parameters)
        self._bounds = Bounds(prior, tied, parameters.family_limit - prior)
        self._candidates = Candidates(engine, parameters.pair_limit)

    def run(self) -> Suggestion:
        """Count parties until they settle, then group accounts, and groups of accounts."""
        limit = self._parameters.pair_limit
        common = read_common(self._engine)
        joined = vouched(self._engine, common, self._accounts, self._parameters)
        weighed = self._weigh(common, count_parties(common, joined))
        pairs = self._account_pairs(weighed)
        for _ in range(_RECOUNTS):
            parties = count_parties(common, joined, self._apart(pairs))
            settled = np.array_equal(parties, weighed.parties)
            if settled:
                break
            before, weighed = weighed, self._weigh(common, parties)
            pairs = self._again(pairs, weighed, weighed.otherwise(before, limit))
        self._engine.give("weight", weighed.all())
        self._candidates.drop()
        first = pairs.over(self._bounds.tied)
        unit = self._agglomerated(weighed, first)
        prior = self._bounds.prior
        return Suggestion(self._accounts, prior, unit, first.left, first.right, first.log_odds)

    def _weigh(self, common: Common, parties: Ints) -> Weighed:
        return weigh(common, parties, self._bounds.prior, self._parameters)

    def _account_pairs(self, weighed: Weighed) -> Pairs:
        shared, tying = self._shared(weighed)
        return weighed_pairs(self._engine, shared, tying, self._judged, self._bounds)

    def _again(self, pairs: Pairs, weighed: Weighed, changed: Flags) -> Pairs:
        """Return the pairs once some values weigh otherwise: only who shares these is looked at."""
        shared, tying = self._shared(weighed)
        values = self._engine.give("changed", weighed.tying(changed))
        touched = self._engine.keep("touched", sharing(self._engine, shared, values, self._judged))
        theirs = shared.semi_join(touched, ["l", "r"])
        found = weighed_pairs(self._engine, theirs, tying, self._judged, self._bounds)
        rest = pairs.without(self._engine.rows(touched))
        self._engine.drop("touched", "changed")
        return rest.beside(found)

    def _shared(self, weighed: Weighed) -> tuple[Table, Table]:
        """Return what accounts share of the values that may tie now, and these values."""
        chosen = weighed.few(self._parameters.pair_limit)
        return self._candidates.of(weighed), self._engine.give("tying", weighed.tying(chosen))

    def _apart(self, pairs: Pairs) -> Ints:
        """Return, for every family left out, the party of each account by the other families."""
        apart = np.empty((len(Family), self._accounts), dtype=np.int64)
        for family in Family:
            tied = pairs.log_odds - pairs.by_family[:, family] >= self._bounds.tied
            apart[family] = components(pairs.left[tied], pairs.right[tied], self._accounts)
        return apart

    def _agglomerated(self, weighed: Weighed, pairs: Pairs) -> Ints:
        unit = before = np.arange(self._accounts, dtype=np.int64)
        for place in range(_ROUNDS):
            if place:
                pairs = self._unit_pairs(weighed, unit, before).over(self._bounds.tied)
            if not len(pairs.left):
                break
            before, unit = unit, components(pairs.left, pairs.right, self._accounts)[unit]
        return unit

    def _unit_pairs(self, weighed: Weighed, unit: Ints, before: Ints) -> Pairs:
        limit = self._parameters.pair_limit
        chosen, units = weighed.news(unit, before, limit)
        values = weighed.tying(chosen).append_column("units", [units[chosen]])
        tying = self._engine.give("tying", values)
        held = self._engine.keep("held_now", held_by_units(self._engine, tying, unit))
        shared = self._engine.keep("shared_now", expanded(held, limit))
        judged = self._judged.of(unit)
        found = weighed_pairs(self._engine, shared, tying, judged, self._bounds)
        self._engine.drop("held_now", "shared_now")
        return found


def _keep_judgements(lake: duckdb.DuckDBPyConnection, judgements: Sequence[JudgedLink]) -> Judged:
    """Keep the table `judgement` (l, r, refused) of pairs that officers judged, and return it."""
    lake.execute("CREATE OR REPLACE TEMP TABLE judgement (l BIGINT, r BIGINT, refused BOOLEAN)")
    for judged in judgements:
        if judged.judgement is Judgement.PROPOSED:
            continue
        lake.execute(
            "INSERT INTO judgement SELECT least(a.account, b.account), "
            "greatest(a.account, b.account), ? FROM account a, account b "
            "WHERE a.platform = ? AND a.account_id = ? AND b.platform = ? AND b.account_id = ?",
            [judged.judgement is Judgement.REFUSED, *judged.left, *judged.right],
        )
    rows = lake.execute("SELECT l, r, refused::BIGINT FROM judgement WHERE l <> r").fetchall()
    left, right, refused = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Judged(left, right, refused)

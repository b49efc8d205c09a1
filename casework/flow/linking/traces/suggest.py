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
from casework.analysis.evidence import (
    NATURE,
    Family,
    Floats,
    Ints,
    Population,
    Space,
    are_hubs,
    prior_log_odds,
    weights,
)
from casework.analysis.grouping import threshold
from casework.analysis.parameters import Parameters
from casework.analysis.values import JudgedLink
from casework.flow.linking.traces.pairs import Pairs, keep_units, make_breadth, weighed_pairs
from casework.flow.linking.traces.sightings import make_sightings
from casework.flow.linking.traces.vouched import Holdings, vouched
from casework.vocabulary import Judgement

if TYPE_CHECKING:
    import duckdb

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
    lake: duckdb.DuckDBPyConnection, judgements: Sequence[JudgedLink], parameters: Parameters
) -> Suggestion:
    """Return the groups of accounts that shared traces tie, and leave the weights in the lake.

    Makes the temporary tables of `sightings` and `weight` (value_id, weight, parties, hub).
    """
    make_sightings(lake)
    accounts = int(lake.execute("SELECT count(*) FROM account").fetchall()[0][0])
    prior = prior_log_odds(accounts, parameters)
    _keep_judgements(lake, judgements)
    make_breadth(lake)
    holdings = vouched(lake, accounts, parameters)
    population = _population(lake, holdings)
    _keep_weights(lake, population, prior, parameters)
    before = population.parties
    for _ in range(_RECOUNTS):
        apart = _parties_apart(lake, accounts, prior, parameters)
        population = _population(lake, holdings, apart)
        _keep_weights(lake, population, prior, parameters)
        if np.array_equal(before, population.parties):
            break
        before = population.parties
    return _agglomerate(lake, accounts, prior, parameters)


def _population(
    lake: duckdb.DuckDBPyConnection, holdings: Holdings, apart: Ints | None = None
) -> Population:
    value = lake.execute(
        "SELECT space, accounts, family FROM common_value ORDER BY value_id"
    ).fetchnumpy()
    showing = np.zeros(len(Space), dtype=np.int64)
    for space, count in lake.execute("SELECT space, accounts FROM showing").fetchall():
        showing[space] = count
    accounts = value["accounts"].astype(np.int64)
    also = None
    if apart is not None:
        also = apart[value["family"].astype(np.int64)[holdings.value], holdings.account]
    parties = holdings.parties(len(accounts), also)
    return Population(value["space"].astype(np.int64), accounts, parties, showing)


def _keep_weights(
    lake: duckdb.DuckDBPyConnection, population: Population, prior: float, parameters: Parameters
) -> None:
    import pyarrow as pa

    weight = weights(population, prior, parameters)
    hub = are_hubs(population, prior, parameters)
    recycled = np.array([NATURE[space].recycled for space in Space])[population.space]
    lake.register(
        "weight_now",
        pa.table(
            {
                "value_id": np.arange(len(weight)),
                "weight": np.round(weight, 9),
                "parties": population.parties,
                "hub": hub,
                "recycled": recycled,
            }
        ),
    )
    lake.execute("CREATE OR REPLACE TEMP TABLE weight AS SELECT * FROM weight_now")
    lake.unregister("weight_now")


def _parties_apart(
    lake: duckdb.DuckDBPyConnection, accounts: int, prior: float, parameters: Parameters
) -> Ints:
    """Return, for every family left out, the party of each account by the other families."""
    keep_units(lake, np.arange(accounts, dtype=np.int64))
    pairs = weighed_pairs(lake, prior, parameters)
    apart = np.empty((len(Family), accounts), dtype=np.int64)
    for family in Family:
        rest = pairs.log_odds - pairs.by_family[:, family]
        tied = rest >= threshold(parameters)
        apart[family] = components(pairs.left[tied], pairs.right[tied], accounts)
    return apart


def _agglomerate(
    lake: duckdb.DuckDBPyConnection, accounts: int, prior: float, parameters: Parameters
) -> Suggestion:
    unit = np.arange(accounts, dtype=np.int64)
    first: Pairs | None = None
    for _ in range(_ROUNDS):
        keep_units(lake, unit)
        pairs = weighed_pairs(lake, prior, parameters).over(threshold(parameters))
        first = first or pairs
        if not len(pairs.left):
            break
        unit = components(pairs.left, pairs.right, accounts)[unit]
    keep_units(lake, unit)
    assert first is not None  # noqa: S101  (_ROUNDS is positive)
    return Suggestion(accounts, prior, unit, first.left, first.right, first.log_odds)


def _keep_judgements(lake: duckdb.DuckDBPyConnection, judgements: Sequence[JudgedLink]) -> None:
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

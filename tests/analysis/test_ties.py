"""Pairs of one group, and what holds it together."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from casework.analysis.components import components
from casework.analysis.evidence import Space
from casework.analysis.grouping import CONFIRMED, Traces, pair_log_odds
from casework.analysis.parameters import Parameters
from casework.analysis.ties import strongest_forest, weighed_ties
from tests.analysis.dossiers import groups
from tests.analysis.traces import PRIOR, traces


@given(groups())
def test_a_tie_weighs_what_discovery_says_it_weighs(group: Traces) -> None:
    ties = weighed_ties(group, Parameters())

    matrix = pair_log_odds(group, Parameters())
    assert np.array_equal(ties.log_odds, matrix[ties.left, ties.right])
    assert (ties.left < ties.right).all()


def test_a_judged_pair_is_a_tie_though_nothing_is_shared() -> None:
    # Given a device between two of four, one pair confirmed and one refused
    shared = [(0, 1, 1, Space.DEVICE, 9.0)]
    ties = weighed_ties(traces(4, shared, {(0, 1): False, (2, 3): True}), Parameters())

    # Then both are ties: the one impossible, the other as sure as an officer is
    assert list(zip(ties.left.tolist(), ties.right.tolist(), strict=True)) == [(0, 1), (2, 3)]
    assert ties.log_odds.tolist() == [-np.inf, CONFIRMED]
    assert len(ties.over(0.0).left) == 1


@given(groups())
def test_the_forest_joins_whom_the_ties_join(group: Traces) -> None:
    ties = weighed_ties(group, Parameters())
    ties = ties.over(-1e9)

    forest = strongest_forest(ties)

    joined = components(ties.left, ties.right, ties.accounts)
    assert np.array_equal(components(forest.left, forest.right, ties.accounts), joined)
    assert len(forest.left) == ties.accounts - len(set(joined.tolist()))


def test_the_forest_takes_the_strongest() -> None:
    # Given a triangle with one weak side
    shared = [
        (0, 1, 1, Space.DEVICE, 9.0),
        (1, 2, 2, Space.DEVICE, 9.5),
        (0, 2, 3, Space.DEVICE, 1),
    ]

    # Then the weak side is not needed
    forest = strongest_forest(weighed_ties(traces(3, shared), Parameters()))
    assert forest.left.tolist() == [0, 1]
    assert (forest.log_odds > PRIOR + 8.9).all()

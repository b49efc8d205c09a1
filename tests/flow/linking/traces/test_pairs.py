"""Pairs and their weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.evidence import Family, Space
from casework.analysis.grouping import CONFIRMED
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.pairs import (
    Bounds,
    Judged,
    Pairs,
    expanded,
    lowered,
    met,
    sharing,
    weighed_pairs,
)
from casework.flow.linking.traces.suggest import suggest
from casework.lake import DuckDB
from tests.flow.rings.small_lake import Village

if TYPE_CHECKING:
    from ibis.expr.types import Table

PRIOR, TIED = -8.0, 2.2
BOUNDS = Bounds(PRIOR, TIED, 12.6)
NOBODY = Judged(*(np.zeros(0, dtype=np.int64) for _ in range(3)))


def _weighed(rows: list[tuple[int, int, int]], judged: Judged = NOBODY) -> Pairs:
    """Weigh pairs (l, r, value): value 0 is a phone, 1 a device, 2 a name, each of weight 7."""
    engine = DuckDB(Village(strangers=0).lake())
    shared, tying = _shared(engine, rows), _tying(engine, [7.0, 7.0, 7.0])
    return weighed_pairs(engine, shared, tying, judged, BOUNDS)


def _shared(engine: DuckDB, rows: list[tuple[int, int, int]]) -> Table:
    left, right, value = ([row[place] for row in rows] for place in range(3))
    families = (Family.CONTACT, Family.DEVICE, Family.REGISTRATION)
    columns = {
        "l": pa.array(left, pa.int32()),
        "r": pa.array(right, pa.int32()),
        "value_id": pa.array(value, pa.int64()),
        "family": pa.array([int(families[one]) for one in value], pa.int64()),
        "apart": pa.array([False] * len(rows), pa.bool_()),
        "less": pa.array([0.0] * len(rows), pa.float64()),
    }
    return engine.give("shared", pa.table(columns))


def _tying(engine: DuckDB, weights: list[float]) -> Table:
    """Give the values that weigh something."""
    values = pa.table(
        {
            "value_id": [0, 1, 2],
            "space": [int(Space.PHONE), int(Space.DEVICE), int(Space.NAME)],
            "aspect": [0, 1, 2],
            "weight": weights,
            "later": weights,
            "top": [1e9, 1e9, 8.0],
        }
    )
    return engine.give("tying", values.filter(pa.array([one > 0.0 for one in weights])))


def test_a_pair_is_weighed_family_by_family() -> None:
    # Given two accounts with one phone and one device
    # When they are weighed
    pairs = _weighed([(0, 1, 0), (0, 1, 1)])

    # Then there is one pair with two families
    assert (pairs.left.tolist(), pairs.right.tolist()) == ([0], [1])
    told = {Family(int(f)): pairs.by_family[0, f] for f in np.flatnonzero(pairs.by_family[0])}
    assert told == {Family.CONTACT: 7.0, Family.DEVICE: 7.0}
    assert pairs.log_odds.tolist() == [14.0 + PRIOR]


def test_a_pair_that_cannot_reach_the_threshold_is_not_weighed() -> None:
    assert len(_weighed([(0, 1, 0)]).left) == 0


def test_what_an_officer_judged_is_obeyed_whatever_was_shared() -> None:
    # Given a tie that was refused, one that was confirmed, and one that has nothing but that
    pairs = ([0, 2, 4], [1, 3, 5], [1, 0, 0])
    judged = Judged(*(np.array(column, dtype=np.int64) for column in pairs))

    # When they are weighed
    found = _weighed([(0, 1, 0), (0, 1, 1), (2, 3, 0)], judged)

    # Then the first is impossible, the others as good as certain
    assert found.log_odds.tolist() == [-np.inf, CONFIRMED, CONFIRMED]
    assert found.over(TIED).left.tolist() == [2, 4]


@pytest.fixture(scope="module")
def engine() -> DuckDB:
    return DuckDB(Village(strangers=0).lake())


_ENDS = [(left, right) for left in range(5) for right in range(left + 1, 5)]
_SHARED = st.lists(st.tuples(st.sampled_from(_ENDS), st.integers(0, 2)), unique=True)
_WEIGHTS = st.lists(st.sampled_from([0.0, 2.0, 7.0, 12.0]), min_size=3, max_size=3)
_JUDGED = st.dictionaries(st.sampled_from(_ENDS), st.integers(0, 1), max_size=2)


@given(_SHARED, _WEIGHTS, _WEIGHTS, _JUDGED)
def test_only_who_shares_what_weighs_otherwise_need_be_weighed_again(
    engine: DuckDB,
    shares: list[tuple[tuple[int, int], int]],
    before: list[float],
    after: list[float],
    judgements: dict[tuple[int, int], int],
) -> None:
    # Given pairs that were weighed, some of them judged
    ends = [[pair[side] for pair in judgements] for side in (0, 1)]
    columns = (*ends, list(judgements.values()))
    judged = Judged(*(np.array(column, dtype=np.int64) for column in columns))
    shared = _shared(engine, [(*pair, value) for pair, value in shares])
    pairs = weighed_pairs(engine, shared, _tying(engine, before), judged, BOUNDS)

    # When some values weigh otherwise, and only who shares these is weighed again
    changed = [value for value in range(3) if before[value] != after[value]]
    values = engine.give("changed", pa.table({"value_id": pa.array(changed, pa.int64())}))
    touched = engine.keep("touched", sharing(engine, shared, values, judged))
    tying = _tying(engine, after)
    found = weighed_pairs(engine, shared.semi_join(touched, ["l", "r"]), tying, judged, BOUNDS)
    again = pairs.without(engine.rows(touched)).beside(found)

    # Then it is as if all had been
    whole = weighed_pairs(engine, shared, tying, judged, BOUNDS)
    for name in ("left", "right", "by_family", "log_odds"):
        assert np.array_equal(getattr(again, name), getattr(whole, name)), name


def test_judgements_on_accounts_are_judgements_on_their_groups() -> None:
    # Given a group of the first two of four accounts
    unit = np.array([0, 0, 2, 3], dtype=np.int64)
    pairs = ([0, 1, 0, 2], [1, 2, 2, 3], [1, 1, 0, 0])
    judged = Judged(*(np.array(column, dtype=np.int64) for column in pairs))

    # When judgements are read for it
    found = judged.of(unit)

    # Then what was judged within it is gone, and a refusal outweighs
    assert (found.left.tolist(), found.right.tolist()) == ([0, 2], [2, 3])
    assert found.refused.tolist() == [1, 0]


def _held(engine: DuckDB, units: int) -> pa.Table:
    rows = {
        "unit": list(range(units)),
        "value_id": [0] * units,
        "space": [int(Space.PHONE)] * units,
        "value_family": [0] * units,
        "family": [0] * units,
        "units": [units] * units,
        "breadth": [1.0] * units,
    }
    held = pa.table(rows).append_column("really_masked", pa.array([False] * units))
    for name in ("from_at", "to_at"):
        held = held.append_column(name, pa.array(rows["unit"], pa.timestamp("us")))
    return engine.give("held", held)


def test_pairs_grow_with_the_holders_and_not_with_their_square() -> None:
    # Given a value of five units
    engine = DuckDB(Village(strangers=0).lake())
    held = _held(engine, 5)

    # When at most two others are paired with each
    few = engine.rows(expanded(held, 2))

    # Then the first is not paired with the last
    assert len(few) == 7
    assert len(engine.rows(met(held.mutate(place=held.unit)))) == 10


def test_two_that_never_met_in_time_are_apart() -> None:
    # Given units that each showed a phone on another day
    engine = DuckDB(Village(strangers=0).lake())
    shared = expanded(_held(engine, 2), 24)

    # When it is weighed
    known = {"value_id": [0], "space": [0], "aspect": [0], "weight": [9.0], "later": [8.0]}
    tying = engine.give("tying", pa.table(known | {"top": [1e9]}))

    # Then it counts as much as one that was passed on
    assert engine.rows(lowered(shared, tying))["w"].to_pylist() == [8.0]


def test_a_number_never_shown_at_the_same_time_is_even_odds_at_most() -> None:
    # Given a phone of a shop that closed and of one that opened a year later
    village = Village()
    for account, year in (("before", "2023"), ("after", "2025")):
        village.account(account, opened_on=f"{year}-01-01", phone="13912345678")
        village.listing(account, first_seen=f"{year}-01-01", last_seen=f"{year}-06-01")

    # When links are suggested
    suggestion = suggest(village.lake(), [], Parameters())

    # Then the two are not tied
    assert len(suggestion.left) == 0

"""What accounts and groups of them share."""

from __future__ import annotations

import numpy as np

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.candidates import (
    Candidates,
    held_by_accounts,
    held_by_units,
    with_breadth,
)
from casework.flow.linking.traces.parties import read_common, weigh
from casework.flow.linking.traces.suggest import suggest
from casework.lake import DuckDB
from tests.flow.rings.small_lake import Village

P = Parameters()


def _engine(village: Village) -> DuckDB:
    lake = village.lake()
    suggest(lake, [], P)
    return DuckDB(lake)


def _twins() -> Village:
    village = Village()
    for name in ("a", "b", "c"):
        village.account(name, phone="13912345678")
    return village


def test_a_value_is_expanded_once() -> None:
    # Given three accounts with one phone
    engine = _engine(_twins())
    common = read_common(engine)
    candidates = Candidates(engine, P.pair_limit)
    weighed = weigh(common, common.accounts, -5.0, P)

    # When their pairs are asked for twice
    first, again = candidates.of(weighed), candidates.of(weighed)

    # Then they are the same three
    assert len(engine.rows(first)) == len(engine.rows(again)) == 3


def test_groups_hold_what_their_accounts_hold() -> None:
    # Given the first two of three accounts in one group
    engine = _engine(_twins())
    common = read_common(engine)
    weighed = weigh(common, common.accounts, -5.0, P)
    unit = np.arange(203, dtype=np.int64)
    unit[1] = 0
    chosen = weighed.usable()
    values = weighed.tying(chosen).append_column("units", [weighed.units(unit)[chosen]])
    tying = engine.give("tying", values)

    # When holdings of groups are read
    held = engine.rows(held_by_units(engine, tying, unit))

    # Then two units hold the phone, where three accounts do
    assert sorted(held["unit"].to_pylist()) == [0, 2]
    assert held["units"].to_pylist() == [2, 2]
    assert len(engine.rows(held_by_accounts(engine, tying))) == 3


def test_who_shows_no_more_than_others_is_not_lowered() -> None:
    engine = _engine(_twins())
    holding = engine.table("holding").rename(unit="account").mutate(space=99)
    breadth = engine.table("breadth").rename(unit="account")
    found = engine.rows(with_breadth(holding, breadth))
    assert set(found["breadth"].to_pylist()) == {1.0}

"""Parties and the weights that follow from them."""

from __future__ import annotations

import numpy as np

from casework.analysis.evidence import Family, Ints, Space
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.parties import (
    Common,
    Joined,
    Weighed,
    count_parties,
    read_common,
    weigh,
)
from casework.flow.linking.traces.suggest import suggest
from casework.lake import DuckDB
from tests.flow.rings.small_lake import Village


def _ints(*numbers: int) -> Ints:
    return np.array(numbers, dtype=np.int64)


def _one_phone(accounts: int, showing: int = 1000) -> Common:
    by_space = np.zeros(len(Space), dtype=np.int64)
    by_space[Space.PHONE] = showing
    return Common(
        _ints(Space.PHONE),
        _ints(Family.CONTACT),
        _ints(accounts),
        _ints(0),
        by_space,
        np.zeros(accounts, dtype=np.int64),
        np.arange(accounts, dtype=np.int64),
    )


NOBODY = Joined(_ints(), _ints(), _ints())


def test_whom_nothing_joins_is_a_party_of_its_own() -> None:
    assert count_parties(_one_phone(5), NOBODY).tolist() == [5]


def test_whom_another_value_joins_counts_once() -> None:
    joined = Joined(_ints(0, 0), _ints(1, 3), _ints(7, 7))
    assert count_parties(_one_phone(5), joined).tolist() == [4]


def test_both_ways_of_joining_chain() -> None:
    # Given five holders, two joined by a value that vouches, one of them with a third by pairs
    joined = Joined(_ints(0, 0), _ints(1, 3), _ints(7, 7))
    apart = np.tile(np.arange(5, dtype=np.int64), (len(Family), 1))
    apart[Family.CONTACT] = _ints(0, 1, 2, 2, 4)

    # When parties are counted
    # Then the three are one; pairs of another family do not count
    assert count_parties(_one_phone(5), joined, apart).tolist() == [3]
    apart[Family.CONTACT] = np.arange(5)
    apart[Family.PAYMENT] = _ints(0, 0, 0, 0, 0)
    assert count_parties(_one_phone(5), joined, apart).tolist() == [4]


def test_only_values_that_weigh_something_may_tie() -> None:
    # Given one phone of two accounts, and one of a thousand
    rare = weigh(_one_phone(2), _ints(2), -8.0, Parameters())
    common = weigh(_one_phone(900), _ints(900), -8.0, Parameters())

    # When it is asked what may tie
    # Then the rare one may, the other is a hub
    assert rare.usable().tolist() == rare.few(24).tolist() == [True]
    assert common.usable().tolist() == [False]
    assert common.all()["hub"].to_pylist() == [True]
    assert rare.tying(rare.usable())["later"].to_pylist() == [8.0]


def test_what_weighs_otherwise_is_named_and_nothing_else() -> None:
    # Given two phones, of which one comes to weigh more, and then becomes a hub
    both = _ints(0, 0)
    two = Common(both, both, _ints(2, 100), _ints(0, 1), _ints(), _ints(), _ints())
    few, hub = np.zeros(2, dtype=bool), np.array([False, True])
    before = Weighed(two, _ints(2, 2), np.array([5.0, 5.0]), few, -8.0)
    more = Weighed(two, _ints(2, 2), np.array([5.0, 6.0]), few, -8.0)
    common = Weighed(two, _ints(2, 90), np.array([5.0, 5.0]), hub, -8.0)

    # When it is asked what weighs otherwise than before
    # Then that one does, also once it ties nobody any more, and when it ties again
    assert before.otherwise(before, 24).tolist() == [False, False]
    assert more.otherwise(before, 24).tolist() == [False, True]
    assert common.otherwise(before, 24).tolist() == [False, True]
    assert before.otherwise(common, 24).tolist() == [False, True]


def test_a_value_of_many_parties_is_in_reach_once_its_holders_are_few_groups() -> None:
    # Given a phone of thirty parties, each their own
    weighed = weigh(_one_phone(30, 1_000_000), _ints(30), -13.0, Parameters(joined_otherwise=0.01))
    alone = np.arange(30, dtype=np.int64)

    # When most of them become one group
    chosen, units = weighed.news(np.maximum(alone - 27, 0), alone, 24)

    # Then three hold it, and it is asked for; as long as nothing changes it is not
    assert (chosen.tolist(), units.tolist()) == ([True], [3])
    assert weighed.news(alone, alone, 24)[0].tolist() == [False]


def test_a_value_no_grown_group_holds_says_nothing_new() -> None:
    # Given a phone of accounts 0 to 4, all pairs of which were weighed
    weighed = weigh(_one_phone(5), _ints(5), -13.0, Parameters())
    alone = np.arange(7, dtype=np.int64)
    strangers, two = alone.copy(), alone.copy()
    strangers[6], two[1] = 5, 0

    # When two strangers, and when two of its holders become one group
    # Then only the second is a reason to look at it again
    assert weighed.news(strangers, alone, 24)[0].tolist() == [False]
    assert weighed.news(two, alone, 24)[0].tolist() == [True]


def test_what_was_kept_is_read_in_the_order_of_its_numbers() -> None:
    village = Village()
    for name in ("a", "b"):
        village.account(name, phone="13912345678", payment_account="alipay:boss@qq.com")
    lake = village.lake()
    suggest(lake, [], Parameters())
    common = read_common(DuckDB(lake))
    assert common.space.tolist() == [Space.PHONE, Space.PAYMENT]
    assert len(common) == 2
    assert sorted(common.account.tolist()) == [0, 0, 1, 1]

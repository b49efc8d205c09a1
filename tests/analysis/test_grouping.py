"""What traces add up to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.evidence import Space
from casework.analysis.grouping import (
    CONFIRMED,
    belonging,
    member_log_odds,
    pair_log_odds,
    regroup,
    threshold,
    tied,
    tied_each,
    together,
    weighed,
)
from casework.analysis.parameters import Parameters
from tests.analysis.traces import PRIOR, chain, traces

P = Parameters()


def test_two_values_of_one_family_count_no_further_than_the_family_limit() -> None:
    # Given two accounts that share many devices
    shared = [(0, 1, value, Space.DEVICE, 12.0) for value in range(50)]

    # When they are weighed
    found = pair_log_odds(traces(2, shared), P)[0, 1]

    # Then one agency's computers alone never make it certain
    assert found <= P.family_limit + 1e-9


def test_a_pickup_point_alone_never_ties() -> None:
    # Given two accounts whose parcels leave at two points of one place
    shared = [(0, 1, 1, Space.PICKUP, -PRIOR), (0, 1, 2, Space.PICKUP, -PRIOR)]

    # When they are weighed
    found = pair_log_odds(traces(2, shared), P)[0, 1]

    # Then it stays at even odds
    assert found == 0.0


def test_families_add() -> None:
    # Given a picture and a pickup point, each too weak alone
    shared = [(0, 1, 1, Space.PICKUP, 8.0), (0, 1, 2, Space.IMAGE, 8.0)]

    # When they are weighed
    left, right = tied(pair_log_odds(traces(2, shared), P), P)

    # Then together they tie
    assert (left.tolist(), right.tolist()) == ([0], [1])


def test_a_refused_pair_is_not_tied_and_a_confirmed_one_is() -> None:
    # Given one strong pair refused and one weak pair confirmed
    shared = [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.IMAGE, 1.0)]
    judged = {(0, 1): False, (2, 3): True}

    # When they are weighed
    found = pair_log_odds(traces(4, shared, judged), P)

    # Then the officers are obeyed
    assert found[0, 1] == -np.inf
    assert found[2, 3] == CONFIRMED


def test_a_member_adds_what_it_shares_with_different_members() -> None:
    # Given an account that shares a picture with one and a pickup with another
    shared = [(0, 1, 1, Space.IMAGE, 8.0), (0, 2, 2, Space.PICKUP, 8.0)]

    # When its membership is weighed
    found = member_log_odds(traces(3, shared), P)

    # Then it belongs to both together though to neither alone
    assert found[0] >= threshold(P)
    assert found[1] < threshold(P)


def test_regroup_takes_in_whom_only_the_group_ties() -> None:
    # Given a pair and a third account with a weak trace to each
    shared = [
        (0, 1, 1, Space.DEVICE, 12.0),
        (0, 2, 2, Space.IMAGE, 8.0),
        (1, 2, 3, Space.PICKUP, 8.0),
    ]

    # When they are grouped
    label = regroup(traces(4, shared), P)

    # Then the third is with them and the fourth is not
    assert label.tolist() == [0, 0, 0, 3]


def test_traces_among_members_are_numbered_anew() -> None:
    # Given a chain of four
    whole = traces(4, chain(4), {(2, 3): False})

    # When only the last two are looked at
    part = whole.among([2, 3])

    # Then they are 0 and 1, and what was judged went with them
    assert (part.left.tolist(), part.right.tolist()) == ([0], [1])
    assert part.judged == {(0, 1): False}


@settings(deadline=None)  # a busy machine is not a failure
@given(st.permutations(range(5)))
def test_the_order_of_the_traces_does_not_matter(order: list[int]) -> None:
    # Given the same facts in another order
    shared = [
        (0, 1, 1, Space.DEVICE, 9.1),
        (0, 1, 2, Space.DEVICE, 8.3),
        (1, 2, 3, Space.IMAGE, 8.0),
        (1, 2, 4, Space.PICKUP, 7.7),
        (2, 3, 5, Space.PHONE, 11.0),
    ]

    # When they are weighed
    first = pair_log_odds(traces(4, shared), P)
    again = pair_log_odds(traces(4, [shared[i] for i in order]), P)

    # Then the result is the same
    assert np.allclose(first, again, equal_nan=True)


def test_copies_weighed_together_tie_what_each_ties_alone() -> None:
    # Given a chain with a pair confirmed and one refused, and copies that each lack a value
    group = traces(6, chain(6), judged={(0, 5): True, (1, 2): False})
    kept = ~np.eye(5, dtype=bool)

    # When they are weighed together
    together = [[ends.tolist() for ends in pair] for pair in tied_each(group, kept, P)]

    # Then each ties what it ties by itself
    apart = [tied(pair_log_odds(group.where(one), P), P) for one in kept]
    assert together == [[ends.tolist() for ends in pair] for pair in apart]


def test_only_pairs_that_share_something_or_were_judged_are_weighed() -> None:
    # Given a chain of three, its ends confirmed
    group = traces(4, chain(3), {(2, 0): True})

    # When its pairs are weighed
    left, right, log_odds = weighed(group, P)

    # Then each is there once, in order, and weighs what the matrix says
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    assert np.array_equal(log_odds, pair_log_odds(group, P)[left, right])


def test_groups_weighed_together_weigh_what_each_does_alone() -> None:
    # Given a chain, a judged pair, and accounts that share weak traces
    groups = [
        traces(3, chain(3)),
        traces(2, [(0, 1, 1, Space.IMAGE, 1.0)], {(0, 1): True}),
        traces(3, [(0, 1, 1, Space.IMAGE, 8.0), (0, 2, 2, Space.PICKUP, 8.0)], {(0, 2): False}),
    ]

    # When they are weighed together
    found = member_log_odds(together(groups), P)

    # Then nothing has changed
    assert np.array_equal(found, np.concatenate([member_log_odds(one, P) for one in groups]))


def test_a_second_family_counts_less_the_more_accounts_it_could_be_shared_with() -> None:
    # Given an account that shares a place with one and a picture with another of many accounts
    shared = [(0, 1, 1, Space.PICKUP, 8.5), (0, 2, 2, Space.IMAGE, 8.0)]
    few, many = (np.where(np.arange(size) == 0, 0, -1) for size in (4, 31))

    # When its belonging to three and to thirty of them is asked
    (to_few,), (twice,) = belonging(traces(4, shared), few, P)
    (to_many,), _ = belonging(traces(31, shared), many, P)

    # Then two families say so, and less to the thirty
    assert twice
    assert to_few == pytest.approx(8.0 - np.log(3))
    assert to_many == pytest.approx(8.0 - np.log(30))


def test_belonging_obeys_an_officer() -> None:
    # Given an account tied to one other by a device
    shared = [(0, 1, 1, Space.DEVICE, 12.0), (1, 2, 2, Space.DEVICE, 12.0)]
    unit = np.array([0, -1, -1])

    # When the tie is refused, or a tie without any trace confirmed
    (refused,), _ = belonging(traces(3, shared, {(0, 1): False}), unit, P)
    (confirmed,), _ = belonging(traces(3, shared[1:], {(0, 1): True}), unit, P)

    # Then it does not belong, or all but certainly does
    assert refused == PRIOR
    assert confirmed == pytest.approx(np.log(999.0))

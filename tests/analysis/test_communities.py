"""Where a group is really two."""

from __future__ import annotations

from casework.analysis.communities import communities, standing
from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from tests.analysis.traces import chain, circle, traces

P = Parameters()


def test_a_chain_is_never_cut() -> None:
    # Given twenty accounts of which each shares something with the next only
    # When communities are looked for
    found = communities(traces(20, chain(20)), P)

    # Then they are one
    assert found == [list(range(20))]


def test_two_dense_groups_with_one_value_between_them_are_two() -> None:
    # Given two circles of six, and one phone that an account of each shows
    shared = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    shared.append((5, 6, 900, Space.PHONE, 12.0))

    # When communities are looked for
    found = communities(traces(12, shared), P)

    # Then they are two
    assert found == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_a_small_group_is_left_whole() -> None:
    assert communities(traces(4, chain(4)), P) == [[0, 1, 2, 3]]


def test_an_account_that_only_a_bridge_holds_belongs_to_neither() -> None:
    # Given two circles and a stranger, all three joined by one agency's device
    shared = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    shared += [(5, 6, 900, Space.DEVICE, 11.5)]
    shared += [(5, 12, 900, Space.DEVICE, 11.5), (6, 12, 900, Space.DEVICE, 11.5)]

    # When it is asked what stands
    found = standing(traces(13, shared), P)

    # Then both circles do, without the stranger
    assert found == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]

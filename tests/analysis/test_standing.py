"""What is left of groups."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.analysis.standing import standing
from tests.analysis.traces import chain, circle, traces

P = Parameters()


def test_an_account_that_only_a_bridge_holds_belongs_to_neither() -> None:
    # Given two circles and a stranger, all three joined by one agency's device
    shared = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    shared += [(5, 6, 900, Space.DEVICE, 11.5)]
    shared += [(5, 12, 900, Space.DEVICE, 11.5), (6, 12, 900, Space.DEVICE, 11.5)]

    # When it is asked what stands
    (found,) = standing([traces(13, shared)], P)

    # Then both circles do, without the stranger
    assert found == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]


def test_weak_members_are_left_out_in_turn() -> None:
    # Given a circle, one who shares a picture with it, and one who shares one with that one
    shared = circle([0, 1, 2], 0)
    shared += [(2, 3, 900, Space.IMAGE, 8.0), (3, 4, 901, Space.IMAGE, 8.0)]

    # When it is asked what stands
    # Then the circle does
    assert standing([traces(5, shared)], P) == [[[0, 1, 2]]]


def test_what_becomes_too_small_does_not_stand() -> None:
    shared = [(0, 1, 1, Space.DEVICE, 12.0), (1, 2, 2, Space.IMAGE, 8.0)]
    assert standing([traces(3, shared)], P) == [[]]


def test_an_officers_word_keeps_a_member_or_parts_it() -> None:
    # Given a circle with two who share a picture with it, one confirmed, and one refused by all
    shared = circle([0, 1, 2], 0)
    shared += [(2, 3, 900, Space.IMAGE, 8.0)]
    shared += [(account, 4, 902, Space.DEVICE, 12.0) for account in range(3)]
    judged = {(2, 3): True, (0, 4): False, (1, 4): False, (2, 4): False}

    # When it is asked what stands
    # Then the officers are obeyed
    assert standing([traces(5, shared, judged)], P) == [[[0, 1, 2, 3]]]


def test_two_circles_that_an_officer_joined_stand_as_one() -> None:
    # Given two circles that one device joins, and an officer's word that they are one operator's
    shared = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    shared += [(5, 6, 900, Space.DEVICE, 11.5)]

    # When it is asked what stands
    # Then the word is obeyed, also where they share nothing at all
    assert standing([traces(12, shared)], P) == [[list(range(6)), list(range(6, 12))]]
    assert standing([traces(12, shared, {(0, 11): True})], P) == [[list(range(12))]]


def test_groups_weighed_together_stand_as_each_by_itself() -> None:
    # Given a chain, two circles with a bridge, a circle with a hanger-on, and a pair
    bridged = circle([0, 1, 2, 3, 4, 5], 0) + circle([6, 7, 8, 9, 10, 11], 100)
    groups = [
        traces(7, chain(7)),
        traces(12, [*bridged, (5, 6, 900, Space.DEVICE, 11.5)]),
        traces(4, [*circle([0, 1, 2], 0), (2, 3, 900, Space.IMAGE, 8.0)], {(2, 3): True}),
        traces(2, chain(2)),
    ]

    # When they are weighed together
    found = standing(groups, P)

    # Then each is what it is alone
    assert found == [standing([group], P)[0] for group in groups]
    assert [len(parts) for parts in found] == [1, 2, 1, 0]


def test_no_groups_have_no_parts() -> None:
    assert standing([], P) == []

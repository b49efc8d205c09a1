"""Who holds a ring together."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given

from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces
from casework.analysis.keystones import Collected, keystones
from casework.analysis.parameters import Parameters
from tests.analysis.dossiers import groups
from tests.analysis.traces import chain, circle, traces

P = Parameters()


def test_whoever_joins_two_parts_is_named_with_what_would_be_left() -> None:
    # Given circles of five and four that one account joins
    shared = [*circle([0, 1, 2, 3, 4], 0), *circle([4, 5, 6, 7, 8], 100)]

    # Then it alone is named
    found = keystones(traces(9, shared), {}, P)
    assert found == {4: ["Without it the ring falls into parts of 4 and 4."]}


def test_a_ring_that_all_share_everything_in_has_no_keystone() -> None:
    assert keystones(traces(5, circle(list(range(5)), 0)), {}, P) == {}


def test_an_account_at_the_end_is_lost_and_breaks_nothing() -> None:
    # Given a circle of nine with one account that hangs on one of them
    shared = [*circle(list(range(9)), 0), (8, 9, 200, Space.DEVICE, 12.0)]

    assert keystones(traces(10, shared), {}, P) == {}


def test_of_a_long_chain_three_are_named_from_the_middle() -> None:
    found = keystones(traces(9, chain(9)), {}, P)

    assert list(found) == [4, 3, 5]
    assert found[4] == ["Without it the ring falls into parts of 4 and 4."]
    assert found[3] == ["Without it the ring falls into parts of 5 and 3."]


def test_the_hub_of_a_wheel_leaves_single_accounts() -> None:
    shared = [(0, leaf, leaf, Space.DEVICE, 12.0) for leaf in (1, 2, 3)]

    found = keystones(traces(4, shared), {}, P)
    assert found == {0: ["Without it the ring falls into 3 single accounts."]}


def test_who_carries_the_surest_ways_is_named_though_the_ring_would_hold() -> None:
    # Given two circles joined surely by one account and weakly by another
    sure = [*circle([0, 1, 2, 3], 0), *circle([3, 4, 5, 6], 100)]
    weak = [(0, 6, 300, Space.DEVICE, 11.0)]

    # Then the sure one carries the ring
    found = keystones(traces(7, [*sure, *weak]), {}, P)
    assert list(found) == [3]
    assert found[3][0].startswith("About ")
    assert found[3][0].endswith("of the surest ways between two others go through it.")


def test_a_part_that_hangs_by_less_than_a_tie_hangs_all_the_same() -> None:
    # Given two circles that only a weak trace joins: as a group, not as a tie
    weak = [(3, 4, 300, Space.DEVICE, 4.0)]
    shared = [*circle([0, 1, 2, 3], 0), *circle([4, 5, 6], 100), *weak]

    # Then both its ends are named
    assert list(keystones(traces(7, shared), {}, P)) == [3, 4]


def test_the_collector_is_named_by_what_it_does() -> None:
    # Given a ring in which two accounts take others' money
    ring = traces(5, circle(list(range(5)), 0))
    most = Collected(Decimal("120000.5"), "CNY", 4, 0.64)
    found = keystones(ring, {1: Collected(Decimal(9), "CNY", 1, 0.3), 3: most}, P)

    # Then the one with most is named, and nobody for pennies
    assert found == {
        3: [
            "Buyers of 4 other accounts paid 120,000.50 CNY to its payment account, "
            "64 % of the ring's known payments in CNY."
        ]
    }
    assert keystones(ring, {1: Collected(Decimal(9), "CNY", 1, 0.1)}, P) == {}


def test_money_of_no_known_currency_is_said_to_be_so() -> None:
    ring = traces(5, circle(list(range(5)), 0))
    found = keystones(ring, {1: Collected(Decimal(900), "", 1, 0.5)}, P)
    assert found[1][0].endswith("50 % of the ring's known payments of no known currency.")


def test_nobody_carries_the_ways_where_nearly_all_are_tied_directly() -> None:
    # Given eight accounts that one ties surely to all; the others are tied to one another, less
    hub = [(0, leaf, leaf, Space.DEVICE, 15.0) for leaf in range(1, 8)]
    pairs = [(one, other) for one in range(1, 8) for other in range(one + 1, 8)]
    less = [(*pair, 100 + n, Space.DEVICE, 11.0) for n, pair in enumerate(pairs)]

    # Then the surest ways may lead through it, but the ring does not hang by them
    assert keystones(traces(8, [*hub, *less]), {}, P) == {}
    # And where few are tied directly, it is named
    assert list(keystones(traces(8, [*hub, *less[::2]]), {}, P)) == [0]


@given(groups())
def test_three_at_most_are_named_each_with_a_sentence(group: Traces) -> None:
    found = keystones(group, {}, P)

    assert len(found) <= 3
    assert all(account < group.accounts and says for account, says in found.items())

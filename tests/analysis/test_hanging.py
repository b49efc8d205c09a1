"""Accounts that hang on a ring by one value."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.analysis.hanging import unfit
from casework.analysis.parameters import Parameters
from tests.analysis.traces import circle, traces

P = Parameters()
RING = [0, 1, 2, 3, 4]
ALL = set(range(8))
LENT = [(4, other, 500, Space.DEVICE, 11.5) for other in (5, 6, 7)]


def test_agency_clients_who_sell_something_else_are_cut_off() -> None:
    # Given a ring that sells one brand and three strangers behind one lent device
    group = traces(8, circle(RING, 0) + LENT)

    # When misfits are looked for
    found = unfit(group, selling=set(RING), listing=ALL, tested={0}, brand_share=0.01, parameters=P)

    # Then the three are
    assert found == {5, 6, 7}


def test_whoever_sells_the_brand_stays() -> None:
    # Given the same three, selling the ring's brand
    group = traces(8, circle(RING, 0) + LENT)

    # When misfits are looked for
    found = unfit(group, selling=ALL, listing=ALL, tested={0}, brand_share=0.01, parameters=P)

    # Then nobody is
    assert found == set()


def test_a_counterfeit_test_buy_keeps_its_account() -> None:
    # Given one of the three has sold a counterfeit
    group = traces(8, circle(RING, 0) + LENT)

    # When misfits are looked for
    found = unfit(
        group, selling=set(RING), listing=ALL, tested={0, 6}, brand_share=0.01, parameters=P
    )

    # Then nobody is cut off with it
    assert found == set()


def test_whose_listings_are_unknown_is_not_cut_off_for_them_alone() -> None:
    # Given the same three, whose listings nobody delivered, on a value that ties by itself
    group = traces(8, circle(RING, 0) + LENT)

    # When misfits are looked for
    found = unfit(
        group, selling=set(RING), listing=set(RING), tested={0}, brand_share=0.01, parameters=P
    )

    # Then nobody is
    assert found == set()

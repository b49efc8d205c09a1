"""Accounts that hang on a ring by one value."""

from __future__ import annotations

import numpy as np

from casework.analysis.evidence import Space
from casework.analysis.hanging import unfit, without_services
from casework.analysis.parameters import Parameters
from tests.analysis.traces import chain, circle, traces

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


def test_weak_traces_beside_the_one_value_keep_an_account() -> None:
    # Given an account that one card joins to a ring of another brand, and a picture to three more
    picture = [(other, 5, 600, Space.IMAGE, 7.0) for other in (0, 1, 2)]
    group = traces(6, [*circle(RING, 0), (4, 5, 500, Space.PAYMENT, 10.5), *picture])
    known = set(range(6))

    # When misfits are looked for
    found = unfit(
        group, selling=set(RING), listing=known, tested={0}, brand_share=0.2, parameters=P
    )

    # Then it is none; by the card alone it is
    assert found == set()
    alone = group.without(np.array([600]))
    assert unfit(alone, set(RING), known, {0}, 0.2, P) == {5}


def test_one_value_between_two_large_parts_is_a_services() -> None:
    # Given two rings of six, one device shown by an account of either and by a stranger
    one, other = list(range(6)), list(range(6, 12))
    lent = [(0, 6, 900, Space.DEVICE, 11.5), (0, 12, 900, Space.DEVICE, 11.5)]
    pictures = [(one[0], far, 950, Space.IMAGE, 8.5) for far in one[1:]]
    pictures += [(other[0], far, 951, Space.IMAGE, 8.5) for far in other[1:]]
    group = traces(13, circle(one, 0) + circle(other, 300) + pictures + lent)

    # When what services join is taken away
    left = without_services(group, P)

    # Then nothing joins the two, and what holds each is left
    assert 900 not in left.value.tolist()
    assert len(left.value) == len(group.value) - 2


def test_one_value_between_a_ring_and_two_accounts_is_its_own() -> None:
    # Given two accounts that a device of their own ties, and one device the first of them to a ring
    ring = list(range(6))
    tied = [(0, 6, 900, Space.DEVICE, 12.0), (6, 7, 901, Space.DEVICE, 12.0)]
    group = traces(8, circle(ring, 0) + tied)

    # When what services join is taken away
    left = without_services(group, P)

    # Then both stay tied to it
    assert {900, 901} <= set(left.value.tolist())


def test_a_chain_is_no_service() -> None:
    # Given twenty accounts of which each shares one device with the next only
    group = traces(20, chain(20))

    # When what services join is taken away
    left = without_services(group, P)

    # Then the chain is whole
    assert len(left.value) == len(group.value)

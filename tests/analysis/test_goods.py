"""Verdicts for and against."""

from __future__ import annotations

from casework.analysis.goods import Goods, brand_share, ring_probability
from casework.analysis.parameters import Parameters

P = Parameters()


def test_hidden_sellers_of_one_brand_with_a_counterfeit_are_a_ring() -> None:
    goods = Goods(8, parties=8, counterfeit=1, listing=8, selling=7, brand_share=0.01)
    assert ring_probability(goods, P) >= P.ring_probability


def test_a_companys_own_shops_with_one_counterfeit_are_not() -> None:
    goods = Goods(8, parties=1, counterfeit=1, listing=8, selling=8, brand_share=0.01)
    assert ring_probability(goods, P) < P.ring_probability


def test_a_companys_own_shops_with_counterfeits_again_and_again_are() -> None:
    goods = Goods(8, parties=1, counterfeit=4, listing=8, selling=8, brand_share=0.01)
    assert ring_probability(goods, P) >= P.ring_probability


def test_genuine_results_weigh_against() -> None:
    alone = Goods(8, parties=8, counterfeit=1, listing=8, selling=4, brand_share=0.3)
    with_genuine = Goods(
        8, parties=8, counterfeit=1, genuine=3, listing=8, selling=4, brand_share=0.3
    )
    assert ring_probability(with_genuine, P) < ring_probability(alone, P) / 2


def test_one_bad_apple_among_sellers_of_other_things_is_no_ring() -> None:
    goods = Goods(6, parties=6, counterfeit=1, listing=6, selling=1, brand_share=0.01)
    assert ring_probability(goods, P) < P.ring_probability


def test_without_a_verdict_nothing_is_a_ring() -> None:
    assert ring_probability(Goods(40, parties=40), P) < P.ring_probability


def test_two_bad_clients_of_an_agency_do_not_make_forty_sellers_a_ring() -> None:
    # Given forty sellers, each with a card of its own, of whom two were found bad
    clients = Goods(40, parties=40, counterfeit=2, purses=40)

    # Then they are no ring, and forty names behind one card are
    assert ring_probability(clients, P) < P.ring_probability
    assert ring_probability(Goods(40, parties=40, counterfeit=2, purses=1), P) > 0.99


def test_accounts_without_known_listings_say_nothing_of_the_brand() -> None:
    unknown = Goods(8, parties=8, counterfeit=1, listing=2, selling=2, brand_share=0.01)
    known = Goods(8, parties=8, counterfeit=1, listing=8, selling=2, brand_share=0.01)
    assert ring_probability(unknown, P) > ring_probability(known, P)


def test_a_brand_is_as_common_as_stated_until_listings_are_counted() -> None:
    assert brand_share(0, 0, P) == P.brand_share
    assert brand_share(10, 100_000, P) < 0.001

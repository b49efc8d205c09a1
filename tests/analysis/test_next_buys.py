"""Where to buy next."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.goods import Goods, ring_probability
from casework.analysis.next_buys import (
    Candidate,
    Offer,
    Outlook,
    next_buy,
    offer_to_buy,
    sellers,
    worth_buying,
)
from casework.analysis.parameters import Parameters

P = Parameters()
SUSPECTED = Goods(accounts=6, parties=4, purses=4)


def _candidate(name: str, **given: object) -> Candidate:
    seller = int(name[1:])
    one = Candidate("taobao", name, seller, belongs=0.99, tested=False, quiet_days=0.0)
    return replace(one, **given)  # type: ignore[arg-type]


def _chosen(goods: Goods, *candidates: Candidate) -> list[str]:
    return [one.candidate.account_id for one in worth_buying(goods, candidates, P)]


@given(st.lists(st.frozensets(st.integers(0, 6), max_size=3), max_size=8))
def test_who_shares_a_card_is_one_seller(holding: list[frozenset[int]]) -> None:
    found = sellers(holding)

    for one, mine in enumerate(holding):
        for other, theirs in enumerate(holding):
            if mine & theirs:
                assert found[one] == found[other]
        assert found[found[one]] == found[one] <= one
        if not mine:
            assert found[one] == one


def test_two_buys_at_two_sellers_settle_most() -> None:
    # Given six accounts of which two have one card
    candidates = [_candidate(f"s{n}") for n in range(5)]
    candidates.append(_candidate("s5", seller=0))

    # Then two are named, of two sellers, and named the same whatever their order
    assert _chosen(SUSPECTED, *candidates) == ["s0", "s1"]
    assert _chosen(SUSPECTED, *candidates[::-1]) == ["s0", "s1"]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"quiet_days": 3.0}, {"quiet_days": 200.0}),
        ({"quiet_days": 200.0}, {"quiet_days": None}),
        ({"belongs": 0.99}, {"belongs": 0.8}),
        ({"outlook": Outlook("Norvik", 6, 0.01)}, {"outlook": Outlook("Norvik", 1, 0.5)}),
    ],
)
def test_who_sells_surely_belongs_and_lists_the_brand_comes_first(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    goods = replace(SUSPECTED, listing=6)

    assert _chosen(goods, _candidate("s1", **worse), _candidate("s2", **better))[0] == "s2"


def test_a_seller_with_a_verdict_is_not_bought_from_again() -> None:
    # Given a seller found bad under one of two names
    goods = replace(SUSPECTED, counterfeit=1)
    one = _candidate("s1", tested=True)

    # Then neither name is bought from
    assert _chosen(goods, one, _candidate("s2", seller=1), _candidate("s3")) == ["s3"]


def test_of_a_certain_ring_nothing_need_be_bought() -> None:
    certain = replace(SUSPECTED, counterfeit=3, accounts=6)
    assert ring_probability(certain, P) > 0.99

    assert _chosen(certain, _candidate("s1")) == []


def test_the_reasons_say_what_the_verdicts_would_do() -> None:
    # Given a suspected group under several parties
    candidate = _candidate("s1", quiet_days=4.0, outlook=Outlook("Norvik", 5, 0.021))
    (worth,) = worth_buying(replace(SUSPECTED, listing=6), [candidate], P)
    offer = Offer("l1", "Norvik jacket", "Norvik", Decimal("59.90"), "cny", Decimal(40))

    # Then the officer reads what to buy and why
    buy = next_buy(worth, 0.3, offer)
    assert buy.says[0] == (
        "A counterfeit verdict would raise the group from 30 % to 98 %; "
        "a genuine one lower it to 8 %."
    )
    assert buy.says[1:] == [
        "It belongs to the group with a probability of 99 %.",
        "It was last seen selling 4 days before the newest row of the data.",
        "5 of its accounts list Norvik, as 2 % of the others do.",
    ]
    assert (buy.listing_id, buy.price, buy.brand) == ("l1", "59.90", "Norvik")
    assert buy.if_genuine < 0.3 < buy.if_counterfeit
    assert next_buy(worth, 0.3, None).listing_id == ""


@given(
    st.integers(0, 3),
    st.integers(0, 4),
    st.floats(0.5, 1.0),
    st.one_of(st.none(), st.floats(0, 1_000)),
)
def test_a_test_buy_is_worth_at_most_the_doubt_there_is(
    counterfeit: int, genuine: int, belongs: float, quiet: float | None
) -> None:
    goods = replace(SUSPECTED, counterfeit=counterfeit, genuine=genuine)

    for worth in worth_buying(goods, [_candidate("s1", belongs=belongs, quiet_days=quiet)], P):
        assert 0.0 < worth.bits <= 1.0
        assert worth.if_genuine <= ring_probability(goods, P)


def _offer(listing: str, title: str, price: str, sold: int, brand: str = "") -> Offer:
    return Offer(listing, title, brand, Decimal(price) if price else None, "cny", Decimal(sold))


def test_the_cheapest_of_those_that_sell_well_is_bought() -> None:
    # Given cheap listings nobody bought, dearer ones that sell, and another brand
    offers = [
        _offer("l1", "NORVIK jacket", "10", 0),
        _offer("l2", "jacket", "60", 40, brand="norvik"),
        _offer("l3", "Norvik parka", "50", 90),
        _offer("l4", "Norvik boots", "", 99),
        _offer("l5", "Tassel bag", "1", 500, brand="Tassel"),
    ]

    # Then the cheapest that sells as well as the middle one is chosen
    found = offer_to_buy(offers, "Norvik")
    assert found is not None and found.listing_id == "l3"
    # And where nothing names the brand, or there is no brand, any that sells
    other = offer_to_buy(offers, "Kestrel")
    assert other is not None and other.listing_id == "l5"
    assert offer_to_buy([], "Norvik") is None


def test_a_brand_nobody_knows_says_nothing_of_the_group() -> None:
    # Given four accounts under four parties whose listings name no brand
    goods = Goods(accounts=4, parties=4, purses=4, listing=4, brand_share=0.1)
    candidate = Candidate("taobao", "s1", 0, 0.95, False, 3.0)

    # When a test buy is weighed
    (worth,) = worth_buying(goods, [candidate], P)

    # Then a counterfeit verdict speaks for a ring, whatever the others list
    assert worth.if_counterfeit > 0.3
    assert "raise the group from 30 %" in next_buy(worth, 0.3, None).says[0]


def test_a_verdict_that_speaks_against_the_group_says_so() -> None:
    # Given twelve sellers of whom one lists the brand it would be caught with
    goods = Goods(accounts=12, parties=12, purses=12, listing=12, brand_share=0.1)
    lone = Candidate("taobao", "s1", 0, 0.95, False, 3.0, Outlook("Norvik", 1, 0.1))

    # When a test buy at it is weighed
    (worth,) = worth_buying(goods, [lone], P)

    # Then it would rather show one bad seller among others
    assert worth.if_counterfeit < 0.3
    assert "would lower the group from 30 % to" in next_buy(worth, 0.3, None).says[0]

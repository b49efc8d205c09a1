"""Where to buy next, from the delivered rows."""

from __future__ import annotations

from typing import Any

from casework.analysis.parameters import Parameters
from casework.analysis.values import NextBuy
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.goods import GoodsFound
from casework.flow.rings.groups import number_groups
from casework.flow.rings.listed import read_listings
from casework.flow.rings.next_buys import next_buys_by_ring
from casework.flow.rings.ordered import read_orders
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village

P = Parameters()


def _buys(village: Village, **known: Any) -> list[NextBuy]:
    """Return where to buy next in the accounts named ring, of whose goods so much is known."""
    lake = village.lake()
    suggest(lake, [], P)
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    number_groups(lake, [group])
    read_listings(lake)
    read_orders(lake)
    goods = GoodsFound(**{"parties": 4, "purses": 4} | known)
    (found,) = next_buys_by_ring(lake, [group], [goods], [[0.99] * len(group)], P)
    return found


def _ring(size: int = 4) -> Village:
    village = Village(60)
    for place, account in enumerate(village.ring(size)):
        village.order(account, ordered_on=f"2025-06-0{9 - place}")
    return village


def test_of_a_suspected_group_two_buys_are_named_with_what_to_buy() -> None:
    # Given four accounts without a verdict that list one brand, the first at two prices
    village = _ring()
    village.listing("ring0", brand="Norvik", title="Norvik parka", price="49", units_sold="80")
    village.listing("ring0", brand="Norvik", title="Norvik coat", price="99", units_sold="80")
    village.listing("stranger0001", brand="Tassel", title="bag")

    # When it is asked where to buy next
    first, second = _buys(village)

    # Then it is where goods were sold last, the cheapest of what sells, and it says why
    assert (first.account_id, second.account_id) == ("ring0", "ring1")
    assert (first.title, first.price, first.brand) == ("Norvik parka", "49.00", "Norvik")
    assert "raise the group from 30 % to 9" in first.says[0]
    assert first.if_genuine < 0.3 < first.if_counterfeit
    assert "It was last seen selling on the newest day of the data." in first.says
    assert "4 of its accounts list Norvik, as " in first.says[-1]


def test_names_behind_one_card_are_bought_from_once() -> None:
    # Given four accounts of which three have one payment account
    village = _ring()
    for row in village.tables[DeliveryKind.ACCOUNTS]:
        if row["account_id"] in ("ring0", "ring1", "ring2"):
            row["payment_account"] = "alipay:15912345678"

    # Then one of the three is named, and the fourth
    assert [buy.account_id for buy in _buys(village)] == ["ring0", "ring3"]


def test_who_has_a_verdict_is_not_bought_from_and_a_sure_ring_needs_none() -> None:
    # Given a group whose first account was found genuine
    village = _ring()
    village.test_buy("ring0", "genuine")

    # Then it is bought from others
    assert [buy.account_id for buy in _buys(village, genuine=1)] == ["ring1", "ring2"]

    # When three are found selling counterfeits, nothing need be bought
    assert _buys(village, counterfeit=3, tested={1, 2, 3}, brands=["Norvik"]) == []


def test_the_brand_found_counterfeit_is_bought_whatever_else_is_listed() -> None:
    # Given a group that lists one brand more, and one of whose accounts sold another counterfeit
    village = _ring()
    for account in ("ring1", "ring2"):
        village.listing(account, brand="Tassel", title="Tassel bag", price="20")

    # Then that other brand is what to buy
    found = _buys(village, genuine=2, counterfeit=1, tested={0}, brands=["Tassel"])
    assert {(buy.account_id, buy.brand) for buy in found} >= {("ring1", "Tassel")}


def test_without_listings_and_orders_accounts_are_named_all_the_same() -> None:
    # Given a group of which nothing but the accounts was delivered
    village = Village(60)
    village.ring(4)
    village.tables[DeliveryKind.LISTINGS].clear()

    # Then two are named, without anything to buy
    found = _buys(village)
    assert [buy.account_id for buy in found] == ["ring0", "ring1"]
    assert {(buy.listing_id, buy.brand) for buy in found} == {("", "")}


def test_where_a_verdict_is_awaited_nothing_more_is_bought() -> None:
    # Given a group whose likeliest account was bought from, and another to no result
    village = _ring()
    village.test_buy("ring0", "pending")
    village.test_buy("ring1", "inconclusive")

    # Then the first is left out, the other is not
    assert [buy.account_id for buy in _buys(village)] == ["ring1", "ring2"]

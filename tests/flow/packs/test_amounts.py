"""Amounts by tier."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casework.flow.packs.amounts import (
    TIERS,
    UNSTATED,
    amount,
    by_account,
    by_currency,
    currency,
    money,
)
from casework.flow.packs.snapshot import Snapshot


def _order(tier: str | None = "A", account: str = "s1", **understood: Any) -> dict[str, Any]:
    understood = {"platform": "taobao", "account_id": account, **understood}
    return {"kind": "orders", "tier": tier, "understood": understood, "written": {}}


def _of(*orders: dict[str, Any]) -> Snapshot:
    return Snapshot.of({"records": list(orders)})


def test_each_order_stands_in_its_tier() -> None:
    # Given orders of every tier
    orders = [_order(tier, amount="10.10", currency="cny") for tier in "AABCX"]
    # When they are added up
    (tally,) = by_currency(_of(*orders))
    # Then each tier holds its own, and X is in no sum
    assert dict(tally.orders) == {"A": 2, "B": 1, "C": 1, "X": 1}
    assert tally.amounts["A"] == Decimal("20.20")
    assert tally.proven() == Decimal("40.40")


def test_currencies_are_never_added_together() -> None:
    tallies = by_currency(
        _of(_order(amount="1", currency="cny"), _order(amount="5", currency="usd"))
    )
    assert [(one.currency, one.proven()) for one in tallies] == [
        ("USD", Decimal(5)),
        ("CNY", Decimal(1)),
    ]


def test_an_order_without_an_amount_is_counted_and_added_to_nothing() -> None:
    (tally,) = by_currency(_of(_order(currency="cny"), _order(currency="cny", amount="n/a")))
    assert tally.without_amount["A"] == 2
    assert tally.proven() == 0


def test_an_order_without_tier_or_currency_is_not_lost() -> None:
    (tally,) = by_currency(_of(_order(None, amount="3")))
    assert tally.currency == UNSTATED
    assert tally.amounts[UNSTATED] == 3


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TIERS),
            st.sampled_from(["s1", "s2", "s3"]),
            st.sampled_from(["cny", "usd"]),
            st.decimals(-(10**9), 10**9, places=4),
        )
    )
)
def test_the_accounts_add_up_to_the_whole(
    orders: list[tuple[str, str, str, Decimal]],
) -> None:
    snapshot = _of(*(_order(t, who, amount=str(much), currency=c) for t, who, c, much in orders))
    apart: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for tallies in by_account(snapshot).values():
        for tally in tallies:
            for tier in TIERS:
                apart[tally.currency, tier] += tally.amounts[tier]
    for tally in by_currency(snapshot):
        for tier in TIERS:
            assert tally.amounts[tier] == apart[tally.currency, tier]


def test_money_is_read_without_being_rounded() -> None:
    assert money(Decimal("1234567.5")) == "1,234,567.50"
    assert money(Decimal("0.1234")) == "0.1234"
    assert money(Decimal("100.0000")) == "100.00"
    assert money(Decimal("1E+3")) == "1,000.00"
    assert money(None) == UNSTATED


def test_what_is_no_number_is_none() -> None:
    for value in ("NaN", "Infinity", "", "twelve", True, None):
        assert amount(_order(amount=value), "amount") is None
    assert currency(_order()) == UNSTATED

"""Who takes the money of others."""

from __future__ import annotations

from decimal import Decimal

from casework.analysis.keystones import Collected
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.collected import collected_by_ring
from casework.flow.rings.groups import number_groups
from casework.flow.rings.ordered import read_orders
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village

PURSE = "alipay:15912345678"


def _village() -> Village:
    """Three accounts: the first registers a purse to which buyers of all three pay."""
    village = Village(40)
    names = village.ring(3)
    for row in village.tables[DeliveryKind.ACCOUNTS]:
        if row["account_id"] == "ring0":
            row["payment_account"] = PURSE
    for number, account in enumerate(names):
        village.payment(f"p{number}", PURSE, "100.00")
        village.order(account, payment_id=f"p{number}")
    village.payment("other", "alipay:15987654321", "100.00")
    village.order("ring2", payment_id="other")
    return village


def _collected(village: Village) -> dict[int, Collected]:
    lake = village.lake()
    suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]
    number_groups(lake, [group])
    read_orders(lake)
    (found,) = collected_by_ring(lake, [group])
    return found


def test_money_of_others_is_counted_by_whose_account_takes_it() -> None:
    # Given a purse to which buyers of three accounts paid 300 of the ring's 400
    # When it is asked who takes the money of others
    found = _collected(_village())

    # Then the first takes the 200 of two others; what its own buyers paid is its own
    assert found == {0: Collected(Decimal("200.00"), "CNY", 2, 0.5)}


def test_a_purse_that_two_register_is_nobodys() -> None:
    village = _village()
    for row in village.tables[DeliveryKind.ACCOUNTS]:
        if row["account_id"] == "ring1":
            row["payment_account"] = PURSE

    assert _collected(village) == {}


def test_a_share_of_few_payments_in_another_currency_is_not_told() -> None:
    # Given a second purse that took the ring's only payment in dollars
    village = _village()
    for row in village.tables[DeliveryKind.ACCOUNTS]:
        if row["account_id"] == "ring1":
            row["payment_account"] = "alipay:15987654321"
    village.payment("dollars", "alipay:15987654321", "900.00")
    village.order("ring0", payment_id="dollars", currency="USD")

    # Then of either it is told what it takes of the ring's yuan
    assert _collected(village) == {
        0: Collected(Decimal("200.00"), "CNY", 2, 0.5),
        1: Collected(Decimal("100.00"), "CNY", 1, 0.25),
    }


def test_money_is_in_the_currency_of_the_payment() -> None:
    # Given orders in yuan that were paid in dollars
    village = _village()
    for row in village.tables[DeliveryKind.PAYMENTS]:
        row["currency"] = "usd"

    assert _collected(village) == {0: Collected(Decimal("200.00"), "USD", 2, 0.5)}

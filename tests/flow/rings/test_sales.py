"""Tiers of proof."""

from __future__ import annotations

from decimal import Decimal

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.freight import read_freight
from casework.flow.rings.ordered import read_orders
from casework.flow.rings.sales import sales_by_ring
from tests.flow.rings.small_lake import Village


def test_each_order_falls_in_one_tier() -> None:
    # Given orders with everything, with a payment of another amount, alone, and refunded
    village = Village(strangers=0)
    village.account("a")
    village.order("a", amount="100.10", payment_id="P1", carrier="sf", waybill_no="SF1000000001")
    village.order("a", amount="20.20", payment_id="P2", carrier="sf", waybill_no="SF1000000002")
    village.order("a", amount="3.30", payment_id="P3")
    village.order("a", amount="0.40", payment_id="P1", status="refunded")
    village.order("a", amount="7.00", currency="USD")
    village.payment("P1", "alipay:a@qq.com", "100.10")
    village.payment("P2", "alipay:a@qq.com", "99.00")
    village.parcel("", waybill_no="SF1000000001")
    village.parcel("", waybill_no="SF1000000002")
    lake = village.lake()
    suggest(lake, [], Parameters())
    lake.execute("CREATE OR REPLACE TEMP TABLE grouped AS SELECT account, 0 AS ring FROM account")
    read_freight(lake)
    read_orders(lake)

    # When sales are counted
    (found,) = sales_by_ring(lake, 1)

    # Then each is where it belongs, by currency, the larger first
    assert [s.currency for s in found] == ["CNY", "USD"]
    cny = found[0]
    assert tuple(map(Decimal, ("100.10", "20.20", "3.30", "0.40"))) == (cny.A, cny.B, cny.C, cny.X)
    assert Decimal("7.00") == found[1].C


def test_a_ring_without_orders_sold_nothing() -> None:
    village = Village(strangers=0)
    village.account("a")
    lake = village.lake()
    suggest(lake, [], Parameters())
    lake.execute("CREATE OR REPLACE TEMP TABLE grouped AS SELECT account, 0 AS ring FROM account")
    read_freight(lake)
    read_orders(lake)
    assert sales_by_ring(lake, 1)[0][0].total == Decimal(0)

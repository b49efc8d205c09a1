"""Orders of the groups, with their payments."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.groups import number_groups
from casework.flow.rings.ordered import read_orders
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village


def test_only_the_groups_orders_and_their_payments_are_read() -> None:
    # Given an order of a grouped account and one of a stranger, both paid
    village = Village(strangers=2)
    village.account("ring0")
    village.order("ring0", payment_id="P1", quantity="3")
    village.order("stranger0000", payment_id="P2")
    village.payment("P1", "alipay:a@qq.com", "10.00")
    village.tables[DeliveryKind.PAYMENTS][0]["currency"] = "USD"
    village.payment("P2", "alipay:b@qq.com", "20.00")
    lake = village.lake()
    suggest(lake, [], Parameters())
    ((account,),) = lake.execute(
        "SELECT account FROM account WHERE account_id = 'ring0'"
    ).fetchall()
    number_groups(lake, [[account]])

    # When orders are read
    read_orders(lake)

    # Then the stranger's are left where they are
    assert lake.execute("SELECT ring, account, quantity_value FROM own_order").fetchall() == [
        (0, account, 3)
    ]
    found = lake.execute("SELECT payment_id_value, upper(currency_value) FROM own_payment")
    assert found.fetchall() == [("P1", "USD")]

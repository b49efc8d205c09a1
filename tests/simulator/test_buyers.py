from __future__ import annotations

from random import Random

from casework.simulator import WorldPlan
from casework.simulator.buyers import Buyers


def test_a_buyer_is_hidden_on_a_masked_label_and_plain_on_another() -> None:
    # Given a buyer
    rng = Random(3)
    buyer = Buyers(WorldPlan(accounts=100, rings=1), rng).any()

    # When two labels are printed
    name, phone, address = buyer.label(rng, "yto", masked=True)
    plain_name, _, plain_address = buyer.label(rng, "yto", masked=False)

    # Then the first shows the surname, five digits and no room, the second everything
    assert name == plain_name[0] + "*" * (len(plain_name) - 1)
    assert phone == f"{buyer.phone[:3]}******{buyer.phone[-2:]}"
    assert "***" in address
    assert "*" not in plain_address


def test_those_paid_to_order_are_few() -> None:
    buyers = Buyers(WorldPlan(accounts=100, rings=1), Random(4))
    assert len({buyers.brusher().ref for _ in range(500)}) <= 5
    assert len({buyers.any().ref for _ in range(500)}) > 100

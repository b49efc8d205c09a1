from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from casework.simulator import WorldPlan
from casework.simulator.catalogue import BRANDS
from casework.simulator.issuing import Issuer
from casework.simulator.sellers import Founder


@pytest.fixture
def founder() -> Founder:
    rng = Random(5)
    return Founder(WorldPlan(accounts=100, rings=1), rng, Issuer(rng))


def test_independent_sellers_share_nothing_that_is_issued(founder: Founder) -> None:
    # Given many sellers
    sellers = [founder.seller() for _ in range(300)]

    # Then phones, payouts, accounts and devices are each their own
    for values in (
        [seller.phone for seller in sellers],
        [seller.payment_account for seller in sellers],
        [seller.account_id for seller in sellers],
        [device for seller in sellers for device in seller.devices],
    ):
        assert len(set(values)) == len(values)


def test_a_seller_of_a_brand_sells_what_the_brand_stands_for(founder: Founder) -> None:
    for brand, category in BRANDS.items():
        assert founder.seller(brand=brand).goods.category == category


def test_a_seller_can_sell_on_at_least_some_days(founder: Founder) -> None:
    for _ in range(300):
        first, last = founder.seller().selling_days
        assert 0 <= first < last <= founder.plan.last_selling_day


def test_a_completed_seller_has_a_payee_and_a_desk(founder: Founder) -> None:
    seller = founder.complete(founder.seller())
    assert seller.payees == [seller.payment_account]
    assert len(seller.desks) == 1


def test_a_placeholder_is_never_a_sender_phone(founder: Founder) -> None:
    seller = founder.seller()
    seller.phone = "N/A"
    assert all(founder.own_desk(seller).phone.isdigit() for _ in range(20))


def test_large_platforms_have_more_sellers(founder: Founder) -> None:
    platforms = Counter(founder.platform() for _ in range(1_000))
    assert platforms["taobao"] > platforms["douyin"] > platforms["jd"] > 0

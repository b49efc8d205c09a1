"""The orders behind a ring's sums, each with the rows that prove it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from casework.errors import NotFound
from casework.flow import intake, rings
from casework.flow.rings import SoldFilter
from casework.model import Batch, Finding
from tests.flow.rings.traded import FIRST, SECOND, delivered
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def ring(world: World, tmp_path: Path) -> Finding:
    return delivered(world, tmp_path / "delivery")


def test_every_order_of_the_ring_is_there_with_its_proof(world: World, ring: Finding) -> None:
    # When the orders of the ring are asked for
    found = rings.sold(world.act(), ring)

    # Then they are summed by tier, and each leads to its order, payment and parcel
    assert [(one.tier, one.orders, one.amount) for one in found.sums] == [
        ("A", 2, Decimal("30.00")),
        ("X", 1, Decimal("40.00")),
    ]
    first, second, refunded = found.orders
    assert [one.account for one in found.orders] == [FIRST, SECOND, SECOND]
    rows = (first.row, first.payment, first.parcel)
    assert [place and place[1] for place in rows] == [2, 2, 2]
    assert (refunded.tier, refunded.parcel) == ("X", None)
    assert second.payment is not None


def test_orders_are_narrowed_and_paged(world: World, ring: Finding) -> None:
    act = world.act()

    (refunded,) = rings.sold(act, ring, SoldFilter(tier="X")).orders
    assert refunded.amount == Decimal("40.00")
    assert len(rings.sold(act, ring, SoldFilter(account=SECOND)).orders) == 2
    (last,) = rings.sold(act, ring, skip=2, limit=1).orders
    assert last == refunded


def test_what_others_sold_and_one_was_paid_is_found(world: World, ring: Finding) -> None:
    # Given a card the first registered, to which buyers of both paid, and of a stranger
    (paid,) = rings.sold(world.act(), ring, SoldFilter(collector=FIRST)).orders

    # Then the orders of other members are there, not its own and not the stranger's
    assert paid.account == SECOND
    assert rings.sold(world.act(), ring, SoldFilter(collector=SECOND)).orders == []


def test_batches_withdrawn_since_are_told(world: World, ring: Finding) -> None:
    # Given payments that are withdrawn
    (payments,) = [one for one in world.session.query(Batch) if one.kind.value == "payments"]
    intake.withdraw(world.act(), payments, "sent by mistake")

    # Then what they proved is not proved any more, and that some are missing is said
    found = rings.sold(world.act(), ring)
    assert [one.tier for one in found.sums] == ["B", "X"]
    assert found.withdrawn == 1


def test_another_agency_sees_no_order(world: World, ring: Finding) -> None:
    with pytest.raises(NotFound):
        rings.sold(world.act("brand"), ring)

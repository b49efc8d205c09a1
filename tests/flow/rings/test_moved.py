"""What moves through a place, and what came to an account, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import NotFound
from casework.flow import rings
from casework.model import Finding
from tests.flow.rings.traded import delivered
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def ring(world: World, tmp_path: Path) -> Finding:
    return delivered(world, tmp_path / "delivery")


def test_what_moves_through_a_warehouse_is_told_apart(world: World, ring: Finding) -> None:
    # When the warehouse is asked about
    parcels, out, come, others = rings.movements(world.act(), ring, ring.places[0])

    # Then parcels of the ring, bulk, and parcels of others stand apart, each with its rows
    assert (parcels.shipments, parcels.accounts) == (2, 2)
    assert [row.written["waybill_no"] for row in parcels.rows] == ["78001", "78002"]
    assert [row.written["waybill_no"] for row in out.rows] == ["78013"]
    assert [row.written["waybill_no"] for row in come.rows] == ["78011", "78012"]
    assert [row.written["waybill_no"] for row in others.rows] == ["78009"]


def test_a_workshop_sends_bulk(world: World, ring: Finding) -> None:
    parcels, out, come, others = rings.movements(world.act(), ring, ring.places[1])

    assert [one.shipments for one in (parcels, out, come, others)] == [0, 2, 0, 0]


def test_what_is_handed_over_at_a_point_is_what_was_picked_up_there(
    world: World, ring: Finding
) -> None:
    (handed_over,) = rings.movements(world.act(), ring, ring.places[2])

    assert [row.written["waybill_no"] for row in handed_over.rows] == ["78001"]


def test_bulk_that_came_to_an_account_is_what_the_ring_sent_it(world: World, ring: Finding) -> None:
    # Given bulk from the warehouse to the address of the first
    act = world.act()

    # Then it is there; what came to the warehouse, from which both send, came to neither
    found = rings.bulk_to(act, ring, ring.members[0])
    assert [row.written["waybill_no"] for row in found.rows] == ["78013"]
    assert rings.bulk_to(act, ring, ring.members[1]).shipments == 0


def test_another_agency_sees_nothing_move(world: World, ring: Finding) -> None:
    with pytest.raises(NotFound):
        rings.movements(world.act("brand"), ring, ring.places[0])
    with pytest.raises(NotFound):
        rings.bulk_to(world.act("brand"), ring, ring.members[0])

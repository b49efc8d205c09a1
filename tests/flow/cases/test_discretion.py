"""Buyers are not what a case is about: its guests do not read them, its lead does."""

from __future__ import annotations

from typing import Any

import pytest

from casework.flow.cases import Discretion, shown
from casework.model import Case, Record
from casework.vocabulary import CasePart, DeliveryKind
from tests.factories import cases
from tests.factories.casefiles import shared, worked
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]

PARCEL = {"waybill_no": "78001", "receiver_name": "a buyer", "note_of_courier": "a door code"}


def _parcel(world: World, case: Case, **given: Any) -> Record:
    written = PARCEL | given
    found = cases.record(
        world.session, case, world.officers["investigator"], kind=DeliveryKind.SHIPMENTS,
        part=CasePart.SHIPMENTS, row_number=99, written=written, understood=dict(written),
    )  # fmt: skip
    world.session.commit()
    return found


def test_the_lead_reads_the_whole_row(world: World) -> None:
    case = worked(world)
    found = shown(world.act(), case, _parcel(world, case))
    assert (found.written, found.left_out) == (PARCEL, ())


def test_a_guest_reads_neither_buyers_nor_what_nobody_knows(world: World) -> None:
    # Given a parcel to a buyer, and a share of shipments with the police
    case = worked(world)
    shared(world, case, "police", CasePart.SHIPMENTS)
    # When they read its row
    found = shown(world.act("police"), case, _parcel(world, case))
    # Then the waybill is there, and of the rest only the names of the columns
    assert found.written == found.understood == {"waybill_no": "78001"}
    assert set(found.left_out) == {"receiver_name", "note_of_courier"}


@pytest.mark.parametrize(("direction", "told"), [("export", True), ("domestic", False)])
def test_customs_read_who_receives_what_crosses_a_border(
    world: World, direction: str, told: bool
) -> None:
    case = worked(world)
    shared(world, case, "customs", CasePart.SHIPMENTS)
    found = shown(world.act("customs"), case, _parcel(world, case, direction=direction))
    assert ("receiver_name" in found.written) is told


@pytest.mark.parametrize(
    ("parts", "told"),
    [((CasePart.SHIPMENTS,), False), ((CasePart.SHIPMENTS, CasePart.PLACES), True)],
)
def test_who_receives_at_a_place_of_the_case_is_told_with_the_places(
    world: World, parts: tuple[CasePart, ...], told: bool
) -> None:
    case = worked(world)
    shared(world, case, "police", *parts)
    key = case.finding.places[0].key
    found = shown(world.act("police"), case, _parcel(world, case, receiver_address=key))
    assert ("receiver_name" in found.written) is told


def test_a_row_that_is_no_parcel_hides_its_buyer_from_customs_too() -> None:
    order = Record(kind=DeliveryKind.ORDERS, written={}, understood={"direction": "export"})
    assert Discretion(customs=True, places=()).hides(order) == {"buyer_ref"}

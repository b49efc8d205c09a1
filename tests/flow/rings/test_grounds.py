"""The rows behind the sentences that say why a group is a ring."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import NotFound
from casework.flow import rings
from casework.model import Finding
from tests.flow.rings.traded import FIRST, STRANGER, delivered
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def ring(world: World, tmp_path: Path) -> Finding:
    return delivered(world, tmp_path / "delivery")


def test_verdicts_and_registrations_lead_to_their_rows(world: World, ring: Finding) -> None:
    found = rings.grounds(world.act(), ring)

    assert [row.written["test_buy_id"] for row in found.bought] == ["T1"]
    # One company number is one party, and so is its name without the number
    assert [one.party for one in found.registered] == [1, 1]
    assert [one.row and one.row[1] for one in found.registered] == [2, 3]


def test_a_seizure_says_what_of_the_ring_it_names(world: World, ring: Finding) -> None:
    # Given one of a parcel that left the warehouse, and one of a phone
    by_parcel, by_phone = rings.grounds(world.act(), ring).seized

    # Then each shows the row it leads to, and nothing it does not name
    assert (by_parcel.parcel and by_parcel.parcel[1], by_parcel.phone) == (2, None)
    assert by_parcel.site == ring.places[0].key
    assert (by_phone.parcel, by_phone.phone and by_phone.phone[1]) == (None, 2)


def test_who_lists_the_brand_is_named(world: World, ring: Finding) -> None:
    found = rings.grounds(world.act(), ring)

    assert [(one.account, one.ours, one.listings) for one in found.listings] == [
        (FIRST, True, 2),
        (STRANGER, False, 1),
    ]
    assert found.others == 1
    assert [row and row[1] for _, row in found.offers] == [2, None]


def test_a_group_without_brand_or_verdict_has_registrations_alone(
    world: World, ring: Finding
) -> None:
    ring.rows, ring.brands = [], []

    found = rings.grounds(world.act(), ring)

    assert (found.bought, found.seized, found.listings) == ([], [], [])
    assert len(found.registered) == 2


def test_another_agency_is_told_no_grounds(world: World, ring: Finding) -> None:
    with pytest.raises(NotFound):
        rings.grounds(world.act("brand"), ring)

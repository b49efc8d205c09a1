"""Members and places are found by their names, whatever number another run gives them."""

from __future__ import annotations

import pytest

from casework.errors import NotFound
from casework.flow import rings
from casework.model import Finding
from tests.factories import rings as factory
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def ring(world: World) -> Finding:
    return factory.chain(world.session, world.officers["investigator"])


def test_a_member_is_found_by_its_account(world: World, ring: Finding) -> None:
    act = world.act()

    assert rings.member_named(act, ring, ("taobao", "s00001")) is ring.members[1]
    for account in (("jd", "s00001"), ("taobao", "s00009"), ("", "")):
        with pytest.raises(NotFound, match=f"There is no member of {ring.ring.number}"):
            rings.member_named(act, ring, account)


def test_a_place_is_found_by_its_part_and_its_address(world: World, ring: Finding) -> None:
    act, place = world.act(), ring.places[0]

    assert rings.place_named(act, ring, "warehouse", place.key) is place
    for role, key in (("production", place.key), ("warehouse", "elsewhere"), ("", "")):
        with pytest.raises(NotFound):
            rings.place_named(act, ring, role, key)


def test_an_account_is_where_the_newest_run_found_it(world: World, ring: Finding) -> None:
    # Given an account of a ring, until another run finds it in another
    act, by = world.act(), world.officers["investigator"]
    account = "taobao", "s00001"
    assert rings.now_in(act, account) is ring
    newer = factory.chain(world.session, by)

    assert rings.now_in(act, account) is newer
    assert rings.now_in(act, ("jd", "nobody")) is None

    # Then where no run finds it any more it is in none
    factory.run(world.session, by)
    assert rings.now_in(act, account) is None


def test_before_any_run_an_account_is_in_no_ring(world: World) -> None:
    assert rings.now_in(world.act(), ("taobao", "s00001")) is None


def test_another_agency_finds_nothing(world: World, ring: Finding) -> None:
    act = world.act("brand")

    assert rings.now_in(act, ("taobao", "s00001")) is None
    with pytest.raises(NotFound):
        rings.member_named(act, ring, ("taobao", "s00001"))
    with pytest.raises(NotFound):
        rings.place_named(act, ring, "warehouse", ring.places[0].key)

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from casework.simulator import World, WorldPlan, simulate
from casework.simulator.scoring import metres
from casework.simulator.truth import TruePlace
from tests.simulator.conftest import rows

Key = tuple[str, str]


@pytest.fixture(scope="module", params=["mild", "strong", "extreme"])
def world(request: pytest.FixtureRequest) -> World:
    """Five rings among 400 accounts, at each level of evasion."""
    return simulate(WorldPlan(seed=2, accounts=400, rings=5, evasion=request.param))


def test_no_value_spans_a_ring(world: World) -> None:
    values = _values(world)
    for ring in world.truth.rings:
        # Given the members of a ring / Then nothing that is delivered is shared by all of them
        keys = {(member.platform, member.account_id) for member in ring.accounts}
        spanning = [value for value, holders in values.items() if keys <= holders]
        assert spanning == []


def test_every_ring_holds_together_by_what_is_delivered(world: World) -> None:
    # Given what accounts share, without what hubs give to everyone
    hubs = {value for hub in world.truth.hubs for values in hub.values.values() for value in values}
    values = {value: held for value, held in _values(world).items() if value[1] not in hubs}
    for ring in world.truth.rings:
        keys = {(member.platform, member.account_id) for member in ring.accounts}

        # When one walks from one member to the next by shared values
        reached = {min(keys)}
        for _ in keys:
            reached |= {key for held in values.values() if held & reached for key in held & keys}

        # Then one comes to all
        assert reached == keys


def _values(world: World) -> dict[tuple[str, str], set[Key]]:
    """Return who has each value of a delivery; parcels speak of places near those of rings."""
    values: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for row in rows(world, "accounts"):
        key = (row["platform"], row["account_id"])
        for column in ("email", "company_reg_no"):
            values[column, row[column].lower()].add(key)
        values["phone", re.sub(r"\D", "", row["phone"])[-11:]].add(key)
        values["payout", row["payment_account"].replace(" ", "")].add(key)
        for device in row["device_ids"].split("|"):
            values["device", device].add(key)
        returns = row["return_address"] or row["address"]  # left empty where they are one
        values["return", " ".join(sorted(re.findall(r"\d+", returns)))].add(key)
    for row in rows(world, "listings"):
        values["image", row["image_hash"]].add((row["platform"], row["account_id"]))
    seller_of = {row["waybill_no"].upper().replace(" ", ""): _seller(row) for row in _orders(world)}
    paid_to = {row["payment_id"]: _seller(row) for row in _orders(world)}
    for row in rows(world, "payments"):
        values["payout", row["payee_account"]].add(paid_to[row["payment_id"]])
    places = [place for ring in world.truth.rings for place in ring.places]
    for row in rows(world, "shipments"):
        if row["waybill_no"] in seller_of:
            for place in places:
                if _leaves(row, place):
                    values["place", place.id].add(seller_of[row["waybill_no"]])
    return {value: held for value, held in values.items() if value[1]}


def _leaves(row: dict[str, str], place: TruePlace) -> bool:
    """Whether a parcel was picked up at a place, or bears its street and numbers."""
    if row["pickup_lat"]:
        point = (float(row["pickup_lat"]), float(row["pickup_lon"]))
        if metres(point, (place.lat, place.lon)) < 40:
            return True
    numbers = re.findall(r"\d+", place.address)[:2]
    street = place.address.split("路")[0][-2:]
    return (
        street in row["sender_address"] and numbers == re.findall(r"\d+", row["sender_address"])[:2]
    )


def _orders(world: World) -> list[dict[str, str]]:
    return rows(world, "orders")


def _seller(row: dict[str, str]) -> Key:
    return row["platform"], row["account_id"]

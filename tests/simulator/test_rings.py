from __future__ import annotations

from collections import Counter

import pytest

from casework.simulator import World
from casework.vocabulary import AccountRole, PlaceRole
from tests.simulator.conftest import rows


def test_rings_have_every_role_that_keeps_them_going(city: World) -> None:
    for ring in city.truth.rings:
        # Given a ring / Then it makes, stores and is supplied, and sells through shops
        places = Counter(place.role for place in ring.places)
        members = Counter(member.role for member in ring.accounts)
        assert places[PlaceRole.PRODUCTION] >= 1
        assert places[PlaceRole.WAREHOUSE] >= 2
        assert places[PlaceRole.SUPPLIER] >= 1
        assert members[AccountRole.STOREFRONT] > members[AccountRole.DISTRIBUTOR] >= 1
        assert (len(ring.accounts) < 6) == (members[AccountRole.COLLECTOR] == 0)


def test_relations_name_places_and_accounts_of_the_truth(city: World) -> None:
    # Given everything a relation can speak of
    places = {place.id for ring in city.truth.rings for place in ring.places}
    accounts = {f"{m.platform}/{m.account_id}" for r in city.truth.rings for m in r.accounts}

    # Then it speaks of nothing else, and of all that a ring does
    kinds: Counter[str] = Counter()
    for ring in city.truth.rings:
        for relation in ring.relations:
            kinds[relation.kind] += 1
            assert {relation.source, relation.target} <= places | accounts
    assert set(kinds) == {
        "supplies",
        "makes for",
        "delivers to",
        "ships for",
        "collects for",
        "succeeds",
    }


def test_new_shops_open_after_old_ones_closed(city: World) -> None:
    # Given the days on which accounts sold
    opened = {f"{r['platform']}/{r['account_id']}": r["opened_on"] for r in rows(city, "accounts")}
    sold: dict[str, str] = {}
    for row in rows(city, "orders"):
        sold[f"{row['platform']}/{row['account_id']}"] = row["ordered_on"][:10]

    # Then a successor opens after the last order of the shop it replaces
    pairs = [
        (relation.source, relation.target)
        for ring in city.truth.rings
        for relation in ring.relations
        if relation.kind == "succeeds"
    ]
    assert pairs
    for after, before in pairs:
        assert opened[after] > sold.get(before, "")


def test_accounts_of_a_ring_overlap_in_time(city: World) -> None:
    # Given the days on which each account of a ring sold
    first: dict[tuple[str, str], str] = {}
    last: dict[tuple[str, str], str] = {}
    for row in rows(city, "orders"):
        key = (row["platform"], row["account_id"])
        first.setdefault(key, row["ordered_on"])
        last[key] = row["ordered_on"]

    # Then most pairs of members sold at the same time
    for ring in city.truth.rings:
        keys = [(m.platform, m.account_id) for m in ring.accounts]
        keys = [key for key in keys if key in first]
        pairs = [(a, b) for a in keys for b in keys if a < b]
        together = sum(first[a] <= last[b] and first[b] <= last[a] for a, b in pairs)
        assert together / len(pairs) > 0.6


@pytest.mark.parametrize("column", ["lat", "lon"])
def test_places_are_where_their_district_is(city: World, column: str) -> None:
    for ring in city.truth.rings:
        for place in ring.places:
            value = getattr(place, column)
            assert 20 < value < 33 if column == "lat" else 110 < value < 123

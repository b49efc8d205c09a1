from __future__ import annotations

import json
from random import Random

from casework.simulator import World
from casework.simulator.places import workshop
from casework.simulator.truth import TruePlace
from casework.vocabulary import PlaceRole


def test_the_truth_can_be_written_and_read_as_json(city: World) -> None:
    # When the truth is written and read back
    known = json.loads(json.dumps(city.truth.as_object(), ensure_ascii=False))

    # Then rings, accounts and places are as they were
    assert [ring["id"] for ring in known["rings"]] == [ring.id for ring in city.truth.rings]
    first = known["rings"][0]
    assert {account["role"] for account in first["accounts"]} <= {
        "storefront",
        "distributor",
        "collector",
    }
    assert known["plan"]["ends_on"] == "2026-10-31"


def test_a_true_place_tells_the_whole_address_and_the_point() -> None:
    place = workshop(Random(1))
    true = TruePlace.of("T-001-P1", PlaceRole.PRODUCTION, place)
    assert true.address == place.full()
    assert (true.lat, true.lon) == place.point()

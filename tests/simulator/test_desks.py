from __future__ import annotations

from random import Random

from casework.simulator.desks import Desk
from casework.simulator.names import person
from casework.simulator.places import home
from casework.simulator.scoring import metres


def _desk(seed: int) -> Desk:
    rng = Random(seed)
    place = home(rng)
    return Desk(person(rng), "13812345678", place, place.point(), ("sf",), seed)


def test_a_desk_writes_its_place_in_several_ways() -> None:
    # Given a desk that prints many labels
    desk, rng = _desk(5), Random(1)
    addresses = {desk.label(rng, "sf", masked=False)[2] for _ in range(60)}

    # Then its address comes in more than one way, all of them its own
    assert len(addresses) > 1
    assert addresses <= set(desk.place.written())


def test_what_a_desk_writes_does_not_depend_on_who_asks_first() -> None:
    # Given one desk asked for masked labels first, and its twin for plain ones
    first, second = _desk(5), _desk(5)
    first.label(Random(1), "sf", masked=True)
    second.label(Random(1), "sf", masked=False)

    # Then both print the same from there on
    for masked in (True, False):
        assert first.label(Random(2), "sf", masked=masked) == second.label(
            Random(2), "sf", masked=masked
        )


def test_the_courier_notes_the_pickup_to_within_thirty_metres() -> None:
    desk, rng = _desk(7), Random(2)
    for _ in range(100):
        lat, lon = desk.point(rng)
        assert metres((float(lat), float(lon)), desk.pickup) < 30

from __future__ import annotations

from typing import Any

import pytest

from casework.simulator import World, compare
from casework.simulator.scoring import metres

SITE = {
    "role": "production",
    "address": "广东省广州市白云区兴隆路12号3栋",
    "lat": 23.16,
    "lon": 113.27,
}


def _ring(*names: str, places: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    accounts = [{"platform": "taobao", "account_id": name} for name in names]
    return {"accounts": accounts, "places": places or [], "freight": 9}


def _two_rings() -> dict[str, Any]:
    """Twenty accounts: a ring of four, one of three, and thirteen honest ones."""
    rings = [_ring("a", "b", "c", "d", places=[SITE]), _ring("e", "f", "g", places=[SITE])]
    return {"plan": {"accounts": 20}, "rings": rings}


def test_the_truth_itself_is_perfect(city: World) -> None:
    # Given the true rings, named as they are
    truth = city.truth.as_object()

    # When they are compared with themselves
    result = compare(truth, {"rings": truth["rings"]})

    # Then every figure is at its best
    assert (result.precision, result.recall, result.f1, result.bcubed) == (1, 1, 1, 1)
    assert result.rings_found == result.rings == result.sites_right == len(truth["rings"])
    assert result.accused == 0


def test_naming_nobody_finds_nothing_and_accuses_nobody() -> None:
    result = compare(_two_rings(), {"rings": []})
    assert (result.recall, result.f1, result.rings_found, result.accused) == (0, 0, 0, 0)
    # Everyone alone: each is purely himself, each recalls one of his ring
    assert result.bcubed == pytest.approx(2 * (2 / 7) / (1 + 2 / 7))


def test_pairs_are_counted_by_hand() -> None:
    # Given one ring named without d and with the honest x, the other not at all
    named = {"rings": [_ring("a", "b", "c", "x")]}

    # When compared
    result = compare(_two_rings(), named)

    # Then 3 of 6 named pairs are true, and 3 of 6 + 3 true pairs are named
    assert result.precision == pytest.approx(3 / 6)
    assert result.recall == pytest.approx(3 / 9)
    assert result.rings_found == 1
    assert result.accused == 1
    assert result.accused_per_10_000 == pytest.approx(10_000 / 13)


def test_two_rings_named_as_one_are_not_both_found() -> None:
    result = compare(_two_rings(), {"rings": [_ring("a", "b", "c", "d", "e", "f", "g")]})
    assert result.recall == 1
    assert result.precision == pytest.approx(9 / 21)
    assert result.rings_found == 1


def test_an_account_named_twice_counts_in_the_first_ring() -> None:
    result = compare(
        _two_rings(), {"rings": [_ring("a", "b", "c", "d"), _ring("d", "e", "f", "g")]}
    )
    assert (result.precision, result.recall, result.rings_found) == (1, 1, 2)


@pytest.mark.parametrize(
    ("place", "right"),
    [
        ({"role": "production", "address": "x", "lat": 23.1620, "lon": 113.27}, 1),
        ({"role": "production", "address": "x", "lat": 23.1630, "lon": 113.27}, 0),
        ({"role": "production", "address": SITE["address"], "lat": None, "lon": None}, 1),
        ({"role": "warehouse", "address": SITE["address"], "lat": 23.16, "lon": 113.27}, 0),
    ],
)
def test_a_site_is_right_within_300_metres_or_by_its_address(
    place: dict[str, Any], right: int
) -> None:
    named = {"rings": [_ring("a", "b", "c", "d", places=[place])]}
    assert compare(_two_rings(), named).sites_right == right


def test_only_the_first_production_site_counts() -> None:
    wrong = {"role": "production", "address": "x", "lat": 30.0, "lon": 120.0}
    named = {"rings": [_ring("a", "b", "c", "d", places=[wrong, SITE])]}
    assert compare(_two_rings(), named).sites_right == 0


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres((23.0, 113.0), (24.0, 113.0)) == pytest.approx(111_195, rel=0.001)


def test_the_figures_are_printed_one_a_line() -> None:
    lines = compare(_two_rings(), {"rings": [_ring("a", "b", "c", "d")]}).lines()
    assert any("rings found" in line and "1 of 2" in line for line in lines)
    assert len({len(line) for line in lines}) == 1

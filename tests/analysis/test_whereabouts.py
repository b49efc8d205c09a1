"""Where a place lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.whereabouts import metres, whereabouts

BAIYUN, HANGZHOU = (23.157, 113.273), (30.47, 120.34)
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_pickups_in_the_district_are_the_place() -> None:
    found = whereabouts([(23.20, 113.27), (23.21, 113.28), (23.22, 113.29)], BAIYUN)
    assert (found.point, found.measured, found.sure) == ((23.21, 113.28), True, 1.0)
    assert found.says == []


def test_a_place_whose_parcels_are_all_picked_up_far_away_is_doubted() -> None:
    # Given an address in Guangdong whose parcels are picked up in Zhejiang
    found = whereabouts([HANGZHOU, HANGZHOU], BAIYUN)

    # Then it stays where it is written, says so, and is less sure
    assert (found.point, found.measured) == (BAIYUN, False)
    assert found.sure < 1.0
    assert found.says[0].startswith("2 of 2 parcels that name this address were picked up elsewhe")
    assert "30.4700, 120.3400" in found.says[0]


def test_some_pickups_far_away_are_told_and_not_counted() -> None:
    found = whereabouts([(23.20, 113.27), (23.20, 113.27), HANGZHOU], BAIYUN)
    assert found.point == (23.20, 113.27)
    assert "1 of 3 parcels" in found.says[0]


def test_without_a_pickup_it_is_the_district_and_says_so() -> None:
    found = whereabouts([], BAIYUN)
    assert (found.point, found.measured, found.sure) == (BAIYUN, False, 1.0)
    assert found.says == ["No pickup is known: shown is the middle of the district."]


def test_nothing_known_is_nowhere() -> None:
    assert whereabouts([], None).point is None


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_none_to_oneself(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert metres(one, one) == 0.0
    assert abs(metres(one, other) - metres(other, one)) < 1e-3
    assert metres(one, other) <= 20_037_600

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import coordinate
from casework.analysis.normalise.coordinate import System
from casework.analysis.normalise.coordinate.systems import metres

GUANGZHOU = (23.12911, 113.264385)
BERLIN = (52.52, 13.405)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("23.1291", 23.1291),
        ("-33.86", -33.86),
        ("113.2 E", 113.2),
        ("23°7'48\"S", -23.13),
        ("０．５", 0.5),
        ("N23°7'48\"", 23.13),
        ("23°7.8′N", 23.13),
        ("北纬23度7分48秒", 23.13),
        ("东经113°15′36″", 113.26),
        ("23 07 48 N", 23.13),
        ("S 33.86", -33.86),
    ],
)
def test_degrees_are_understood(written: str, value: float) -> None:
    assert coordinate.clean(written) == pytest.approx(value)


@pytest.mark.parametrize(
    "written", ["", "-", "N/A", "181", "1e2", "12,5", "north", "91N", "23°75'N", "23 07 48"]
)
def test_what_is_no_coordinate_is_none(written: str) -> None:
    assert coordinate.clean(written) is None


@given(st.floats(-180, 180).map(lambda value: round(value, 6)))
def test_every_coordinate_comes_back(value: float) -> None:
    assert coordinate.clean(f"{value:.6f}") == pytest.approx(value)


@given(st.text(max_size=60))
def test_never_raises(text: str) -> None:
    value = coordinate.clean(text)
    assert value is None or -180 <= value <= 180


@pytest.mark.parametrize(
    ("true", "on_the_map"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_points_are_shifted_as_open_map_software_shifts_them(
    true: tuple[float, float], on_the_map: tuple[float, float]
) -> None:
    assert coordinate.to_gcj02(*true) == pytest.approx(on_the_map, abs=1e-9)


@given(st.floats(31, 40), st.floats(101, 119), st.sampled_from(System))
def test_every_shift_is_undone_to_the_centimetre(lat: float, lon: float, system: System) -> None:
    # Given a point in mainland China written in a system
    written = coordinate.from_wgs84(lat, lon, system)

    # When it is brought back
    back = coordinate.to_wgs84(*written, system)

    # Then it is where it was
    assert metres((lat, lon), back) < 0.01


def test_outside_mainland_china_nothing_is_shifted() -> None:
    assert coordinate.to_gcj02(*BERLIN) == BERLIN
    assert coordinate.to_wgs84(*BERLIN, System.GCJ02) == BERLIN


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("经度(高德)", System.GCJ02),
        ("火星坐标", System.GCJ02),
        ("gcj02_lng", System.GCJ02),
        ("百度纬度", System.BD09),
        ("bd09ll", System.BD09),
        ("WGS-84", System.WGS84),
        ("GPS经度", System.WGS84),
        ("CGCS2000", System.WGS84),
        ("pickup_lat", None),
        ("火星坐标转GPS", None),
        ("", None),
    ],
)
def test_the_file_says_which_system_it_is_in(text: str, system: System | None) -> None:
    assert coordinate.system_named_in(text) is system


@pytest.mark.parametrize("system", list(System))
def test_known_points_tell_the_system(system: System) -> None:
    # Given five places known in WGS-84, written in a system with three decimals or so of noise
    known = [(23.12 + step / 50, 113.26 + step / 70) for step in range(5)]
    noisy = [(lat + 0.00005, lon - 0.00005) for lat, lon in known]
    pairs = [
        (true, coordinate.from_wgs84(*seen, system))
        for true, seen in zip(known, noisy, strict=True)
    ]

    # Then the system is told, and not from two of them
    assert coordinate.told_apart(pairs) is system
    assert coordinate.told_apart(pairs[:2]) is None


def test_the_middle_of_a_district_tells_nothing() -> None:
    centre = (23.157, 113.273)
    pairs = [(centre, (23.15 + step / 30, 113.2 + step / 20)) for step in range(6)]
    assert coordinate.told_apart(pairs) is None


def test_exchanged_latitude_and_longitude_are_noticed() -> None:
    lat, lon = GUANGZHOU
    assert coordinate.swapped(lon, lat)
    assert not coordinate.swapped(lat, lon)
    assert not coordinate.swapped(*BERLIN)


_DEGREES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
_CHINESE = st.tuples(st.floats(18, 53), st.floats(74, 134))


@pytest.mark.parametrize("system", list(System))
@given(points=st.lists(st.one_of(_CHINESE, _DEGREES), max_size=8))
def test_whole_columns_are_moved_as_each_point_is(
    system: System, points: list[tuple[float, float]]
) -> None:
    # Given columns of points, the last two of which are not whole
    lats = pa.array([*(lat for lat, _ in points), 23.1, None], pa.float64())
    lons = pa.array([*(lon for _, lon in points), None, 113.2], pa.float64())
    # When brought to WGS-84
    moved = coordinate.columns_to_wgs84(lats, lons, system)
    *found, half, other = zip(*(one.to_pylist() for one in moved), strict=True)
    # Then each lies where it does alone, and what is half stays
    for point, at in zip(points, found, strict=True):
        assert at == pytest.approx(coordinate.to_wgs84(*point, system), abs=2e-7)
    assert (half, other) == ((23.1, None), (None, 113.2))


_ONE = st.none() | st.floats(-180, 180) | st.floats(15, 55) | st.floats(70, 136)


@given(st.lists(st.tuples(_ONE, _ONE), max_size=30))
def test_columns_of_points_are_doubted_as_one_by_one(
    points: list[tuple[float | None, float | None]],
) -> None:
    # Given points anywhere, some of them half; when doubted one by one
    whole = [(a, b) for a, b in points if a is not None and b is not None]
    exchanged = [one for one in whole if coordinate.swapped(*one)]
    abroad = [one for one in whole if one not in exchanged and not coordinate.in_china(*one)]
    # Then the columns give the same numbers
    lats, lons = (pa.array([one[at] for one in points], pa.float64()) for at in (0, 1))
    assert coordinate.columns_doubted(lats, lons) == (len(exchanged), len(abroad))


def test_degrees_beyond_the_largest_are_none() -> None:
    degrees = pa.array([90.0, -90.0, 90.1, None, float("nan"), float("inf")], pa.float64())
    found = coordinate.columns_on_earth(degrees, coordinate.LARGEST_LATITUDE)
    assert found.to_pylist() == [90.0, -90.0, None, None, None, None]
    assert coordinate.columns_on_earth(degrees.slice(0, 4)) == degrees.slice(0, 4)


def test_nought_and_nought_is_no_place() -> None:
    lats = pa.array([0.0, 0.0, None, 23.1], pa.float64())
    lons = pa.array([-0.0, 113.2, 0.0, None], pa.float64())
    found = coordinate.columns_of_places(lats, lons)
    assert [one.to_pylist() for one in found] == [[None, 0.0, None, 23.1], [None, 113.2, 0.0, None]]

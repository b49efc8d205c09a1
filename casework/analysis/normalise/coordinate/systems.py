"""WGS-84, GCJ-02 and BD-09: what satellites give, and what Chinese maps make of it.

Maps published in mainland China must be drawn in GCJ-02, which shifts every point by some 100 to
700 metres; Baidu shifts it once more (BD-09). The law keeps the formula from being published; what
stands here is the one known since 2010 from programs and used by all open map software (Krasovsky's
ellipsoid, two series of sines). It agrees with the official one to about a metre.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from math import asin, cos, pi, radians, sin, sqrt
from statistics import median
from typing import Any

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


class System(StrEnum):
    """A system of coordinates."""

    WGS84 = "WGS-84"
    GCJ02 = "GCJ-02"
    BD09 = "BD-09"


_AXIS, _FLATTENING = 6378245.0, 0.00669342162296594323  # Krasovsky 1940: axis, eccentricity squared
_BAIDU = pi * 3000 / 180
_EARTH = 6371008.8
_CLOSE_ENOUGH = 1e-9
_MOST_STEPS = 30
_CENTIMETRES = 7
"""Decimal places of a degree."""

_INSIDE = (
    (42.8899, 79.4462, 49.2204, 96.33),
    (39.3742, 109.6872, 54.1415, 135.0002),
    (29.5297, 73.1246, 42.8899, 124.143255),
    (26.7186, 82.9684, 29.5297, 97.0352),
    (20.414096, 97.0253, 29.5297, 124.367395),
    (17.871542, 107.975793, 20.414096, 111.744104),
)
_OUTSIDE = (
    (21.785006, 119.921265, 25.398623, 122.497559),  # Taiwan
    (20.0988, 101.8652, 22.284, 106.665),
    (20.4878, 106.4525, 21.5422, 108.051),
    (50.3257, 109.0323, 55.8175, 119.127),
    (49.5574, 127.4568, 55.8175, 137.0227),
    (42.5692, 131.2662, 44.8922, 137.0227),
)
"""South, west, north, east: rectangles that together draw the mainland roughly, as open map
software does. They are tens of kilometres off at some borders; Hong Kong and Macau lie inside."""

_NEAR = ((17.0, 73.0, 55.0, 136.0),)
"""Around all of it: further off nothing is shifted, and going back step by step leads nowhere."""

_NAMES = (
    (System.GCJ02, r"gcj\s*-?\s*0?2|火星|国测局|高德|腾讯|amap|autonavi|mars\s*coord"),
    (System.BD09, r"bd\s*-?\s*0?9(?:ll|mc)?|百度|baidu"),
    (
        System.WGS84,
        r"wgs\s*-?\s*(?:19)?84|epsg\s*:?\s*4326|gps|cgcs\s*-?\s*2000|天地图|北斗|地球坐标",
    ),
)
_NAMED = tuple((system, re.compile(rf"(?<![a-z0-9])(?:{words})")) for system, words in _NAMES)
_FEWEST_POINTS = 3
_UNAMBIGUOUS, _AT_MOST = 4.0, 60.0


def system_named_in(text: str) -> System | None:
    """The system that a header or a value names, None where none or more than one is named.

    CGCS2000 and BeiDou lie within centimetres of WGS-84 and count as such.

    >>> system_named_in("经度(高德)")
    <System.GCJ02: 'GCJ-02'>
    """
    written = text[:200].lower()
    named = {system for system, words in _NAMED if words.search(written)}
    return named.pop() if len(named) == 1 else None


def in_china(lat: float, lon: float) -> bool:
    """Whether a point lies in mainland China, roughly: where Chinese maps are shifted."""
    return _within(lat, lon, _INSIDE) and not _within(lat, lon, _OUTSIDE)


def swapped(lat: float, lon: float) -> bool:
    """Whether latitude and longitude were surely exchanged.

    True where the latitude is none, and where the exchanged point lies in mainland China while the
    one written does not; for parcels sent elsewhere only the first can tell.
    """
    if abs(lat) > 90:
        return abs(lon) <= 90
    return not in_china(lat, lon) and in_china(lon, lat)


def to_gcj02(lat: float, lon: float) -> Point:
    """The point of a Chinese map for a WGS-84 point; outside mainland China the same point."""
    return _shifted(lat, lon) if in_china(lat, lon) else (lat, lon)


def from_wgs84(lat: float, lon: float, system: System) -> Point:
    """A WGS-84 point in another system."""
    if system is System.WGS84:
        return lat, lon
    point = to_gcj02(lat, lon)
    return point if system is System.GCJ02 else _to_baidu(*point)


def to_wgs84(lat: float, lon: float, system: System) -> Point:
    """A point of the named system in WGS-84: the exact inverse, iterated to under a centimetre.

    >>> [round(degrees, 5) for degrees in to_wgs84(23.1265, 113.2699, System.GCJ02)]
    [23.12918, 113.26457]
    """
    if system is System.WGS84:
        return lat, lon
    if system is System.BD09:
        lat, lon = _inverse(_to_baidu, lat, lon)
    if not _within(lat, lon, _NEAR):
        return lat, lon
    plain = _inverse(_shifted, lat, lon)
    return plain if in_china(*plain) else (lat, lon)


def columns_to_wgs84(lats: Any, lons: Any, system: System) -> tuple[Any, Any]:
    """Columns of points of the named system in WGS-84, to the centimetre.

    `lats` and `lons` are Arrow arrays of degrees. A point that is not whole stays as it is.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = np.asarray(pc.and_(pc.is_valid(lats), pc.is_valid(lons)))
    if system is System.WGS84 or not whole.any():
        return lats, lons
    lat, lon = (np.array(pc.fill_null(one, 0.0)) for one in (lats, lons))
    at = _plain_points(lat[whole], lon[whole], system)
    lat[whole], lon[whole] = (np.round(one, _CENTIMETRES) for one in at)
    return tuple(
        pa.array(moved, mask=np.asarray(pc.is_null(one)))
        for moved, one in ((lat, lats), (lon, lons))
    )


def columns_doubted(lats: Any, lons: Any) -> tuple[int, int]:
    """How many of these points look as if they were exchanged, and how many others lie abroad.

    `lats` and `lons` are Arrow arrays of degrees, and `swapped` says what looks exchanged.
    """
    import numpy as np
    import pyarrow.compute as pc

    whole = np.asarray(pc.and_(pc.is_valid(lats), pc.is_valid(lons)))
    lat, lon = (np.asarray(pc.fill_null(one, 0.0))[whole] for one in (lats, lons))
    abroad = ~_in_china_of_all(lat, lon)
    lat, lon = lat[abroad], lon[abroad]
    exchanged = np.where(np.abs(lat) > 90, np.abs(lon) <= 90, _in_china_of_all(lon, lat))
    return int(exchanged.sum()), int((~exchanged).sum())


def _plain_points(lat: Any, lon: Any, system: System) -> tuple[Any, Any]:
    """`to_wgs84` for numpy arrays."""
    import numpy as np

    if system is System.BD09:
        lat, lon = _inverse_of_all(_to_baidu, lat, lon)
    near = _within_of_all(lat, lon, _NEAR)
    lat, lon = lat.copy(), lon.copy()
    written = lat[near], lon[near]
    plain = _inverse_of_all(_shifted, *written)
    inside = _in_china_of_all(*plain)
    lat[near], lon[near] = (
        np.where(inside, moved, stays) for moved, stays in zip(plain, written, strict=True)
    )
    return lat, lon


def told_apart(pairs: Iterable[tuple[Point, Point]]) -> System | None:
    """The system points are written in, given where each of them truly is; None where unsure.

    Each pair is a point known in WGS-84 and the same place as written. At least three pairs in
    mainland China are needed, the best system must lie within 60 metres of what is written and be
    four times closer than the next. The middle of a district is no known point: it is kilometres
    off, while the systems are a few hundred metres apart. Take surveyed doors, stations, depots.
    """
    known = [(true, written) for true, written in pairs if in_china(*true)]
    if len(known) < _FEWEST_POINTS:
        return None
    off = sorted(
        (median(metres(from_wgs84(*true, system), written) for true, written in known), system)
        for system in System
    )
    (least, best), (next_least, _), _ = off
    if least > _AT_MOST or next_least < _UNAMBIGUOUS * max(least, 1.0):
        return None
    return best


def metres(left: Point, right: Point) -> float:
    """The way between two points over a round Earth (haversine)."""
    up, along = radians(right[0] - left[0]), radians(right[1] - left[1])
    part = sin(up / 2) ** 2 + cos(radians(left[0])) * cos(radians(right[0])) * sin(along / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(part)))


def _within(lat: float, lon: float, areas: Iterable[tuple[float, float, float, float]]) -> bool:
    return any(s <= lat <= n and w <= lon <= e for s, w, n, e in areas)


def _in_china_of_all(lat: Any, lon: Any) -> Any:
    """`in_china` for numpy arrays."""
    return _within_of_all(lat, lon, _INSIDE) & ~_within_of_all(lat, lon, _OUTSIDE)


def _within_of_all(lat: Any, lon: Any, areas: Iterable[tuple[float, float, float, float]]) -> Any:
    import numpy as np

    sides = [(s <= lat) & (lat <= n) & (w <= lon) & (lon <= e) for s, w, n, e in areas]
    return np.any(sides, axis=0)


def _shifted(lat: Any, lon: Any, by: Any = math) -> tuple[Any, Any]:
    """The point of a Chinese map, for one point, or by numpy for whole columns of them."""
    sin, cos, sqrt = by.sin, by.cos, by.sqrt
    x, y = lon - 105.0, lat - 35.0
    root = sqrt(abs(x))
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    curve = 1 - _FLATTENING * sin(by.radians(lat)) ** 2
    meridian = _AXIS * (1 - _FLATTENING) / (curve * sqrt(curve))
    parallel = _AXIS / sqrt(curve) * cos(by.radians(lat))
    return lat + north * 180 / (meridian * pi), lon + east * 180 / (parallel * pi)


def _to_baidu(lat: Any, lon: Any, by: Any = math) -> tuple[Any, Any]:
    far = by.sqrt(lon * lon + lat * lat) + 0.00002 * by.sin(lat * _BAIDU)
    angle = by.atan2(lat, lon) + 0.000003 * by.cos(lon * _BAIDU)
    return far * by.sin(angle) + 0.006, far * by.cos(angle) + 0.0065


def _inverse(forward: Callable[[float, float], Point], lat: float, lon: float) -> Point:
    """The point that `forward` sends to this one, by going back what it went too far."""
    at_lat, at_lon = lat, lon
    for _ in range(_MOST_STEPS):
        to_lat, to_lon = forward(at_lat, at_lon)
        if abs(to_lat - lat) < _CLOSE_ENOUGH and abs(to_lon - lon) < _CLOSE_ENOUGH:
            break
        at_lat, at_lon = at_lat + lat - to_lat, at_lon + lon - to_lon
    return at_lat, at_lon


def _inverse_of_all(forward: Callable[..., tuple[Any, Any]], lat: Any, lon: Any) -> tuple[Any, Any]:
    """`_inverse` for numpy arrays: as many steps as the slowest point needs."""
    import numpy as np

    at_lat, at_lon = lat, lon
    for _ in range(_MOST_STEPS):
        to_lat, to_lon = forward(at_lat, at_lon, np)
        off = np.maximum(np.abs(to_lat - lat), np.abs(to_lon - lon))
        if (off < _CLOSE_ENOUGH).all():
            break
        at_lat, at_lon = at_lat + lat - to_lat, at_lon + lon - to_lon
    return at_lat, at_lon

"""Where a place lies: the pickups of its parcels, checked against the district it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from statistics import median
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
"""Latitude and longitude, degrees (WGS 84)."""

_EARTH_M = 6_371_008.8  # mean radius (IUGG)
_DISTRICT_M = 60_000.0
"""Hardly a district reaches further from its middle; a pickup beyond was made somewhere else."""
_DOUBTED = 0.5  # share of a place's confidence left when its parcels are picked up elsewhere


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A point, whether parcels were picked up there, and what is to be said of it."""

    point: Point | None
    measured: bool
    sure: float
    """By how much to lower the confidence of the place, 0 to 1."""
    says: list[str]


def whereabouts(pickups: Sequence[Point], district: Point | None) -> Whereabouts:
    """Return the median of the pickups in the place's own district, else the district's middle.

    Labels lie: where parcels that name a place are picked up far from it, the place says so, and
    where all of them are, it is doubted.
    """
    near: list[Point] = []
    far: list[Point] = []
    for point in pickups:
        there = district is None or metres(point, district) <= _DISTRICT_M
        (near if there else far).append(point)
    if near:
        says = [_elsewhere(far, len(pickups), district)] if len(far) * 10 > len(pickups) else []
        return Whereabouts(_middle(near), True, 1.0, says)
    if far:
        says = [_elsewhere(far, len(pickups), district), "Shown is the middle of the district."]
        return Whereabouts(district, False, _DOUBTED, says)
    says = ["No pickup is known: shown is the middle of the district."] if district else []
    return Whereabouts(district, False, 1.0, says)


def metres(here: Point, there: Point) -> float:
    """Return the great-circle distance of two points by the haversine.

    >>> round(metres((23.1, 113.2), (23.1, 113.2005)))
    51
    """
    lat, lon, lat_there, lon_there = (radians(value) for value in (*here, *there))
    step = sin((lat_there - lat) / 2) ** 2
    step += cos(lat) * cos(lat_there) * sin((lon_there - lon) / 2) ** 2
    return 2 * _EARTH_M * asin(min(1.0, sqrt(step)))


def _middle(points: Sequence[Point]) -> Point:
    return median(lat for lat, _ in points), median(lon for _, lon in points)


def _elsewhere(far: Sequence[Point], pickups: int, district: Point | None) -> str:
    lat, lon = _middle(far)
    away = metres((lat, lon), district or (lat, lon)) / 1000
    return (
        f"{len(far)} of {pickups} parcels that name this address were picked up elsewhere, near "
        f"{lat:.4f}, {lon:.4f}, {away:,.0f} km from its district: the label may be false."
    )

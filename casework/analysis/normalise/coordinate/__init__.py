"""Coordinates: how they are written, and which of China's three systems they are in."""

from __future__ import annotations

from casework.analysis.normalise.coordinate.reading import (
    LARGEST_LATITUDE,
    clean,
    columns_of_places,
    columns_on_earth,
)
from casework.analysis.normalise.coordinate.systems import (
    System,
    columns_doubted,
    columns_to_wgs84,
    from_wgs84,
    in_china,
    swapped,
    system_named_in,
    to_gcj02,
    to_wgs84,
    told_apart,
)

__all__ = [
    "LARGEST_LATITUDE",
    "SHARED_BY",
    "System",
    "clean",
    "columns_doubted",
    "columns_of_places",
    "columns_on_earth",
    "columns_to_wgs84",
    "from_wgs84",
    "in_china",
    "swapped",
    "system_named_in",
    "to_gcj02",
    "to_wgs84",
    "told_apart",
]

SHARED_BY = (
    "Everyone within its precision: four decimal places are some ten metres, a building; "
    "the middle of a district or a courier's depot is shared by thousands."
)

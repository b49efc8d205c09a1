"""One key for a place however it is written: characters, traditional, pinyin or English.

How many could share a key: a room-level key names one door, a building-level key up to some
hundred; `coarser` and `levels` let a caller see at which level two writings meet. Roads that sound
alike in the same district share a key, because English and pinyin writings do not tell them apart.
A key that begins with `?` names a place in no city we know: equal writings meet, nothing else does.
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import TYPE_CHECKING

from casework.analysis.normalise.address import in_columns
from casework.analysis.normalise.address.gazetteer import DISTRICT, gazetteer
from casework.analysis.normalise.address.key import (
    UNKNOWN,
    Level,
    Levels,
    coarser,
    is_elsewhere,
    levels,
)
from casework.analysis.normalise.address.recurring import Recurring
from casework.analysis.normalise.address.whole import LONGEST, read

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "SHARED_BY",
    "Level",
    "Levels",
    "clean",
    "clean_plain",
    "coarser",
    "district_near",
    "is_elsewhere",
    "levels",
    "locate",
]

SHARED_BY = (
    "A room is shared by one household or firm, a building by up to some hundred, a masked address "
    "by all who live in what is still visible of it."
)
"""How many could share a value of this kind."""

_recurring = Recurring()
_columns = in_columns.Columns(_recurring, LONGEST)


def clean(text: str) -> str | None:
    """The key of the place an address names, None when it names none.

    >>> clean("广东省广州市白云区兴隆路12号3栋402室")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/402'
    >>> clean("Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou, Guangdong")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/402'
    >>> clean("广州市白云区兴隆路12号3栋***")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/*'
    """
    if len(text) <= LONGEST:
        key = _recurring.key(text)
        if key is not None:
            return key
    return read(text)


def clean_plain(cells: pa.StringArray) -> pa.StringArray:
    """What `clean` gives for each cell, null also where it must be asked: for whole columns."""
    return _columns.keys(cells)


def locate(key: str) -> tuple[float, float] | None:
    """Latitude and longitude (GCJ-02, degrees) of the key's district, else of its city or province.

    None when the key names no region we know. Good to some kilometres: for a map's overview only.
    """
    parts = key.split("/")
    regions = gazetteer().keyed
    for size in (3, 2, 1):
        if UNKNOWN in parts[:size]:
            continue
        region = regions.get("/".join(parts[:size]))
        if region is not None and region.lat is not None and region.lon is not None:
            return region.lat, region.lon
    return None


def district_near(lat: float, lon: float) -> str:
    """The district whose middle is nearest, as it is written, after its city and province.

    Middles only: near a border the neighbour's name may come out.
    """
    middles = [
        (hypot(region.lat - lat, (region.lon - lon) * cos(radians(lat))), region.key, region)
        for region in gazetteer().regions
        if region.level == DISTRICT and region.lat is not None and region.lon is not None
    ]
    nearest = min(middles, key=lambda middle: middle[:2])[2]
    return "".join(dict.fromkeys(part.name for part in nearest.line()))

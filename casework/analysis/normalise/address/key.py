"""The place key: the levels of an address, largest first, joined by `/`.

`guangdong/guangzhou/baiyun/xinglonglu/12/3/402` is province, city, district, road, number,
building, room. A level that is not known but lies above a known one is `?` (province, city,
district, road) or `-` (number, building: this place may have none). Levels not written at the
small end are absent. A trailing `/*` says that something smaller was written and taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

MASK = "*"
UNKNOWN = "?"
NONE_HERE = "-"


class Level(IntEnum):
    """The levels of a place key, largest first; the value is the position in the key."""

    PROVINCE = 0
    CITY = 1
    DISTRICT = 2
    ROAD = 3
    NUMBER = 4
    BUILDING = 5
    ROOM = 6


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of one key; None where the key says nothing."""

    province: str | None = None
    city: str | None = None
    district: str | None = None
    road: str | None = None
    number: str | None = None
    building: str | None = None
    room: str | None = None
    masked: bool = False

    @property
    def finest(self) -> Level | None:
        """The smallest level that is known."""
        known = [level for level in Level if getattr(self, level.name.lower()) is not None]
        return known[-1] if known else None


def join(values: list[str | None], *, masked: bool) -> str | None:
    """The key of the seven level values, None when no level is known."""
    while values and values[-1] is None:
        values.pop()
    if not values:
        return None
    parts = [
        value or (UNKNOWN if level <= Level.ROAD else NONE_HERE)
        for level, value in enumerate(values)
    ]
    return "/".join([*parts, MASK] if masked else parts)


def is_elsewhere(key: str) -> bool:
    """Whether the key holds the words of a place in no city we know: `?/12 high street london`."""
    return key.startswith(UNKNOWN + "/") and key.count("/") == 1


def levels(key: str) -> Levels:
    """The levels a place key speaks of.

    >>> levels("guangdong/guangzhou/baiyun/xinglonglu/12/*").number
    '12'
    """
    if is_elsewhere(key):
        return Levels(masked=MASK in key)
    parts = key.split("/")
    masked = parts[-1] == MASK
    if masked:
        parts.pop()
    values = [None if part in (UNKNOWN, NONE_HERE) else part for part in parts[: len(Level)]]
    values += [None] * (len(Level) - len(values))
    province, city, district, road, number, building, room = values
    return Levels(province, city, district, road, number, building, room, masked)


def coarser(key: str, level: Level) -> str | None:
    """The key of the larger place this one lies in; None when the key does not reach that level.

    >>> coarser("guangdong/guangzhou/baiyun/xinglonglu/12/3/402", Level.BUILDING)
    'guangdong/guangzhou/baiyun/xinglonglu/12/3'
    """
    parts = key.removesuffix("/" + MASK).split("/")
    if is_elsewhere(key) or len(parts) <= level or parts[level] in (UNKNOWN, NONE_HERE):
        return None
    return "/".join(parts[: level + 1])

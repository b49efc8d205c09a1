"""Places and the many ways their addresses are written."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from random import Random

from casework.simulator.gazetteer import (
    DISTRICTS,
    ROADS,
    SELLING_DISTRICTS,
    TRADITIONAL,
    District,
    Road,
)

_DEGREE_M = 111_320.0  # metres of one degree of latitude
_STREET_STEP = 12.0  # metres from one house number to the next
_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Place:
    """One building, or one room in it; 0 where an address has no such level."""

    district: District
    road: Road
    number: int
    building: int = 0
    room: int = 0

    def point(self) -> tuple[float, float]:
        """Return latitude and longitude (WGS 84): rooms of one building share one point."""
        spot = zlib.crc32(f"{self.district.code}{self.road.name}".encode())
        along = self.number * _STREET_STEP / _DEGREE_M
        lat = self.district.lat + (spot % 1009 - 504) / 12_000
        lon = self.district.lon + (spot // 1009 % 1013 - 506) / 12_000
        aside = self.building * 30 / _DEGREE_M
        return round(lat + along * 0.6 + aside, 6), round(lon + along * 0.8, 6)

    def neighbour(self, room: int) -> Place:
        """Return another room of the same building."""
        return replace(self, room=room)

    def building_only(self) -> Place:
        """Return the building without the room."""
        return replace(self, room=0)

    def full(self) -> str:
        """Return the whole official address: 广东省广州市白云区兴隆路12号3栋402室."""
        return f"{self._region()}{self.road.name}路{self._unit('号', '栋', '室')}"

    def written(self) -> tuple[str, ...]:
        """Return the address in all the ways people write it, the commonest first."""
        region, road = self._region(), f"{self.road.name}路"
        tail = self._unit("号", "栋", "")
        local = region.removeprefix(self.district.province)
        if self.district.province == self.district.city:
            local = region
        return (
            self.full(),
            local + road + tail,
            self._short() + road + self._dashed(),
            self.full().translate(TRADITIONAL),
            region + road + self._unit("号", "幢", "室"),
            self._english_short(),
            self._english_long(),
            " ".join((region, road, self._unit("号", "栋", "室"))),
        )

    def masked(self) -> tuple[str, ...]:
        """Return the ways a label prints the address with its room hidden (GB/T 41833-2022)."""
        if not self.room:
            return self.written()[:5]
        stem = self.building_only()
        region, road, tail = stem._region(), f"{self.road.name}路", stem._unit("号", "栋", "")
        return (
            f"{region}{road}{tail}{_HIDDEN}",
            f"{region.removeprefix(self.district.province) or region}{road}{tail}{_HIDDEN}室",
            f"{stem._short()}{road}{stem._dashed()}-{_HIDDEN}",
            f"{region}{road}{tail}".translate(TRADITIONAL) + _HIDDEN,
            f"{region}{road}{stem._unit('号', '幢', '')}{_HIDDEN}",
            f"Rm {_HIDDEN}, {stem._english_short()}",
        )

    def _region(self) -> str:
        where = self.district
        province = "" if where.province == where.city else where.province
        return f"{province}{where.city}{where.district}"

    def _short(self) -> str:
        return self.district.city[:-1] + self.district.district[:-1]

    def _unit(self, number: str, building: str, room: str) -> str:
        parts = [f"{self.number}{number}"]
        if self.building:
            parts.append(f"{self.building}{building}")
        if self.room:
            parts.append(f"{self.room}{room}")
        return "".join(parts)

    def _dashed(self) -> str:
        return "-".join(str(part) for part in (self.number, self.building, self.room) if part)

    def _english_short(self) -> str:
        where = self.district
        parts = [f"Rm {self.room}"] if self.room else []
        parts += [f"Bldg {self.building}"] if self.building else []
        parts += [f"No.{self.number} {self.road.pinyin} Rd", where.district_en, where.city_en]
        parts += [] if where.province == where.city else [where.province_en]
        return ", ".join(parts)

    def _english_long(self) -> str:
        where = self.district
        kind = "District" if where.district.endswith("区") else "City"
        parts = [str(self.room)] if self.room else []
        parts += [f"Building {self.building}"] if self.building else []
        parts += [f"{self.number} {self.road.pinyin} Road", f"{where.district_en} {kind}"]
        parts.append(f"{where.city_en} City")
        parts += [] if where.province == where.city else [f"{where.province_en} Province"]
        return ", ".join([*parts, "China"])


_OFTEN = (40, 62, 72, 79, 85, 91, 96, 100)  # how often each way of `written` is used, summed


def write(place: Place, rng: Random) -> str:
    """Return the address in one of its ways, the common ones more often."""
    drawn = rng.random() * 100
    ways = place.written()
    return next(way for way, upto in zip(ways, _OFTEN, strict=True) if drawn < upto)


def home(rng: Random, *, selling: bool = True) -> Place:
    """Return a flat or an office, in a selling district or anywhere."""
    where = rng.choice(SELLING_DISTRICTS if selling else DISTRICTS)
    room = rng.randint(1, 22) * 100 + rng.randint(1, 8)
    return Place(where, rng.choice(ROADS), rng.randint(1, 280), rng.randint(1, 16), room)


def workshop(rng: Random, near: District | None = None) -> Place:
    """Return a factory building: a number and a building, at times a floor of it."""
    where = near or rng.choice(SELLING_DISTRICTS)
    room = rng.randint(1, 5) * 100 + rng.randint(1, 3) if rng.random() < 0.4 else 0
    return Place(where, rng.choice(ROADS), rng.randint(1, 280), rng.randint(1, 9), room)

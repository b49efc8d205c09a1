"""The provinces, cities and districts of China, found by any of their written names.

Names, codes and coordinates come from the table packaged with `cpca` (Ministry of Civil Affairs
codes, GB/T 2260, six digits), read as a file: importing that package would load pandas.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

from casework.analysis.normalise.address.places import (
    ADDED,
    ADDED_CITIES,
    BETTER_KNOWN_DISTRICTS,
    CHARACTER_SOUNDS,
    ENGLISH,
    OBSOLETE,
    RENAMED,
    SOUNDS,
    UNITED_CITIES,
)
from casework.analysis.normalise.romanise import syllables

PROVINCE, CITY, DISTRICT = 0, 1, 2

_CONTAINERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_ENDINGS = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|工业园区|新区|林区|特区|地区|街道|省|市|区|县|州|盟|旗|镇)$"
)
_SHORTEST_NAME, _SHORTEST_MINE = 2, 3
_KINDS = ("市", "区", "县", "新区")
_SOUND = str.maketrans(CHARACTER_SOUNDS)


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One division: its names, its key in pinyin, and what it lies in."""

    name: str
    stem: str
    key: str
    level: int
    parent: Region | None
    lat: float | None
    lon: float | None

    def lies_in(self, other: Region) -> bool:
        """Whether this is the other region or a part of it."""
        return self is other or (self.parent is not None and self.parent.lies_in(other))

    def line(self) -> tuple[Region, ...]:
        """This region preceded by those it lies in, the province first."""
        return (self,) if self.parent is None else (*self.parent.line(), self)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every region by name in characters and by pinyin."""

    regions: tuple[Region, ...]
    named: dict[str, tuple[Region, ...]]
    spelled: dict[str, tuple[Region, ...]]
    lengths: dict[str, tuple[int, ...]]  # by the first two characters, longest first
    keyed: dict[str, Region] = field(repr=False)

    def starts(self, text: str, at: int) -> Iterator[tuple[str, tuple[Region, ...]]]:
        """The names that begin at a position of the text, longest first."""
        for length in self.lengths.get(text[at : at + 2], ()):
            name = text[at : at + length]
            if name in self.named:
                yield name, self.named[name]


def narrowest(regions: Iterable[Region]) -> Region | None:
    """The one region meant, or None when the name fits several places.

    A county of the same name inside a city is taken for the city; a bare name that is a province's
    or a city's is taken for that, except where a district elsewhere is the better known (朝阳).
    """
    found = list(regions)
    for region in found:
        if all(other.lies_in(region) for other in found):
            return region
    top = min((region.level for region in found), default=DISTRICT)
    largest = [region for region in found if region.level == top]
    if top < DISTRICT and len(largest) == 1 and largest[0].stem not in BETTER_KNOWN_DISTRICTS:
        return largest[0]
    return None


@lru_cache(maxsize=131_072)
def place_pinyin(name: str) -> str:
    """The pinyin of a place name in one word: 番禺 -> `panyu`, 长安 -> `changan`."""
    for written, sounding in SOUNDS.items():
        if written in name:
            name = name.replace(written, sounding)
    return fold("".join(syllables(name.translate(_SOUND))))


def fold(spelling: str) -> str:
    """Bare pinyin letters with ü written u, as most English addresses do."""
    if "v" in spelling:
        spelling = spelling.replace("lv", "lu").replace("nv", "nu")
    return spelling.replace("lyu", "lu") if "lyu" in spelling else spelling


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once (about 0.3 s)."""
    regions = tuple(_told_apart(_regions(_table())))
    named: dict[str, list[Region]] = defaultdict(list)
    spelled: dict[str, list[Region]] = defaultdict(list)
    united = {
        region.name
        for region in regions
        if region.level == CITY and region.parent and region.parent.name == region.name
    }
    # The city of a province that is one city comes behind it, and is the one that is meant.
    by_name = {region.name: region for region in regions if region.level < DISTRICT}
    for region in regions:
        if region.level == PROVINCE and region.name in united:
            continue  # the city of that name, which lies in it, answers for both
        for name in _written_names(region):
            named[name].append(region)
        for spelling in _spellings(region):
            spelled[spelling].append(region)
    for spelling, name in ENGLISH.items():
        spelled[spelling] = [by_name[name], *spelled.get(spelling, ())]
    for spelling in ("shanxi", "shanxisheng"):  # passports have no tones to tell 陕西 by
        spelled[spelling] = [by_name["山西省"], by_name["陕西省"]]
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in named:
        lengths[name[:2]].add(len(name))
    return Gazetteer(
        regions=regions,
        named={name: tuple(dict.fromkeys(found)) for name, found in named.items()},
        spelled={name: tuple(dict.fromkeys(found)) for name, found in spelled.items()},
        lengths={head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()},
        keyed={"/".join(part.key for part in region.line()): region for region in regions},
    )


@cache
def _nations() -> re.Pattern[str]:
    """Matches the peoples a region is named for, at the end of its name."""
    names = [row[0] for row in _rows("56_nations.csv")]
    short = [name.removesuffix("族") for name in names if len(name) > 2]
    ordered = sorted({*names, *short, "各族"}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(ordered)})+$")


def _rows(file: str) -> list[list[str]]:
    path = Path(str(metadata.distribution("cpca").locate_file(f"cpca/resources/{file}")))
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines) if row]


def _table() -> list[tuple[str, str, float | None, float | None]]:
    rows = [
        (code[:6], name, float(lat) if lat else None, float(lon) if lon else None)
        for code, name, lon, lat in _rows("adcodes.csv")[1:]
    ]
    return sorted(rows, key=lambda row: row[0])


def _regions(table: Sequence[tuple[str, str, float | None, float | None]]) -> Iterator[Region]:
    """Provinces, then cities, then districts: the codes sort in that order within each line."""
    made: dict[str, Region] = {}
    for code, name, lat, lon in table:
        parent = made.get(code[:4] + "00") or made.get(code[:2] + "0000")
        if code.endswith("0000"):
            made[code] = region = _region(name, PROVINCE, None, (lat, lon))
            yield region
            if code in UNITED_CITIES:
                made[code[:2] + "0100"] = region = _region(name, CITY, region, (lat, lon))
                made[code[:2] + "0200"] = region
                yield region
        elif name in _CONTAINERS or name in OBSOLETE:
            continue
        elif parent is not None:
            level = CITY if code.endswith("00") or parent.level == PROVINCE else DISTRICT
            if code[:2] + "0000" in UNITED_CITIES:
                parent, level = made[code[:2] + "0100"], DISTRICT
            made[code] = region = _region(name, level, parent, (lat, lon))
            yield region
    yield from _added(made.values())


def _told_apart(regions: Iterable[Region]) -> Iterator[Region]:
    """Gives neighbours that sound alike (临夏市, 临夏县) a key with their kind."""
    taken: set[tuple[Region | None, str]] = set()
    for region in regions:
        if (region.parent, region.key) in taken:
            yield replace(region, key=place_pinyin(region.name))
        else:
            taken.add((region.parent, region.key))
            yield region


def _added(known: Iterable[Region]) -> Iterator[Region]:
    provinces = {region.name: region for region in known if region.level == PROVINCE}
    for province, names in ADDED_CITIES.items():
        for name in names.split():
            yield _region(name, CITY, provinces[province], (None, None))
    cities = {region.name: region for region in known if region.level == CITY}
    have = {(region.parent, region.name) for region in known}
    for city, names in ADDED.items():
        parent = cities[city]
        for name in names.split():
            if (parent, name) not in have:
                yield _region(name, DISTRICT, parent, (parent.lat, parent.lon))


def _region(
    name: str, level: int, parent: Region | None, at: tuple[float | None, float | None]
) -> Region:
    stem = _stem(name)
    return Region(name, stem, place_pinyin(stem), level, parent, *at)


def _stem(name: str) -> str:
    """The name without its kind: 广州市 -> 广州, 恩施土家族苗族自治州 -> 恩施; 单县 stays."""
    short = _ENDINGS.sub("", name)
    if short != name and "自治" in name:
        without = _nations().sub("", short)
        short = without if len(without) > 1 else short
    return short if len(short) > 1 else name


def _written_names(region: Region) -> Iterator[str]:
    yield region.name
    if region.name in RENAMED:
        yield RENAMED[region.name]
    if region.stem != region.name:
        yield region.stem
        if region.level != PROVINCE:
            yield from (region.stem + kind for kind in _KINDS)
    if region.name.endswith("矿区") and len(region.name) > _SHORTEST_MINE:
        yield region.name.removesuffix("矿区")


def _spellings(region: Region) -> Iterator[str]:
    yield region.key
    full = place_pinyin(region.name)
    if full != region.key:
        yield full
    if region.level == DISTRICT and region.stem != region.name:
        yield from (place_pinyin(region.stem + kind) for kind in _KINDS)
    if region.name in RENAMED:
        yield place_pinyin(RENAMED[region.name])
    if len(region.name) == _SHORTEST_NAME:
        yield full + place_pinyin(region.name[-1])  # 临县 as Linxian Xian
    if region.name.endswith("矿区") and len(region.name) > _SHORTEST_MINE:
        yield region.key.removesuffix("kuang")
    if "自治" in region.name and region.level != PROVINCE:
        yield region.key + place_pinyin(region.name[-3:])
    # Who romanises by the dictionary writes Zhaoyang for 朝阳.
    if region.level == PROVINCE:
        return  # 陕西 by the dictionary would be 山西
    by_dictionary = fold("".join(syllables(region.stem)))
    if by_dictionary not in (region.key, full):
        yield by_dictionary

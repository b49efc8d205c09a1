"""Reading an address written in Latin letters: English, smallest place first, or pinyin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from casework.analysis.normalise.address.gazetteer import (
    CITY,
    DISTRICT,
    PROVINCE,
    Region,
    fold,
    gazetteer,
    narrowest,
)
from casework.analysis.normalise.address.key import MASK
from casework.analysis.normalise.address.reading import Reading
from casework.analysis.normalise.address.units import Parts
from casework.analysis.normalise.address.words import (
    AREA_KINDS,
    NOISE,
    REGION_KINDS,
    ROAD_KINDS,
    SIDES,
    TOWN_KINDS,
    TRANSLATED,
    as_written_in_china,
    join_words,
    words_of,
)

_ONE = r"(?:[a-z]?\d+[a-z]?(?!\w)|[a-z](?!\w)|\*+)"
_ID = rf"(?<![\w-]){_ONE}(?:-{_ONE})*"
_NO = r"[\s.]*(?:no\b)?[\s.#:]*"
_COUNTED = r"(?<![\w-])(\d+[a-z]?|\*+)"
_HOUSE = r"(?:building|bldg|bld|block|blk|tower|workshop)"

_HOUSES = ("building", "bldg", "bld", "block", "blk", "tower", "workshop")
_PARTS = (
    # "3rd Building", "3# Bldg" before "Building 3": what follows may be another number.
    ("building", _HOUSES, re.compile(rf"{_COUNTED}\s*(?:(?:st|nd|rd|th)\b|#)\s*{_HOUSE}\b")),
    ("room", ("room", "rm", "flat", "suite", "ste", "ap", "shop", "office"), re.compile(
        rf"\b(?:room|rm|flat|suite|ste|apt|apartment|shop|office){_NO}({_ID})")),
    ("building", _HOUSES, re.compile(rf"\b{_HOUSE}{_NO}({_ID})")),
    ("unit", ("unit",), re.compile(rf"\bunit{_NO}({_ID})")),
    ("floor", ("floor", "flr", "level"), re.compile(
        r"\b(?:floor|flr|level)[\s.]*(b?\d{1,2}|\*+)(?!\w)")),
    ("floor", ("f", "lou", "ceng"), re.compile(
        r"(?<![\w-])(b?\d{1,2}|\*+)\s*(?:st|nd|rd|th)?\s*(?:/\s*f|floor|flr|fl|f|lou|ceng)\b")),
    ("building", (*_HOUSES, "dong", "zhuang", "lou", "zuo"), re.compile(
        rf"\b(?:no\b[\s.]*)?{_COUNTED}\s*(?:{_HOUSE}|dong|zhuang|hao\s?lou|zuo)\b")),
    ("building", (*_HOUSES, "dong", "zuo"), re.compile(
        rf"(?<![\w-])([a-z])\s+(?:{_HOUSE}|dong|zuo)\b")),
    ("unit", ("danyuan", "unit"), re.compile(rf"{_COUNTED}\s*(?:danyuan|unit)\b")),
    ("room", ("room", "rm", "shi", "fang"), re.compile(rf"({_ID})\s*(?:room|rm|shi|fang)\b")),
    ("lane", ("lane",), re.compile(r"\blane[\s.#]*(?:no[\s.]*)?(\d+|\*+)(?!\w)")),
    ("lane", ("nong", "lane"), re.compile(rf"{_COUNTED}\s*(?:nong|lane)\b")),
    ("number", ("no", "num", "#"), re.compile(
        rf"(?:\b(?:no|number|num)\b[\s.#:]*|#\s*)({_ID})(?:\s*hao\b)?"
        r"(?!\s*(?:rd\b|road|industrial|street))")),
    ("number", ("hao",), re.compile(rf"({_ID})\s*hao\b(?!\s*lu\b)")),
)  # fmt: skip
"""How the parts below the road are written; each is taken out before the next is looked for.

The middle column has what must stand in the text for the pattern to match at all: to look for a
word is far quicker than to try the pattern at every position.
"""

_COUNTRY = re.compile(
    r"\bp\.?\s?r\.?\s?(?:of\s)?china\b|\bpeople'?s republic of china\b|\bchina\b|\bzhongguo\b"
    r"|\bprc\b|\bcn$"
)
_COUNTRIES = ("china", "zhongguo", "prc", "cn")  # one of them is in whatever _COUNTRY matches
_POSTCODE = re.compile(r"(?<![\w-])[0-8]\d{5}(?![\w-])(?=\s*(?:$|,|[a-z]))")
_BARE = re.compile(rf"{_ID}")
_APOSTROPHE = re.compile(r"(?<=[a-z])['`\u2019](?=[a-z])")
_LONGEST_REGION = 5


@dataclass(slots=True)
class _Pieces:
    """The comma-separated pieces of an address, sorted by what they name."""

    regions: list[tuple[Region, ...]] = field(default_factory=list)
    roads: list[tuple[list[str], str, list[str]]] = field(default_factory=list)
    areas: list[tuple[int, str]] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)  # districts the gazetteer does not have
    others: list[tuple[bool, str]] = field(default_factory=list)  # (before the road, pinyin)


def read(text: str) -> str | None:
    """The place key of an address in lower-case Latin letters."""
    masked = MASK in text
    reading = Reading()
    bare = _APOSTROPHE.sub("", text)
    if _has_any(bare, _COUNTRIES):
        bare = _COUNTRY.sub(",", bare)
    bare = join_words(_take_parts(_POSTCODE.sub(",", bare), reading.parts))
    pieces = _Pieces()
    for piece in re.split(r"[,;:()/\n]+", bare):
        words = words_of(piece)
        if words:
            _sort_piece(words, pieces, reading.parts)
    reading.region = _common(pieces)
    _name_road(pieces, reading)
    if not pieces.regions:
        return _foreign(text)
    if pieces.zones:
        reading.zone = pieces.zones[0]
    if reading.region is None:
        _leave_unsure(pieces, reading)
    return _cut_at_mask(reading, masked)


def _take_parts(text: str, parts: Parts) -> str:
    """Takes room, building, floor, unit, lane and number out of the text."""
    found: dict[str, list[str]] = {name: [] for name, _, _ in _PARTS}
    for name, needed, pattern in _PARTS:
        values = pattern.findall(text) if _has_any(text, needed) else []
        if values:
            found[name] += values
            text = pattern.sub(" , ", text)
    if not found["room"] and found["unit"]:
        found["room"] = [found["unit"].pop()]
    for number in (*found["lane"], *found["number"]):
        parts.put_number(number)
    for building in found["building"]:
        parts.put_building(building)
    parts.unit = found["unit"][0] if found["unit"] else None
    parts.floor = found["floor"][0] if found["floor"] else None
    for room in found["room"]:
        if "-" in room:
            parts.bare.append(room)
        else:
            parts.put_room(room)
    return text


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 twice as quick as any() with a generator
        if word in text:
            return True
    return False


def _sort_piece(words: list[str], pieces: _Pieces, parts: Parts) -> None:
    lead: list[str] = []
    while words and _BARE.fullmatch(words[0]):
        lead.append(words.pop(0))
    tail: list[str] = []
    while len(words) > 1 and _BARE.fullmatch(words[-1]):
        tail.append(words.pop())
    words = [word for word in words if word not in NOISE]
    at = next((at for at, word in enumerate(words) if at and word in ROAD_KINDS), None)
    if lead and (at is not None or any(word in AREA_KINDS for word in words)):
        parts.put_house(lead.pop())
    elif tail and at is not None:
        parts.put_house(tail.pop())
    parts.bare += tail[::-1]
    parts.bare += lead
    if at is None:
        _sort_names(words, pieces)
        return
    after = words[at + 1 :]
    sides = [after.pop(0)] if after and after[0] in SIDES else []
    while after and _BARE.fullmatch(after[0]):
        parts.bare.append(after.pop(0))
    pieces.roads.append((words[:at], words[at], sides))
    if after:
        _sort_piece(after, pieces, parts)


def _sort_names(words: list[str], pieces: _Pieces) -> None:
    """Regions, towns, villages and parks, one after another."""
    while words:
        size, regions = _longest_region(words)
        if regions:
            pieces.regions.append(regions)
            words = words[size:]
            continue
        kind_at = next((at for at, word in enumerate(words) if at and word in AREA_KINDS), None)
        if kind_at is not None:
            rank, ending = AREA_KINDS[words[kind_at]]
            if ending is not None:
                pieces.areas.append((rank, as_written_in_china(words[:kind_at]) + ending))
            words = words[kind_at + 1 :]
            continue
        if len(words) > 1 and words[-1] in ("district", "dist", "qu"):
            pieces.zones.append(as_written_in_china(words[:-1]))
            return
        pieces.others.append((not pieces.roads and not pieces.regions, as_written_in_china(words)))
        return


def _longest_region(words: list[str]) -> tuple[int, tuple[Region, ...]]:
    """How many of the first words name a region (with its kind), and which it may be."""
    for size in range(min(_LONGEST_REGION, len(words)), 0, -1):
        regions = _regions(tuple(words[:size]))
        if regions:
            following = words[size] if size < len(words) else ""
            if following in AREA_KINDS and following not in TOWN_KINDS:
                continue
            return size, regions
    return 0, ()


@lru_cache(maxsize=65_536)
def _regions(words: tuple[str, ...]) -> tuple[Region, ...]:
    spelled = gazetteer().spelled
    kind = REGION_KINDS.get(words[-1]) if len(words) > 1 else None
    if kind is None:
        return spelled.get(fold("".join(words)), ())
    levels, endings = kind
    stem = fold("".join(words[:-1]))
    found = [*spelled.get(stem, ())]
    for ending in endings:
        found += spelled.get(stem + ending, ())
    fitting = (region for region in found if region.level in levels or _is_both(region, levels))
    return tuple(dict.fromkeys(fitting))


def _is_both(region: Region, levels: frozenset[int]) -> bool:
    """Whether this city is a province too (Beijing) and a province was asked for."""
    return PROVINCE in levels and region.parent is not None and region.parent.name == region.name


def _common(pieces: _Pieces) -> Region | None:
    """The smallest region that fits every region named, leaving out one that does not fit."""
    if not pieces.regions:
        return None
    fitting = _fitting(pieces.regions)
    if fitting is not None:
        return _named_twice(fitting, pieces.regions)
    if len(pieces.regions) > 1:
        for at in range(len(pieces.regions)):
            rest = pieces.regions[:at] + pieces.regions[at + 1 :]
            fitting = _fitting(rest)
            if fitting is not None:
                pieces.others.append((False, pieces.regions[at][0].key))
                return fitting
    return None


def _named_twice(found: Region, named: list[tuple[Region, ...]]) -> Region:
    """`Handan, Handan`: the county of the city's own name in it, where the name stands twice."""
    if found.level != CITY or sum(found in regions for regions in named) < 2:
        return found
    inner = [
        region
        for regions in named
        for region in regions
        if region.parent is found and region.key == found.key
    ]
    return inner[0] if inner else found


def _fitting(named: list[tuple[Region, ...]]) -> Region | None:
    return _smallest_fitting(tuple(named))


@lru_cache(maxsize=16_384)
def _smallest_fitting(named: tuple[tuple[Region, ...], ...]) -> Region | None:
    candidates = [
        region
        for regions in named
        for region in regions
        if all(any(region.lies_in(outer) for outer in others) for others in named)
    ]
    return narrowest(dict.fromkeys(candidates))


def _leave_unsure(pieces: _Pieces, reading: Reading) -> None:
    districts = {
        region.key for regions in pieces.regions for region in regions if region.level == DISTRICT
    }
    reading.unsure = districts.pop() if len(districts) == 1 else None


def _name_road(pieces: _Pieces, reading: Reading) -> None:
    """Joins town, village and park with the road, as the Chinese writing orders them."""
    road = None
    if pieces.roads:
        words, kind, sides = pieces.roads[0]
        words = _without_regions(words, reading, pieces)
        road = _road(words, kind, sides) if words else None
    areas = [name for _, name in sorted(pieces.areas, key=lambda area: area[0])]
    between = [name for before, name in pieces.others if not before and name]
    smaller = [name for before, name in pieces.others if before and name]
    areas = [*between, *areas]
    if road is None and not areas and smaller:
        areas = smaller[-1:]
        smaller = smaller[:-1]
    reading.parts.on_road = road is not None
    reading.parts.named += smaller
    if road is not None and (reading.parts.number or reading.parts.bare):
        # A park on a numbered road needs no name: the number says it.
        areas = [name for name in areas if not name.endswith(("yuan", "gongyequ", "huayuan"))]
    reading.road = ".".join([*areas, road] if road else areas) or None


def _without_regions(words: list[str], reading: Reading, pieces: _Pieces) -> list[str]:
    """The road's own words: pinyin in Chinese order names the regions first."""
    elsewhere = reading.region is not None
    while len(words) > 1:
        size, regions = _longest_region(words[:-1])
        rest = words[size:]
        typed = size > 1 and words[size - 1] in REGION_KINDS
        if not regions or (elsewhere and not typed) or all(word in SIDES for word in rest):
            break
        fitting = _fitting([*pieces.regions, regions])
        if fitting is None:
            break
        pieces.regions.append(regions)
        reading.region, words = fitting, rest
    return words


def _road(words: list[str], kind: str, sides: list[str]) -> str:
    name = ROAD_KINDS[kind]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in SIDES and words[0] in TRANSLATED:
        words = [*words[1:], words[0]]  # East Zhongshan Road: 中山东路
    side = "".join(SIDES[side] for side in sides)
    if name == "dadao" and not side and len(words) > 1 and words[-1] in SIDES:
        side = SIDES[words.pop()]  # Baiyun North Avenue: 白云大道北
    stem = as_written_in_china(words)
    return stem + name + side if name == "dadao" else stem + side + name


def _cut_at_mask(reading: Reading, masked: bool) -> str | None:
    """The key down to the last level that is wholly visible."""
    key = reading.key(masked=False)
    if key is None or not masked:
        return key
    parts = key.split("/")
    hidden = next((at for at, part in enumerate(parts) if MASK in part), len(parts))
    visible = parts[:hidden]
    while visible and visible[-1] in ("-", "?"):
        visible.pop()
    return "/".join([*visible, MASK]) if visible else None


def _foreign(text: str) -> str | None:
    """A place in no city we know: its words, so that equal writings meet."""
    words = re.sub(r"[^\w*]+", " ", text).split()
    return f"?/{' '.join(words)}" if len(words) > 1 else None

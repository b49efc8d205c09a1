"""Reading an address written in Latin letters: English, smallest place first, or pinyin."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from casework.analysis.normalise.address import hong_kong
from casework.analysis.normalise.address.gazetteer import CITY, DISTRICT, Region, gazetteer
from casework.analysis.normalise.address.key import MASK
from casework.analysis.normalise.address.reading import Reading
from casework.analysis.normalise.address.spelled import (
    fitting_all,
    longest_region,
    named_twice,
    says_kind,
)
from casework.analysis.normalise.address.units import Parts
from casework.analysis.normalise.address.words import (
    AREA_KINDS,
    NOISE,
    ORDINALS,
    PARKS,
    REGION_KINDS,
    ROAD_KINDS,
    SIDES,
    TRANSLATED,
    ZONE_KINDS,
    as_written_in_china,
    join_words,
    road_in_one_word,
    road_name,
    words_of,
)
from casework.analysis.normalise.romanise import spoken
from casework.analysis.normalise.syllables import split_syllables

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
    r"|\bprc\b|\bcn$|\br\.?\s?o\.?\s?c\b(?=\W*$)"
)
_COUNTRIES = ("china", "zhongguo", "prc", "cn", "roc", "o.c", "o c")
"""One of them is in whatever `_COUNTRY` matches."""
_POSTCODE = re.compile(r"(?<![\w-])[0-8]\d{5}(?![\w-])(?=\s*(?:$|,|[a-z]))")
_POSTCODE_OF_TAIWAN = re.compile(r"(?<=city|unty) \d{3}(?:\d{2,3})?(?=\s*(?:,|$))")
_GROUND_FLOOR = re.compile(r"\bg\s?/\s?f\b\.?")
_SECTION = re.compile(r"\bsec(?:tion)?\b[\s.]*(\d{1,2})(?!\w)\s*,?")
_BARE = re.compile(rf"{_ID}")
_DISTRICT_WORDS = ("district", "dist", "qu")
_APOSTROPHE = re.compile(r"(?<=[a-z])['`\u2019](?=[a-z])")


@dataclass(slots=True)
class _Pieces:
    """The comma-separated pieces of an address, sorted by what they name."""

    regions: list[tuple[Region, ...]] = field(default_factory=list)
    roads: list[tuple[list[str], str, list[str]]] = field(default_factory=list)
    areas: list[tuple[int, str]] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)  # districts the gazetteer does not have
    others: list[tuple[bool, str]] = field(default_factory=list)  # (before the road, pinyin)
    districts: dict[int, str] = field(default_factory=dict)  # which of the regions say district
    in_hong_kong: bool = False
    quarters: list[Region] = field(default_factory=list)  # of Hong Kong, as their districts

    def put_regions(self, regions: tuple[Region, ...], words: list[str]) -> None:
        if len(words) > 1 and words[-1] in _DISTRICT_WORDS:
            self.districts[len(self.regions)] = as_written_in_china(words[:-1])
        self.regions.append(regions)


def read(text: str) -> str | None:
    """The place key of an address in lower-case Latin letters."""
    masked = MASK in text
    reading = Reading()
    bare = _APOSTROPHE.sub("", text if text.isascii() else _without_tones(text))
    if _has_any(bare, _COUNTRIES):
        bare = _COUNTRY.sub(",", bare)
    if "taiwan" in bare:
        bare = _POSTCODE_OF_TAIWAN.sub(",", bare)
    if "/" in bare:
        bare = _GROUND_FLOOR.sub(",", bare)
    here = hong_kong.spelled_out(bare)
    bare = join_words(_take_parts(_POSTCODE.sub(",", here or bare), reading.parts))
    section = _SECTION.search(bare)
    if section:
        bare = f"{bare[: section.start()]},{bare[section.end() :]}"
    pieces = _Pieces(in_hong_kong=here is not None)
    for piece in re.split(r"[,;:()/\n]+", bare):
        words = words_of(piece)
        if words:
            _sort_piece(words, pieces, reading.parts)
    reading.region = _common(pieces)
    if reading.region is hong_kong.city() and pieces.in_hong_kong:
        _read_hong_kong(pieces, reading)
    else:
        _name_road(pieces, reading)
    if section and reading.road:
        reading.road += f"{spoken(int(section[1]))}duan"
    if not pieces.regions:
        return _foreign(text)
    if pieces.zones:
        reading.zone = pieces.zones[0]
    if reading.region is None:
        _leave_unsure(pieces, reading)
    return _cut_at_mask(reading, masked)


def _without_tones(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


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
    words = _without_typed_regions([word for word in words if word not in NOISE], pieces)
    words, at = _road_kind(words)
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


def _without_typed_regions(words: list[str], pieces: _Pieces) -> list[str]:
    """What stands behind the regions a piece begins with, if each says its kind: jie yang shi."""
    inside = False
    while len(words) > 1:
        size, regions = longest_region(words)
        if not regions or (pieces.regions and not fitting_all([*pieces.regions, regions])):
            break
        if not says_kind(words[:size], regions):
            # Without its kind only between two that say theirs: hunan sheng xiangxi fenghuang xian.
            further, inner = longest_region(words[size:])
            if not inside or not says_kind(words[size : size + further], inner):
                break
        inside = True
        pieces.put_regions(regions, words[:size])
        words = words[size:]
    return words


def _road_kind(words: list[str]) -> tuple[list[str], int | None]:
    """The words, and where among them stands what kind of road it is."""
    kinds = [at for at, word in enumerate(words) if at and word in ROAD_KINDS]
    if not kinds:
        for at, word in enumerate(words):
            joined = road_in_one_word(word)
            if joined and not gazetteer().spelled.get(word):
                return [*words[:at], *joined, *words[at + 1 :]], at + 1
        return words, None
    spaced = all(len(split_syllables(word)) == 1 for word in words)
    at, *later = kinds
    for next_at in later:  # qin huang dao lu
        if spaced or all(word in SIDES for word in words[at + 1 : next_at]):
            at = next_at
    return words, at


def _sort_names(words: list[str], pieces: _Pieces) -> None:
    """Regions, towns, villages and parks, one after another."""
    while words:
        if pieces.in_hong_kong:
            size, district = hong_kong.longest_quarter(words)
            pieces.quarters += [district] if district else []
            if size:
                words = words[size:]
                continue
        size, regions = longest_region(words)
        if regions:
            pieces.put_regions(regions, words[:size])
            words = words[size:]
            continue
        kind_at = next(
            (at for at, word in enumerate(words) if word in (AREA_KINDS if at else PARKS)), None
        )
        if kind_at is not None:
            rank, ending = AREA_KINDS[words[kind_at]]
            if ending is not None:
                pieces.areas.append((rank, as_written_in_china(words[:kind_at]) + ending))
            words = words[kind_at + 1 :]
            continue
        if words[-1] in ZONE_KINDS:
            pieces.zones.append(ZONE_KINDS[words[-1]])
            return
        if len(words) > 1 and words[-1] in _DISTRICT_WORDS:
            pieces.zones.append(as_written_in_china(words[:-1]))
            return
        pieces.others.append((not pieces.roads and not pieces.regions, as_written_in_china(words)))
        return


def _common(pieces: _Pieces) -> Region | None:
    """The smallest region that fits every region named, leaving out one that does not fit."""
    if not pieces.regions:
        return None
    fitting = fitting_all(pieces.regions)
    if fitting is not None:
        return named_twice(fitting, pieces.regions)
    if len(pieces.regions) > 1:
        for at in range(len(pieces.regions)):
            rest = pieces.regions[:at] + pieces.regions[at + 1 :]
            fitting = fitting_all(rest)
            if fitting is None:
                continue
            if fitting.level == CITY and at in pieces.districts:
                pieces.zones.append(pieces.districts[at])
            else:
                pieces.others.append((False, pieces.regions[at][0].key))
            return fitting
    return None


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


def _read_hong_kong(pieces: _Pieces, reading: Reading) -> None:
    """Names district and road as the Chinese writing does."""
    if pieces.quarters:
        reading.region = pieces.quarters[0]
    if not pieces.roads:
        _name_road(pieces, reading)
        return
    words, kind, sides = pieces.roads[0]
    side = "".join(SIDES[side] for side in sides)
    reading.road = hong_kong.road_in_english(words, ROAD_KINDS[kind], side)
    reading.parts.named += [name for before, name in pieces.others if before and name]
    hong_kong.leave_out_names(reading.parts)


def _without_regions(words: list[str], reading: Reading, pieces: _Pieces) -> list[str]:
    """The road's own words: pinyin in Chinese order names the regions first."""
    elsewhere = reading.region is not None
    while len(words) > 1:
        size, regions = longest_region(words[:-1])
        rest = words[size:]
        typed = size > 1 and words[size - 1] in REGION_KINDS
        if not regions or (elsewhere and not typed) or all(word in SIDES for word in rest):
            break
        fitting = fitting_all([*pieces.regions, regions])
        if fitting is None:
            break
        pieces.regions.append(regions)
        reading.region, words = fitting, rest
    return words


def _road(words: list[str], kind: str, sides: list[str]) -> str:
    name = ROAD_KINDS[kind]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] in ORDINALS and words[1] != "ring":
        words = [*words[1:], words[0]]  # Fifth Zhongshan Road: 中山五路
    if len(words) > 1 and words[0] in SIDES and words[0] in TRANSLATED:
        words = [*words[1:], words[0]]  # East Zhongshan Road: 中山东路
    side = "".join(SIDES[side] for side in sides)
    if len(words) > 1 and len(words[-1]) == 1 and words[-1] in SIDES:
        words = [*words[:-1], SIDES[words[-1]]]  # Zhongshan E Road
    stem = as_written_in_china(words)
    return road_name(stem, name, side) if name == "dadao" else road_name(stem + side, name, "")


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

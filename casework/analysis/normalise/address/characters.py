"""Reading an address written in Chinese characters, largest place first."""

from __future__ import annotations

import re
from functools import cache

from casework.analysis.normalise.address import hong_kong
from casework.analysis.normalise.address.gazetteer import (
    CITY,
    DISTRICT,
    Gazetteer,
    Region,
    gazetteer,
    narrowest,
    place_pinyin,
)
from casework.analysis.normalise.address.places import RENAMED
from casework.analysis.normalise.address.reading import Reading
from casework.analysis.normalise.address.street import IDLE, ROAD_KIND, WHERE, street
from casework.analysis.normalise.address.units import Parts
from casework.analysis.normalise.romanise import number

_HAN = "\u3400-\u9fff"
_COUNTRY = re.compile(r"^(?:中华人民共和国|中国大陆|中国)")
_OTHERWISE = {ord("〇"): "零", ord("徵"): "征"}
_NOT_ADDRESS = re.compile(rf"[^{_HAN}0-9a-z*#\-()]+")
_BETWEEN_NUMBERS = re.compile(rf"(?<=[0-9a-z])[^{_HAN}0-9a-z*#\-()]+(?=[0-9a-z])")
_ASIDE = re.compile(r"(?<=.{8})\([^()]*\)|\([^()\d]*\)|[()]")
_OLD_DISTRICT = re.compile(
    r"(?P<stem>.{1,3}?(?<![业小社园校库厂景院术发验军山])(?<!高新)(?<!经开))区(?=.{2})(?![^\d]{0,2}[号栋座幢])"
)
"""A district the gazetteer does not have; not what ends 工业区, 小区, 社区 and the like."""

_COUNTED = r"(?!五四|五一|七一|八一|六一|三八)[一二三四五六七八九十\d]{0,2}"
"""A count, which 五四 (路) and other days to remember are not."""

_GOES_ON = re.compile(
    rf"(?:(?:环|[口头前后旁边心尾]?){_COUNTED}|[口头前后旁边心尾][东西南北中]{{1,2}}{_COUNTED}"
    rf"|[东西南北中]){ROAD_KIND}"
    rf"|{WHERE}{{0,3}}(?:镇|乡|村|社区)(?!\D{ROAD_KIND})"
    rf"|[市省县区州旗](?!\D{{1,3}}{ROAD_KIND})"
)
"""After a short place name: the name belongs to a road, or to a longer place name.

天河|北路 is one road, since a side or a count names none alone; 集美|西环路 and 集美|东一路 are
two, since a side of something (环, 心, 头), a side with a count or two sides (西南路) do.
"""

_LONE = r"[^\d一二三四五六七八九十两环]"
_LONE_KIND = r"(?:大道|大街|路|街)(?!口)"
_ONE_CHARACTER = re.compile(_LONE + _LONE_KIND)
_ONE_CHARACTER_AND_SIDE = re.compile(
    rf"(?![东西南北中]{{2}}){_LONE}[东西南北中]?{_COUNTED}{_LONE_KIND}"
)
"""A road named by a single character: so rare that the character before belongs to it (区府路)."""

_NUMERAL = re.compile(
    r"(?<!第)(?:(负|地下)?([零〇一二两三四五六七八九十百]+))"
    r"(?=号(?!路|街|线)|栋|幢|座|单元|层|楼|室|期|区(?![^\d]))"
)
_ANNEX = re.compile(r"(?<![\da-z])(\d+)号?[附之](\d+)号?(?![\da-z])")
_ROAD_AND_NUMBER = re.compile(r"(?:路|街|大道|巷)\d")
_WHERE_UNITS_START = re.compile(
    r"(?:\d+(?!\d|号?(?:路|大道|大街|街|巷|胡同|国道|省道|县道|工业|横|马路|环))"
    r"|[a-z](?=[\d栋幢座区馆-])|[甲乙丙丁](?=\d|[栋幢座号]))"
)
_UNIT = re.compile(
    r"(?P<id>[甲乙丙丁]?(?:[a-z]?\d+[a-z]?|[a-z](?![a-z]))(?:[-之][a-z]?\d*[a-z]?)*)"
    r"(?P<word>号院|号楼|号房|号铺|号|栋楼|栋|幢|座|馆|单元|梯|层|楼|室|房|铺|档|#楼|#|弄|院|巷|区|期|f(?![a-z]))?"
    rf"|(?P<text>[{_HAN}]+|[a-z]{{2,}})"
)
_BUILDING = frozenset({"号楼", "栋", "栋楼", "幢", "座", "馆", "#", "#楼", "区", "期"})
_ROOM = frozenset({"室", "房", "号房", "号铺", "铺", "档"})
_FLOOR = frozenset({"层", "楼", "f"})
_COURT = frozenset({"号院", "弄", "院", "巷"})
_STEMS = {"甲": "jia", "乙": "yi", "丙": "bing", "丁": "ding", "之": "-"}


def read(text: str, *, cut: bool) -> Reading:
    """What an address in (simplified, lower-case) characters says.

    `cut` says that the text goes on under a mask: a last name that is not finished is left out.
    """
    reading = Reading()
    compact = _ASIDE.sub(
        "", _NOT_ADDRESS.sub("", _BETWEEN_NUMBERS.sub("-", text.translate(_OTHERWISE)))
    )
    at = _read_regions(compact, reading, cut=cut)
    moved = _regions_first(compact, at)
    if moved is not None:
        elsewhere = Reading()
        begins = _read_regions(moved, elsewhere, cut=cut)
        found = elsewhere.region
        if found and (found.level == DISTRICT or (not reading.region and found.level == CITY)):
            compact, at, reading = moved, begins, elsewhere
    if hong_kong.begins_here(compact):
        at, reading = 0, Reading(hong_kong.city())
    in_hong_kong = reading.region is hong_kong.city()
    if in_hong_kong:
        at, reading.region = hong_kong.after_quarters(compact, at)
        compact = hong_kong.without_ground_floor(compact)
    rest = _ANNEX.sub(r"\1-\2号", _NUMERAL.sub(_as_digits, compact[at:]))
    if reading.region is not None and reading.region.level == CITY and not reading.unsure:
        old = _OLD_DISTRICT.match(rest)
        if old:
            reading.zone, rest = place_pinyin(old["stem"]), rest[old.end() :]
    start = _WHERE_UNITS_START.search(rest)
    road, units = (rest[: start.start()], rest[start.start() :]) if start else (rest, "")
    known = street(road, cut and not units)
    reading.road, reading.zone = known.road, reading.zone or known.zone
    reading.parts.on_road = known.on_road
    if known.named:
        reading.parts.named.append(known.named)
    _read_units(units, reading.parts, cut=cut)
    if in_hong_kong:
        reading.road = hong_kong.road(road) or reading.road
        hong_kong.leave_out_names(reading.parts)
    return reading


def _as_digits(match: re.Match[str]) -> str:
    value = number(match[2])
    written = match[2] if value is None else str(value)
    return f"b{written}" if match[1] else written


def _regions_first(text: str, at: int) -> str | None:
    """The text from its first province or city on, None when none stands behind what was read.

    白云皮具厂广东省广州市... names a sender first, 兴隆路12号广州市白云区 the door: it goes behind.
    """
    if "市" not in text[at:] and "省" not in text[at:] and "自治" not in text[at:]:
        return None
    larger = _larger_regions().search(text, max(at, 1))
    if larger is None:
        return None
    before = text[: larger.start()]
    if _ROAD_AND_NUMBER.search(before):
        return None if at else text[larger.start() :] + before
    return text[larger.start() :]


@cache
def _larger_regions() -> re.Pattern[str]:
    names = (region.name for region in gazetteer().regions if region.level < DISTRICT)
    return re.compile("|".join(sorted(names, key=len, reverse=True)))


def _read_regions(text: str, reading: Reading, *, cut: bool) -> int:
    """Reads province, city and district from the start; returns where the rest begins."""
    places = gazetteer()
    country = _COUNTRY.match(text)
    start = at = country.end() if country else 0
    within: tuple[Region, ...] = ()
    while step := _next_region(text, at, within, places):
        name, found = step
        if cut and at + len(name) == len(text) and all(name != region.name for region in found):
            break
        within = found
        at += len(name)
        if len(within) == 1 and within[0].level == DISTRICT:
            break
    reading.region = narrowest(within)
    if within and reading.region is None:
        keys = {region.key for region in within if region.level == DISTRICT}
        reading.unsure = keys.pop() if len(keys) == 1 else None
        parents = {region.parent for region in within}
        if reading.unsure is None and len(parents) == 1:
            reading.region = parents.pop()  # 伊犁伊宁: the city or the county, in 伊犁 surely
        if reading.unsure is None and reading.region is None:
            return start
        return at
    return _after_repeated(text, at, reading.region)


def _after_repeated(text: str, at: int, region: Region | None) -> int:
    """Where the rest begins when the regions are written once more: forms put them in front."""
    outer = region.line() if region else ()
    names = [name for known in outer for name in (RENAMED.get(known.name), known.name) if name]
    while name := next((name for name in names if text.startswith(name, at)), None):
        at += len(name)
    return at


def _next_region(
    text: str, at: int, within: tuple[Region, ...], places: Gazetteer
) -> tuple[str, tuple[Region, ...]] | None:
    """The region named next: the longest name, or one that leaves a district: 青岛|市北."""
    first: tuple[str, tuple[Region, ...]] | None = None
    for name, regions in places.starts(text, at):
        end = at + len(name)
        if first is not None and text[end : end + 2] not in places.lengths:
            continue
        found = _meant(text, at, name, regions, within)
        if not found:
            continue
        if first is None:
            first = name, found
            if all(region.level == DISTRICT for region in found):
                break
        elif _district_at(text, end, found, places):
            after_first = at + len(first[0])
            return first if _district_at(text, after_first, first[1], places) else (name, found)
    return first


def _district_at(text: str, at: int, within: tuple[Region, ...], places: Gazetteer) -> bool:
    """Whether a part of these regions is named here, and what follows can be a road's name."""
    return any(
        _inside(_meant(text, at, name, regions, within), within)
        and not _ONE_CHARACTER.match(text, at + len(name))
        for name, regions in places.starts(text, at)
    )


def _meant(
    text: str, at: int, name: str, regions: tuple[Region, ...], within: tuple[Region, ...]
) -> tuple[Region, ...]:
    """The regions a name means here, inside what was read so far; none if it is no region's."""
    exact = tuple(region for region in regions if name in (region.name, RENAMED.get(region.name)))
    end = at + len(name)
    # 桐乡|市民路 where 嘉兴, too, is written without its kind.
    if exact and _ONE_CHARACTER.match(text, end) and _is_short(text, at, within):
        return ()
    if not exact and not _may_end(text, end, name, regions):
        return ()
    found = _inside(exact or regions, within) or (_inside(regions, within) if exact else ())
    if not found and within and all(_repeats(region, within) for region in exact or regions):
        return within
    return found


def _may_end(text: str, end: int, name: str, regions: tuple[Region, ...]) -> bool:
    """Whether a name that is not a region's whole one stops here: 集美|西环路, not 天河|北路."""
    if all(region.stem != name for region in regions):  # 萧山市, now a 区; or 萧山|市心路
        return not _ONE_CHARACTER_AND_SIDE.match(text, end) or _is_named(text, end)
    return not _GOES_ON.match(text, end) or _names_part(text, end, regions)


def _is_short(text: str, at: int, within: tuple[Region, ...]) -> bool:
    """Whether the region before this position was written without its kind."""
    return any(
        region.name != region.stem
        and text.endswith(region.stem, 0, at)
        and not text.endswith(region.name, 0, at)
        for region in within
    )


def _is_named(text: str, at: int) -> bool:
    """Whether a region's name begins a road here: 河南路."""
    return any(True for _ in gazetteer().starts(text, at))


def _names_part(text: str, at: int, regions: tuple[Region, ...]) -> bool:
    """Whether a part of these regions is named next: 路桥 (a district) after 台州."""
    return any(_inside(inner, regions) for _, inner in gazetteer().starts(text, at))


def _inside(regions: tuple[Region, ...], within: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions that lie in (but are not) what was read so far; all when nothing was."""
    if not within:
        return regions
    return tuple(
        region
        for region in regions
        if any(region is not outer and region.lies_in(outer) for outer in within)
    )


def _repeats(region: Region, within: tuple[Region, ...]) -> bool:
    return any(inner.lies_in(region) for inner in within)


def _read_units(text: str, parts: Parts, *, cut: bool) -> None:
    for match in _UNIT.finditer(text):
        name = match["text"]
        if name is None:
            _read_unit(_identifier(match["id"]), match["word"] or "", parts)
        elif name not in IDLE and len(name) > 1 and not (cut and match.end() == len(text)):
            parts.named.append(place_pinyin(name))


def _identifier(written: str) -> str:
    for character, stem in _STEMS.items():
        if character in written:
            written = written.replace(character, stem)
    return written.strip("-")


def _read_unit(value: str, word: str, parts: Parts) -> None:
    if not value:
        return
    if word in _BUILDING:
        parts.put_building(value)
    elif word == "号" or (word in _COURT and parts.number is None):
        parts.put_number(value)
    elif word in ("单元", "梯"):
        parts.unit = value.lstrip("0") or value
    elif word in _FLOOR:
        parts.floor = value
    elif word in _ROOM and "-" not in value:
        parts.put_room(value)
    else:
        parts.put_bare(value)

"""Reading an address written in Chinese characters, largest place first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casework.analysis.normalise.address.gazetteer import (
    CITY,
    DISTRICT,
    Gazetteer,
    Region,
    gazetteer,
    narrowest,
    place_pinyin,
)
from casework.analysis.normalise.address.reading import Reading
from casework.analysis.normalise.address.units import Parts
from casework.analysis.normalise.romanise import number, spoken

_HAN = "\u3400-\u9fff"
_COUNTRY = re.compile(r"^(?:中华人民共和国|中国大陆|中国)")
_NOT_ADDRESS = re.compile(rf"[^{_HAN}0-9a-z*#\-()]+")
_BETWEEN_NUMBERS = re.compile(rf"(?<=[0-9a-z])[^{_HAN}0-9a-z*#\-()]+(?=[0-9a-z])")
_ASIDE = re.compile(r"(?<=.{8})\([^()]*\)|\([^()\d]*\)|[()]")
_OLD_DISTRICT = re.compile(
    r"(?P<stem>.{1,3}?(?<![业小社园校库厂景院术发验军山])(?<!高新)(?<!经开))区(?=.{2})(?![^\d]{0,2}[号栋座幢])"
)
"""A district the gazetteer does not have; not what ends 工业区, 小区, 社区 and the like."""

_ROAD_KIND = r"(?:大道|大街|公路|路|街|巷|弄|道|胡同)"
_WHERE = r"[口头前后旁边中东西南北心尾环一二三四五六七八九十\d]"
_COUNTED = r"[一二三四五六七八九十\d]{0,2}"
_GOES_ON = re.compile(
    rf"(?:环|[口头前后旁边心尾]?[东西南北中]{{0,2}}){_COUNTED}{_ROAD_KIND}"
    rf"|{_WHERE}{{0,3}}(?:镇|乡|村|社区)(?!\D{_ROAD_KIND})"
    rf"|[市省县区州旗](?!\D{{1,3}}{_ROAD_KIND})"
)
"""After a short place name: the name belongs to a road, or to a longer place name.

天河|北路 is one road, since a side or a count names none alone; 集美|西环路 are two, since a side
of something (环, 心, 头) does.
"""

_LONE = r"[^\d一二三四五六七八九十两环]"
_LONE_KIND = r"(?:大道|大街|路|街)(?!口)"
_ONE_CHARACTER = re.compile(_LONE + _LONE_KIND)
_ONE_CHARACTER_AND_SIDE = re.compile(rf"{_LONE}[东西南北中]?{_COUNTED}{_LONE_KIND}")
"""A road named by a single character: so rare that the character before belongs to it (区府路)."""

_NUMERAL = re.compile(
    r"(?<!第)(?:(负|地下)?([零〇一二两三四五六七八九十百]+))"
    r"(?=号(?!路|街|线)|栋|幢|座|单元|层|楼|室|期|区(?![^\d]))"
)
_WHERE_UNITS_START = re.compile(
    r"(?:\d+(?!\d|号?(?:路|大道|大街|街|巷|胡同|国道|省道|县道|工业|横|马路|环))"
    r"|[a-z](?=[\d栋幢座区馆-])|[甲乙丙丁](?=\d|[栋幢座号]))"
)
_KIND_WITHIN_NAME = rf"(?!{_WHERE}{{0,2}}{_ROAD_KIND})"
_COMPONENT = re.compile(
    r"(?P<stem>.{1,12}?)(?:"
    r"(?P<urban>街道办事处|街道办|街道|社区居委会|社区|居委会)" + _KIND_WITHIN_NAME + r"|"
    r"(?P<town>镇|乡|苏木)" + _KIND_WITHIN_NAME + r"|"
    r"(?P<zone>高新技术产业开发区|高新技术开发区|经济技术开发区|经济开发区|开发区|高新区|经开区|"
    r"新区|示范区)" + _KIND_WITHIN_NAME + r"|"
    r"(?P<area>行政村|自然村|村委会|村|工业园区|工业园|工业区|科技园区|科技园|产业园区|产业园|"
    r"创业园|软件园|物流园|批发市场|市场|广场|花园|小区)" + _KIND_WITHIN_NAME + r"|"
    r"(?P<road>大道|大街|公路|国道|省道|县道|步行街|马路|路|街|胡同|巷|弄(?!$)|道(?=[东西南北中]?$))"
    r"(?P<side>[东西南北中]?(?:[一二三四五六七八九十]段|段)?$|"
    r"(?<=大道)[东西南北中](?=[^路街道巷]{2,}$))?)"
)
_ROAD_NAMES = {"大街": "jie", "步行街": "jie", "弄": "xiang", "巷": "xiang"}
_AREA_NAMES = {
    "行政村": "cun", "自然村": "cun", "村委会": "cun", "工业园区": "gongyeyuan",
    "科技园区": "kejiyuan", "产业园区": "chanyeyuan", "批发市场": "shichang",
}  # fmt: skip
_ZONES = {
    "高新技术产业开发区": "gaoxinqu", "高新技术开发区": "gaoxinqu", "高新区": "gaoxinqu",
    "经济技术开发区": "jingkaiqu", "经济开发区": "jingkaiqu", "经开区": "jingkaiqu",
}  # fmt: skip
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")

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
_IDLE = frozenset(
    [
        "整套",
        "全部",
        "整层",
        "公寓",
        "宿舍",
        "厂房",
        "仓库",
        "商铺",
        "门面",
        "写字楼",
        "大厦",
        "大楼",
        "办公楼",
        "室内",
        "收",
        "转",
        "附近",
    ]
)
"""Words behind a number that name no building of their own."""


def read(text: str, *, cut: bool) -> Reading:
    """What an address in (simplified, lower-case) characters says.

    `cut` says that the text goes on under a mask: a last name that is not finished is left out.
    """
    reading = Reading()
    compact = _ASIDE.sub("", _NOT_ADDRESS.sub("", _BETWEEN_NUMBERS.sub("-", text)))
    at = _read_regions(compact, reading, cut=cut)
    rest = _NUMERAL.sub(_as_digits, compact[at:])
    if reading.region is not None and reading.region.level == CITY and not reading.unsure:
        old = _OLD_DISTRICT.match(rest)
        if old:
            reading.zone, rest = place_pinyin(old["stem"]), rest[old.end() :]
    start = _WHERE_UNITS_START.search(rest)
    street, units = (rest[: start.start()], rest[start.start() :]) if start else (rest, "")
    known = _street(street, cut and not units)
    reading.road, reading.zone = known.road, reading.zone or known.zone
    reading.parts.on_road = known.on_road
    if known.named:
        reading.parts.named.append(known.named)
    _read_units(units, reading.parts, cut=cut)
    return reading


def _as_digits(match: re.Match[str]) -> str:
    value = number(match[2])
    written = match[2] if value is None else str(value)
    return f"b{written}" if match[1] else written


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
        return at if reading.unsure else start
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
    exact = tuple(region for region in regions if region.name == name)
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


@dataclass(frozen=True, slots=True)
class _Street:
    """What stands between the district and the first number."""

    zone: str | None
    road: str | None
    on_road: bool
    named: str | None


@lru_cache(maxsize=65_536)
def _street(text: str, cut: bool) -> _Street:
    """Town, village, park and road; streets offices (街道) and quarters only if nothing else is."""
    zone = urban = road = None
    areas: list[str] = []
    at = 0
    for match in _COMPONENT.finditer(text):
        if match.start() != at:
            break
        at, stem = match.end(), match["stem"]
        if match["road"]:
            road = _road(stem, match["road"], match["side"] or "")
            break
        if match["zone"]:
            zone = zone or _ZONES.get(match["zone"], place_pinyin(stem + match["zone"]))
        elif match["urban"]:
            urban = urban or place_pinyin(stem)
        elif match["town"]:
            areas.append(place_pinyin(stem))
        else:
            kind = match["area"]
            areas.append(place_pinyin(stem) + (_AREA_NAMES.get(kind) or place_pinyin(kind)))
    rest = "" if cut else text[at:].strip("-#号")
    if road is None and rest:
        areas.append(place_pinyin(rest))
        rest = ""
    if road is None and not areas and urban:
        areas.append(urban)
    return _Street(
        zone=zone,
        road=".".join([*areas, road] if road else areas) or None,
        on_road=road is not None,
        named=place_pinyin(rest) if len(rest) > 1 and rest not in _IDLE else None,
    )


def _road(stem: str, kind: str, side: str) -> str:
    """One spelling for a road: 中山5路 and 中山五路 -> `zhongshanwulu`, 大街 and 街 -> `jie`."""
    spoken_stem = re.sub(r"\d+", lambda digits: _said(digits[0], kind), stem)
    name = _ROAD_NAMES.get(kind) or place_pinyin(kind)
    return place_pinyin(spoken_stem) + name + place_pinyin(side)


def _said(digits: str, kind: str) -> str:
    return digits if kind.endswith("道") and len(digits) > 2 else spoken(int(digits))


def _read_units(text: str, parts: Parts, *, cut: bool) -> None:
    for match in _UNIT.finditer(text):
        name = match["text"]
        if name is None:
            _read_unit(_identifier(match["id"]), match["word"] or "", parts)
        elif name not in _IDLE and len(name) > 1 and not (cut and match.end() == len(text)):
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

"""What stands between the district and the first number: town, village, park and road."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from casework.analysis.normalise.address.gazetteer import place_pinyin
from casework.analysis.normalise.address.words import road_name
from casework.analysis.normalise.romanise import spoken

ROAD_KIND = r"(?:大道|大街|公路|路|街|巷|弄|道|胡同)"
WHERE = r"[口头前后旁边中东西南北心尾环一二三四五六七八九十\d]"
_KIND_WITHIN_NAME = rf"(?!{WHERE}{{0,2}}{ROAD_KIND})"
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
_ZONE_ALONE = re.compile("|".join(_ZONES))
IDLE = frozenset(
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


@dataclass(frozen=True, slots=True)
class Street:
    """What stands between the district and the first number."""

    zone: str | None
    road: str | None
    on_road: bool
    named: str | None


@lru_cache(maxsize=65_536)
def street(text: str, cut: bool) -> Street:
    """Town, village, park and road; streets offices (街道) and quarters only if nothing else is."""
    zone = urban = road = None
    areas: list[str] = []
    at = 0
    alone = _ZONE_ALONE.match(text)
    if alone:
        zone, at = _ZONES[alone[0]], alone.end()
    for match in _COMPONENT.finditer(text, at):
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
    return Street(
        zone=zone,
        road=".".join([*areas, road] if road else areas) or None,
        on_road=road is not None,
        named=place_pinyin(rest) if len(rest) > 1 and rest not in IDLE else None,
    )


def _road(stem: str, kind: str, side: str) -> str:
    """One spelling for a road: 中山5路 and 中山五路 -> `zhongshanwulu`, 大街 and 街 -> `jie`."""
    spoken_stem = re.sub(r"\d+", lambda digits: _said(digits[0], kind), stem)
    name = _ROAD_NAMES.get(kind) or place_pinyin(kind)
    return road_name(place_pinyin(spoken_stem), name, place_pinyin(side))


def _said(digits: str, kind: str) -> str:
    return digits if kind.endswith("道") and len(digits) > 2 else spoken(int(digits))

"""One key for a place however it is written: characters, traditional, pinyin or English.

How many could share a key: a room-level key names one door, a building-level key up to some
hundred; `coarser` and `levels` let a caller see at which level two writings meet. Roads that sound
alike in the same district share a key, because English and pinyin writings do not tell them apart.
A key that begins with `?` names a place in no city we know: equal writings meet, nothing else does.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.address import characters, latin
from casework.analysis.normalise.address.gazetteer import gazetteer
from casework.analysis.normalise.address.key import (
    MASK,
    UNKNOWN,
    Level,
    Levels,
    coarser,
    is_elsewhere,
    levels,
)
from casework.analysis.normalise.romanise import has_characters, plain

__all__ = ["Level", "Levels", "clean", "coarser", "is_elsewhere", "levels", "locate"]

_LONGEST = 500
_SAYS_NOTHING = re.compile(
    r"[\W_]*(?:n[./]?a|none|null|nil|nan|unknown|undefined|not applicable|tbd|test|xx+|"
    r"无|暂无|没有|不详|不明|未知|未填|未填写|空|同上|保密|测试|-)?[\W_]*"
)
_HIDDEN_END = re.compile(r"[a-z0-9]+$")


def clean(text: str) -> str | None:
    """The key of the place an address names, None when it names none.

    >>> clean("广东省广州市白云区兴隆路12号3栋402室")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/402'
    >>> clean("Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou, Guangdong")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/402'
    >>> clean("广州市白云区兴隆路12号3栋***")
    'guangdong/guangzhou/baiyun/xinglonglu/12/3/*'
    """
    written = plain(text[:_LONGEST]).strip()
    if _SAYS_NOTHING.fullmatch(written) or sum(map(str.isalpha, written)) < 2:
        return None
    if not has_characters(written):
        return latin.read(written)
    visible, mask, _ = written.partition(MASK)
    if mask:
        visible = _HIDDEN_END.sub("", visible)
    return characters.read(visible, cut=bool(mask)).key(masked=bool(mask))


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

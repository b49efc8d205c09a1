"""Regions as Latin letters spell them: the words that name one, and the one that several mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from casework.analysis.normalise.address.gazetteer import (
    CITY,
    PROVINCE,
    Region,
    fold,
    gazetteer,
    narrowest,
    place_pinyin,
)
from casework.analysis.normalise.address.places import RENAMED
from casework.analysis.normalise.address.words import AREA_KINDS, REGION_KINDS, TOWN_KINDS

_MOST_WORDS = 8  # ke er qin you yi zhong qi


def longest_region(words: list[str]) -> tuple[int, tuple[Region, ...]]:
    """How many of the first words name a region (with its kind), and which it may be."""
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
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
    if len(words) > 2 and words[-2] in REGION_KINDS and words[-1] in REGION_KINDS:
        return spelled.get(fold("".join(words)), ())  # huang shi shi; da xin xian | xian yue lu
    kind = REGION_KINDS.get(words[-1]) if len(words) > 1 else None
    if kind is None:
        return spelled.get(fold("".join(words)), ())
    levels, endings = kind
    stem = fold("".join(words[:-1]))
    found = [*spelled.get(stem, ())]
    for ending in endings:
        named = spelled.get(stem + ending, ())
        # Guang Qu is not 广信区, though Pudong District is 浦东新区.
        found += [region for region in named if ending != "xinqu" or "新区" in region.name]
    fitting = [region for region in found if region.level in levels or _is_both(region, levels)]
    # Yun'an District is 云安区 and not 郁南县 beside it; who writes Panyu City means 番禺区.
    exact = [region for region in fitting if _is_named(region, stem, endings)]
    beside = {region.parent for region in exact if region.level != PROVINCE}
    kept = [region for region in fitting if region in exact or region.parent not in beside]
    return tuple(dict.fromkeys(kept)) or spelled.get(fold("".join(words)), ())


def _is_named(region: Region, stem: str, endings: tuple[str, ...]) -> bool:
    names = (region.name, RENAMED.get(region.name, region.name))
    return any(place_pinyin(name) == stem + ending for name in names for ending in endings)


def _is_both(region: Region, levels: frozenset[int]) -> bool:
    """Whether this city is a province too (Beijing) and a province was asked for."""
    return PROVINCE in levels and region.parent is not None and region.parent.name == region.name


def named_twice(found: Region, named: list[tuple[Region, ...]]) -> Region:
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


def fitting_all(named: list[tuple[Region, ...]]) -> Region | None:
    return _smallest_fitting(tuple(named))


@lru_cache(maxsize=16_384)
def _smallest_fitting(named: tuple[tuple[Region, ...], ...]) -> Region | None:
    candidates = [
        region
        for regions in named
        for region in regions
        if all(any(region.lies_in(outer) for outer in others) for others in named)
    ]
    found = narrowest(dict.fromkeys(candidates))
    if found is None and candidates and all(found.level == PROVINCE for found in candidates):
        return candidates[0]  # shanxi, when nothing says that 陕西 is meant
    return found


def says_kind(words: Sequence[str], regions: Sequence[Region]) -> bool:
    """Whether the words say what kind of region they name: baiyun qu, cangxian; not guangzhou."""
    if len(words) > 1 and words[-1] in REGION_KINDS:
        return True
    return any(place_pinyin(region.name) == "".join(words) for region in regions)

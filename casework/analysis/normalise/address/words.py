"""The English and pinyin words that tell what a name in a Latin address is."""

from __future__ import annotations

import re

from casework.analysis.normalise.address.gazetteer import CITY, DISTRICT, PROVINCE, fold
from casework.analysis.normalise.romanise import letters, spoken
from casework.analysis.normalise.syllables import split_syllables

ROAD_KINDS = {
    "road": "lu", "rd": "lu", "lu": "lu",
    "street": "jie", "str": "jie", "st": "jie", "jie": "jie", "dajie": "jie",
    "avenue": "dadao", "ave": "dadao", "av": "dadao", "dadao": "dadao", "boulevard": "dadao",
    "blvd": "dadao", "lane": "xiang", "alley": "xiang", "xiang": "xiang", "nong": "xiang",
    "highway": "gonglu", "hwy": "gonglu", "gonglu": "gonglu", "hutong": "hutong", "dao": "dao",
    "malu": "malu", "crescent": "jie", "cres": "jie", "drive": "lu", "path": "jing",
    "terrace": "tai",
}  # fmt: skip
"""Words for a road, by the pinyin of the Chinese kind of road they stand for."""

SIDES = {
    "east": "dong", "west": "xi", "south": "nan", "north": "bei", "middle": "zhong",
    "central": "zhong", "mid": "zhong", "e": "dong", "w": "xi", "s": "nan", "n": "bei",
    "dong": "dong", "xi": "xi", "nan": "nan", "bei": "bei", "zhong": "zhong",
}  # fmt: skip

REGION_KINDS: dict[str, tuple[frozenset[int], tuple[str, ...]]] = {
    "province": (frozenset({PROVINCE}), ("sheng",)),
    "prov": (frozenset({PROVINCE}), ("sheng",)),
    "sheng": (frozenset({PROVINCE}), ("sheng",)),
    "autonomousregion": (frozenset({PROVINCE}), ("zizhiqu",)),
    "zizhiqu": (frozenset({PROVINCE}), ("zizhiqu",)),
    "municipality": (frozenset({CITY}), ("shi",)),
    "city": (frozenset({CITY, DISTRICT}), ("shi",)),
    "shi": (frozenset({CITY, DISTRICT}), ("shi",)),
    "prefecture": (frozenset({CITY}), ("zhou", "diqu", "meng")),
    "autonomousprefecture": (frozenset({CITY}), ("zhou", "zizhizhou")),
    "zizhizhou": (frozenset({CITY}), ("zizhizhou",)),
    "diqu": (frozenset({CITY}), ("diqu",)),
    "league": (frozenset({CITY}), ("meng",)),
    "meng": (frozenset({CITY}), ("meng",)),
    "district": (frozenset({DISTRICT}), ("qu", "xinqu")),
    "dist": (frozenset({DISTRICT}), ("qu", "xinqu")),
    "qu": (frozenset({DISTRICT}), ("qu", "xinqu")),
    "newarea": (frozenset({DISTRICT}), ("xinqu",)),
    "newdistrict": (frozenset({DISTRICT}), ("xinqu",)),
    "xinqu": (frozenset({DISTRICT}), ("xinqu",)),
    "banner": (frozenset({DISTRICT}), ("qi",)),
    "qi": (frozenset({DISTRICT}), ("qi",)),
    "county": (frozenset({DISTRICT}), ("xian",)),
    "autonomouscounty": (frozenset({CITY, DISTRICT}), ("zizhixian", "xian")),
    "zizhixian": (frozenset({CITY, DISTRICT}), ("zizhixian",)),
    "xian": (frozenset({DISTRICT}), ("xian",)),
    "town": (frozenset({DISTRICT}), ("zhen",)),
    "zhen": (frozenset({DISTRICT}), ("zhen",)),
    "subdistrict": (frozenset({DISTRICT}), ("jiedao",)),
    "jiedao": (frozenset({DISTRICT}), ("jiedao",)),
}
"""Words after a region's name: the levels it may have, and the pinyin of the Chinese word."""

TOWN_KINDS = frozenset({"town", "zhen", "subdistrict", "jiedao"})

AREA_KINDS: dict[str, tuple[int, str | None]] = {
    "town": (0, ""), "zhen": (0, ""), "township": (0, ""), "subdistrict": (0, None),
    "jiedao": (0, None), "community": (1, None), "shequ": (1, None),
    "village": (1, "cun"), "cun": (1, "cun"),
    "industrialpark": (2, "gongyeyuan"), "gongyeyuan": (2, "gongyeyuan"),
    "industrialzone": (2, "gongyequ"), "gongyequ": (2, "gongyequ"),
    "sciencepark": (2, "kejiyuan"), "kejiyuan": (2, "kejiyuan"),
    "softwarepark": (2, "ruanjianyuan"), "logisticspark": (2, "wuliuyuan"),
    "garden": (2, "huayuan"), "gardens": (2, "huayuan"), "market": (2, "shichang"),
}  # fmt: skip
"""Words after the name of something between district and road: its order, its pinyin ending.

None for what only quarters and offices are called (街道, 社区): the road says enough.
"""

PARKS = frozenset({"sciencepark", "softwarepark", "industrialpark", "kejiyuan", "ruanjianyuan"})
"""Those that a district has one of, so that they need no name."""

ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"})

TRANSLATED = {
    "east": "dong", "west": "xi", "south": "nan", "north": "bei", "middle": "zhong",
    "central": "zhong", "mid": "zhong", "new": "xin", "plaza": "guangchang",
    "square": "guangchang", "mansion": "dasha", "building": "dasha", "tower": "dasha",
    "center": "zhongxin", "centre": "zhongxin", "international": "guoji", "factory": "chang",
    "ring": "huan", "first": "yi", "second": "er", "third": "san", "fourth": "si", "fifth": "wu",
    "sixth": "liu", "seventh": "qi", "eighth": "ba",
    "industrial": "gongye", "technology": "keji", "science": "kexue", "business": "shangwu",
    "garden": "huayuan", "warehouse": "cangku", "hotel": "jiudian",
}  # fmt: skip

ZONE_KINDS = {"jingkaiqu": "jingkaiqu", "gaoxinqu": "gaoxinqu"}
"""Development zones that addresses name as if they were districts."""

NOISE = frozenset({"of", "the", "at", "in", "near", "and", "zip", "postcode", "code", "no", "addr"})

_JOINED = tuple(
    (re.compile(rf"\b(?:{written})\b"), word)
    for written, word in (
        (r"indust(?:rial|ry)\s+(?:park|garden)|gong\s?ye\s?yuan", "industrialpark"),
        (r"indust(?:rial|ry)\s+(?:zone|area|district|estate)|gong\s?ye\s?qu", "industrialzone"),
        (
            r"(?:science|technology|(?:sci|high?)-?tech)(?:\s+and\s+technology)?\s+park",
            "sciencepark",
        ),
        (r"software\s+park", "softwarepark"),
        (r"logistics\s+park", "logisticspark"),
        (r"new\s+(?:area|district)", "newarea"),
        (
            r"economic(?:al)?(?:\s+(?:and|&)\s+technolog(?:y|ical))?\s+development\s+(?:zone|area)"
            r"|jing\s?ji\s?(?:ji\s?shu\s?)?kai\s?fa\s?qu",
            "jingkaiqu",
        ),
        (
            r"high?-?\s?tech(?:\s+industr(?:ial|y))?(?:\s+development)?\s+(?:zone|district|area)"
            r"|gao\s?xin\s?(?:ji\s?shu\s?(?:chan\s?ye\s?)?kai\s?fa\s?)?qu",
            "gaoxinqu",
        ),
        (r"(?:(?:zhuang|hui|uygur|uyghur)\s+)?autonomous\s+region", "autonomousregion"),
        (r"autonomous\s+prefecture|zi\s+zhi\s+zhou", "autonomousprefecture"),
        (r"autonomous\s+county|zi\s+zhi\s+xian", "autonomouscounty"),
        (r"zi\s+zhi\s+qu", "zizhiqu"),
        (r"sub-?\s?district", "subdistrict"),
        (r"da\s+dao", "dadao"),
        (r"da\s+jie", "dajie"),
        (r"gong\s+lu", "gonglu"),
        (r"jie\s+dao", "jiedao"),
    )
)
_MAY_JOIN = re.compile(
    r"park|indust|new|autonom|sub-?\s?district|develop|tech|\b(?:gong|da|jie|zi)\s|kai\s?fa|gao\s?xin"
)
"""What every text has that one of the patterns above matches."""
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_WORD = re.compile(r"[a-z0-9*#]+(?:-[a-z0-9*#]+)*")


_JOINED_ROAD = re.compile(r"([a-z]{2,}?)(dadao|dajie|gonglu|hutong|lu|jie|xiang)")


def road_in_one_word(word: str) -> tuple[str, str] | None:
    """The name and kind of a road that pinyin writes in one word: xinglonglu -> xinglong, lu."""
    joined = _JOINED_ROAD.fullmatch(word)
    if joined is None or not split_syllables(word) or not split_syllables(joined[1]):
        return None
    return joined[1], joined[2]


_SIDE_AT_END = re.compile(r"([a-z]{4,}?)(dong|xi|nan|bei|zhong)")


def road_name(stem: str, kind: str, side: str) -> str:
    """One spelling for a road: the side behind an avenue's kind, 朝阳 as its people say it.

    白云北大道 and 白云大道北 are one; English, with Baiyun North Avenue for both, cannot tell.
    """
    stem = stem.replace("zhaoyang", "chaoyang")
    if kind == "dadao" and not side:
        match = _SIDE_AT_END.fullmatch(stem)
        if match and len(split_syllables(match[1])) > 1:
            stem, side = match[1], match[2]
    return stem + kind + side


def words_of(piece: str) -> list[str]:
    """The words of a piece of an address."""
    return _WORD.findall(piece)


def join_words(text: str) -> str:
    """The text with the words that say one thing together joined: `industrialpark`."""
    if _MAY_JOIN.search(text):
        for pattern, word in _JOINED:
            text = pattern.sub(word, text)
    return text


def as_written_in_china(words: list[str]) -> str:
    """The pinyin in one word of a name partly in English: keji middle 3rd -> `kejizhongsan`."""
    return fold("".join(map(_translated, words)))


def _translated(word: str) -> str:
    if word in TRANSLATED:
        return TRANSLATED[word]
    ordinal = _ORDINAL.fullmatch(word)
    return spoken(int(ordinal[1])) if ordinal else letters(word)

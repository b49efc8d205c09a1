"""Addresses whose words have been read before, so that only their numbers are new.

A million shipments name some thousand roads and a few hundred ways to write a door. An address
is cut at its numbers. The words before the first number (in English, those behind the last) say
the upper half of the key; the words between say where each number goes. Both are read once, by the
reader of whole addresses, and remembered.

Only plain words are remembered: a road whose name no number can change, words of a door that no
road can change. Whatever else an address holds (numerals, brackets, a number in the road's name,
one with leading zeros or more than five digits) is read as a whole. Tests compare the two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise, product

from casework.analysis.normalise.address import characters, whole
from casework.analysis.normalise.address.asides import place_only
from casework.analysis.normalise.romanise import plain

_NUMBERS = re.compile(r"([1-9][0-9]{0,4})")
_MOST_NUMBERS = 4
_UPPER_LEVELS = 4
_MOST_REMEMBERED = 1 << 17
_LINK = re.compile("[- ]")
_PHONE = (3, 4, 4)
"""How the digits of a mobile number are set apart, which no chain of house numbers is read as."""

_MOST_DIGITS = 5
_ROOM_FROM = 3
"""Digits from which `units.is_room` takes a bare number for a room."""

_ROAD, _AREA, _ENGLISH, _WHOLE = range(4)
"""How an address begins: a Chinese road, a park or village, an English door, words not plain."""

_HEAD = re.compile(
    r"[\u3400-\u9fff\s,，、]*[\u3400-\u9fff]"
    r"(?:大道[东西南北中東]?|路|街|巷|村|工业区|工业园|科技园|小区|花园|市场|广场|大厦"
    r"|工業區|工業園|科技園|小區|花園|市場|廣場|大廈)\s*"
)
_DOOR = re.compile(r"(?:[号號栋棟幢座层層楼樓室房户戶铺舖#a-zA-Z*\- ]|单元|單元)*")
_FRONT = re.compile(
    r"(?:\b(?:room|rm|unit|flat|suite|apt|bldg|building|block|blk|tower|lane|no|floor|fl|f)\b"
    r"|\b[a-z]\b|[ ,.#*/-])*"
)
_BACK = re.compile(
    r"(?:,\s?|\s)([a-z]{3,}(?: [a-z]{2,}){1,3})(?:, ?[a-z']{2,}(?: [a-z']{2,})*){1,6}"
)
_READ_WITH_A_NUMBER = re.compile(
    r"(?:hao|lou|ceng|dong|zhuang|zuo|danyuan|shi|fang|nong|lane|unit|building|bldg|bld|block|blk|"
    r"tower|workshop|floor|flr|level|room|road|street|industrial|ave|str|avenue)\b"
)
_SAMPLES = (
    ("广州市白云区兴隆路{}", "guangdong/guangzhou/baiyun/xinglonglu/"),
    ("广州市白云区兴隆工业区{}", "guangdong/guangzhou/baiyun/xinglonggongyequ/"),
    ("{} Xinglong Road, Baiyun District, Guangzhou", "guangdong/guangzhou/baiyun/xinglonglu/"),
)
_SHORT = (("61", "72", "83", "94", "56"), ("6", "7", "8", "9", "5"))
_LONG = (("615", "726", "837", "948", "561"), ("20301", "31412", "4253", "53641", "6417"))

Filling = Callable[..., str]
Door = Filling | dict[tuple[int, ...], Filling]
"""How numbers fill the lower key; by how long they are where that matters; {}: unclear."""


class Recurring:
    """What was read of the words met so far; begins anew when that grows too much."""

    def __init__(self) -> None:
        self._heads: dict[str, tuple[str, int]] = {}
        self._backs: dict[str, str] = {}
        self._doors: tuple[dict[tuple[str, ...], Door], ...] = ({}, {}, {})

    def key(self, text: str) -> str | None:
        """The key of an address whose words are plain; None when it must be read as a whole."""
        head, *pieces = _NUMBERS.split(text)
        if not pieces:
            return None
        upper, manner = self._heads.get(head) or self._learn_head(head)
        if manner == _WHOLE:
            return None
        if manner == _ENGLISH:
            back, pieces[-1] = pieces[-1], head
            found = self._backs.get(back)
            upper = self._learn_back(back) if found is None else found
            if not upper:
                return None
        words = tuple(pieces[1::2])
        door = self._doors[manner].get(words)
        if door is None:
            door = self._learn_door(words, manner)
        numbers = pieces[::2]
        if isinstance(door, dict):
            filling = door.get(tuple(map(len, numbers)))
            return None if filling is None else upper + filling(*numbers)
        return upper + door(*numbers)

    def _learn_head(self, head: str) -> tuple[str, int]:
        if len(self._heads) >= _MOST_REMEMBERED:
            self._heads.clear()
        found = self._heads[head] = _head(head)
        return found

    def _learn_back(self, back: str) -> str:
        if len(self._backs) >= _MOST_REMEMBERED:
            self._backs.clear()
        found = self._backs[back] = _back(back)
        return found

    def _learn_door(self, words: tuple[str, ...], manner: int) -> Door:
        doors = self._doors[manner]
        if len(doors) >= _MOST_REMEMBERED:
            doors.clear()
        found = doors[words] = _door(words, manner)
        return found


def _head(head: str) -> tuple[str, int]:
    """The upper half of the key, and how the address begins, `_WHOLE` if numbers change it."""
    if _FRONT.fullmatch(head.lower()):
        return "", _ENGLISH
    if not _HEAD.fullmatch(head):
        return "", _WHOLE
    reading = characters.read(place_only(f"{plain(head).strip()}7号"), cut=False)
    parts = reading.parts
    key = reading.key(masked=False)
    if key is None or reading.road is None or parts.named or parts.settled() != ("7", None, None):
        return "", _WHOLE
    return key.removesuffix("7"), _ROAD if parts.on_road else _AREA


def _back(back: str) -> str:
    """The upper half of the key that an English road and its regions give, "" if unclear."""
    lower = back.lower()
    match = _BACK.fullmatch(lower)
    if match is None or _READ_WITH_A_NUMBER.match(match[1]):
        return ""
    key = whole.read(f"No.7{lower}")
    if key is None or not key.endswith("/7") or key.count("/") != _UPPER_LEVELS:
        return ""
    return key.removesuffix("7")


def _door(words: tuple[str, ...], manner: int) -> Door:
    """How the numbers between these words fill the lower half of the key."""
    between, allowed = words[:-1], _FRONT if manner == _ENGLISH else _DOOR
    if len(words) > _MOST_NUMBERS or not all(word.strip("*") for word in between):
        return {}  # 151****1234 may be a telephone number
    if not all(allowed.fullmatch(word.lower()) for word in words):
        return {}
    fillings: dict[tuple[bool, ...], str] = {}
    for long in product((False, True), repeat=len(words)):
        filling = _filling(words, manner, long)
        if filling is None:
            return {}
        fillings[long] = filling
    chained = any(
        _LINK.fullmatch(one) and _LINK.fullmatch(other) for one, other in pairwise(between)
    )
    if not chained and len(set(fillings.values())) == 1:
        return next(iter(fillings.values())).format
    return {
        lengths: fillings[tuple(length >= _ROOM_FROM for length in lengths)].format
        for lengths in product(range(1, _MOST_DIGITS + 1), repeat=len(words))
        if not any(lengths[at : at + 3] == _PHONE for at in range(len(lengths)))
    }


def _filling(words: tuple[str, ...], manner: int, long: tuple[bool, ...]) -> str | None:
    """The lower half of the key with places for the numbers; None when it hangs on their value."""
    found = set()
    for short_ones, long_ones in zip(_SHORT, _LONG, strict=True):
        numbers = [long_ones[at] if is_long else short_ones[at] for at, is_long in enumerate(long)]
        found.add(_with_places(_lower(words, manner, numbers), numbers))
    filling = found.pop()
    # Whether a floor is said once more by its room, only the numbers tell.
    if found or filling is None or "{0}" not in filling or "f-" in filling:
        return None
    return filling


def _lower(words: tuple[str, ...], manner: int, numbers: list[str]) -> str | None:
    if manner == _ENGLISH:  # the last of the words stands before the first number
        words = (words[-1], *words[:-1])
        written = "".join(word + number for word, number in zip(words, numbers, strict=True))
    else:
        written = "".join(number + word for word, number in zip(words, numbers, strict=True))
    sample, upper = _SAMPLES[manner]
    key = whole.read(sample.format(written))
    return key.removeprefix(upper) if key is not None and key.startswith(upper) else None


def _with_places(lower: str | None, numbers: list[str]) -> str | None:
    if lower is None:
        return None
    pieces = re.split(r"(\d+)", lower)
    if any(piece not in numbers for piece in pieces[1::2]):
        return None
    pieces[1::2] = [f"{{{numbers.index(piece)}}}" for piece in pieces[1::2]]
    return "".join(pieces)

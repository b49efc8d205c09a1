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
from itertools import pairwise, product
from typing import TypeVar

from casework.analysis.normalise.address import characters, whole
from casework.analysis.normalise.address.asides import place_only
from casework.analysis.normalise.address.words import ROAD_KINDS
from casework.analysis.normalise.romanise import plain

K = TypeVar("K")
V = TypeVar("V")
_NUMBERS = re.compile(r"([1-9][0-9]{0,4})")
MOST_NUMBERS = 4
_UPPER_LEVELS = 4
_MOST_DOORS = 2_048
"""People write some hundred. Learning one takes as long as reading thirty addresses, and whoever
wants to keep us busy may invent them: an address with another is read as a whole."""
_MOST_REMEMBERED = 1 << 17
_LINK = re.compile("[- ]")
_PHONE = (3, 4, 4)
"""How the digits of a mobile number are set apart, which no chain of house numbers is read as."""

MOST_DIGITS = 5
_ROOM_FROM = 3
"""Digits from which `units.is_room` takes a bare number for a room."""

ROAD, AREA, ENGLISH, WHOLE = range(4)
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
_BACK = re.compile(r"\s([a-z]{3,}(?: [a-z]{2,}){1,3})(?:, ?[a-z']{2,}(?: [a-z']{2,})*){1,6}")
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

Door = str | dict[tuple[int, ...], str]
"""The lower key with places for the numbers (`{0}/{1}`); by how long they are where that matters;
{}: unclear."""


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
        upper, manner = self._heads.get(head) or self.head(head)
        if manner == WHOLE:
            return None
        if manner == ENGLISH:
            back, pieces[-1] = pieces[-1], head
            found = self._backs.get(back)
            upper = self.back(back) if found is None else found
            if not upper:
                return None
        words = tuple(pieces[1::2])
        door = self._doors[manner].get(words)
        if door is None:
            door = self.door(words, manner)
        numbers = pieces[::2]
        if isinstance(door, dict):
            filling = door.get(tuple(map(len, numbers)))
            return None if filling is None else upper + filling.format(*numbers)
        return upper + door.format(*numbers)

    def head(self, head: str) -> tuple[str, int]:
        """The upper half of the key that words before the first number give, and their manner."""
        found = self._heads.get(head)
        if found is None:
            found = _room_for_one(self._heads)[head] = _head(head)
        return found

    def back(self, back: str) -> str:
        """The upper half of the key that words behind an English door give, "" if unclear."""
        found = self._backs.get(back)
        if found is None:
            found = _room_for_one(self._backs)[back] = _back(back)
        return found

    def door(self, words: tuple[str, ...], manner: int) -> Door:
        """How numbers between and beside these words fill the lower half of the key.

        In English the words before the first number come last.
        """
        doors = self._doors[manner]
        found = doors.get(words)
        if found is None:
            found = {}
            if len(doors) < _MOST_DOORS:
                found = doors[words] = _door(words, manner)
        return found


def _room_for_one(known: dict[K, V]) -> dict[K, V]:
    if len(known) >= _MOST_REMEMBERED:
        known.clear()
    return known


def _head(head: str) -> tuple[str, int]:
    """The upper half of the key, and how the address begins, `WHOLE` if numbers change it."""
    if _FRONT.fullmatch(head.lower()):
        return "", ENGLISH
    if not _HEAD.fullmatch(head):
        return "", WHOLE
    reading = characters.read(place_only(f"{plain(head).strip()}7号"), cut=False)
    parts = reading.parts
    key = reading.key(masked=False)
    if key is None or reading.road is None or parts.named or parts.settled() != ("7", None, None):
        return "", WHOLE
    return key.removesuffix("7"), ROAD if parts.on_road else AREA


def _back(back: str) -> str:
    """The upper half of the key that an English road and its regions give, "" if unclear.

    Behind a comma it is unclear: what stands before that may be a room.
    """
    lower = back.lower()
    match = _BACK.fullmatch(lower)
    if match is None or _READ_WITH_A_NUMBER.match(match[1]):
        return ""
    # Before a name that says no road, a bare number is no house: 10 Avenida de Almeida Ribeiro.
    if not any(word in ROAD_KINDS for word in match[1].split()[1:]):
        return ""
    key = whole.read(f"No.7{lower}")
    if key is None or not key.endswith("/7") or key.count("/") != _UPPER_LEVELS:
        return ""
    return key.removesuffix("7")


def _door(words: tuple[str, ...], manner: int) -> Door:
    """How the numbers between these words fill the lower half of the key."""
    between, allowed = words[:-1], _FRONT if manner == ENGLISH else _DOOR
    if len(words) > MOST_NUMBERS or not all(word.strip("*") for word in between):
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
        return next(iter(fillings.values()))
    return {
        lengths: fillings[tuple(length >= _ROOM_FROM for length in lengths)]
        for lengths in product(range(1, MOST_DIGITS + 1), repeat=len(words))
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
    if manner == ENGLISH:  # the last of the words stands before the first number
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

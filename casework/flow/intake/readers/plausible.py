"""How much a text looks like language: what decides where bytes read in several encodings.

Frequent Chinese characters are those of level 1 of GB 2312 (3,755, chosen by use) and of Big5
(5,401, likewise): in running text they are some 99 of 100. Bytes of one of the two encodings read
as the other give them in fewer than half of the places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

ENOUGH = 20_000
"""Characters outside ASCII that are looked at: more tell nothing new."""
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+")
_LATIN_SIGNS = frozenset("€£¥§°±²³´·¹º«»¼½¾¿¡©®™–—‘’“”„…•†‰‹›×÷\u00a0¨¸ª¢µ")
_RUN = re.compile(r"[^\x00-\x7f]+")
_LONGEST_FOREIGN_RUN = 3
_CHINESE_SIGNS = frozenset("\u3000、。·…—～〈〉《》「」『』【】〔〕〖〗￥×÷℃№○●★☆※→←↑↓■□▲△◆◇‘’“”")
_SCRIPTS = (
    range(0x80, 0x250),  # Latin
    range(0x370, 0x400),  # Greek
    range(0x400, 0x530),  # Cyrillic
    range(0x530, 0x590),  # Armenian
    range(0x590, 0x600),  # Hebrew
    range(0x600, 0x780),  # Arabic and Syriac
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a text looks like what its encoding is used for."""

    share: float
    """Of the characters outside ASCII, those that are plausible; 1 where there are none."""
    seen: int
    """How many such characters were looked at."""


def chinese(text: str) -> Likeness:
    """Return how much of a text is frequent Chinese, simplified or traditional.

    >>> chinese("广州市白云区,1").share, chinese("Müller").share
    (1.0, 0.0)
    """
    found = _outside(text)
    known = _frequent()
    return _likeness(sum(mark in known for mark in found), len(found))


def latin(text: str) -> Likeness:
    """Return how much of a text is Western European: accented letters within words, few signs.

    >>> latin("Müller, Straße 5 €").share, latin("平台".encode().decode("cp1252", "replace")).share
    (1.0, 0.0)
    """
    good = seen = 0
    for run in _RUN.finditer(text):
        marks = run.group()
        seen += len(marks)
        if len(marks) > _LONGEST_FOREIGN_RUN:
            continue
        for at, mark in enumerate(marks, start=run.start()):
            letter = bool(_LATIN.match(mark))
            good += mark in _LATIN_SIGNS or (letter and _in_a_word(text, at))
    return _likeness(good, seen)


def written(text: str) -> float:
    """Return the share of a text that is ASCII, frequent Chinese or of another alphabet."""
    known = _frequent()
    good = sum("\x00" < mark < "\u0800" or mark in known for mark in text)
    return good / len(text) if text else 0.0


def one_script(text: str) -> Likeness:
    """Return how much of a text is words of one alphabet each, as UTF-8 of two bytes must be.

    Chinese in two bytes a character, read as UTF-8, mixes Greek with Hebrew and lone vowel signs.
    """
    good = seen = 0
    for run in _RUN.finditer(text):
        marks = run.group()
        seen += len(marks)
        scripts = {_script(mark) for mark in marks}
        if scripts == {0}:
            fits = latin(text[max(0, run.start() - 2) : run.end() + 2]).share == 1
        else:
            fits = len(scripts) == 1 and len(marks) > 1 and marks.isalpha()
        good += len(marks) if fits else 0
    return _likeness(good, seen)


def _in_a_word(text: str, at: int) -> bool:
    """Return whether a letter has one of its kind beside it, and is not a lone capital in one."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    beside = [mark for mark in around if _LATIN.match(mark)]
    if text[at].isupper() and at and text[at - 1].islower():
        return False
    return bool(beside) or not any(mark.isalnum() for mark in around)


def _script(mark: str) -> int:
    code = ord(mark)
    return next((n for n, script in enumerate(_SCRIPTS) if code in script), len(_SCRIPTS))


def _outside(text: str) -> str:
    return "".join(_RUN.findall(text))


def _likeness(good: int, seen: int) -> Likeness:
    return Likeness(good / seen if seen else 1.0, seen)


@cache
def _frequent() -> frozenset[str]:
    simplified = bytes(
        byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail)
    )
    traditional = bytes(
        byte
        for lead in range(0xA4, 0xC7)
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        for byte in (lead, trail)
    )
    wide = (chr(code) for code in range(0xFF01, 0xFF5F))
    return frozenset(
        simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    ).union(wide, _CHINESE_SIGNS)

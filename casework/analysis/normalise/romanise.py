"""Characters and pinyin brought to one spelling, so that both ways of writing meet.

Toneless pinyin is the meeting ground: characters become pinyin (pypinyin), traditional
characters become simplified ones first (OpenCC's table), and what was already written in
Latin letters is reduced to bare lower-case letters. Words that sound alike therefore share a
spelling; that is the price of comparing a waybill in English with a shop registered in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path

CHARACTERS = re.compile(r"[\u3400-\u9fff]")

# What a printed form may put where a character was taken away.
_MASKS = dict.fromkeys(map(ord, "＊✱●○■□×※∗﹡"), "*")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣ーㄧ"), "-")

# Characters that are simplified already, though the table also reads them as traditional.
_KEPT = "乾著藉瞭徵沈"

_NUMERALS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMERALS |= {"七": 7, "八": 8, "九": 9}
_SPOKEN = ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi")


@cache
def _simplifying() -> dict[int, str]:
    """The character table of OpenCC, read once from its package without importing it."""
    package = metadata.distribution("opencc-python-reimplemented")
    path = Path(str(package.locate_file("opencc/dictionary/TSCharacters.txt")))
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    table = {ord(pair[0]): pair[1] for pair in pairs if len(pair) > 1 and pair[0] not in _KEPT}
    return table | _MASKS | _DASHES


def plain(text: str) -> str:
    """The text in half-width, simplified, lower-case characters with `*` for every mask."""
    if text.isascii():
        return text.lower()
    # Masks before NFKC, which would leave some of them and turn others into letters.
    folded = unicodedata.normalize("NFKC", text.translate(_MASKS))
    return folded.translate(_simplifying()).lower()


def has_characters(text: str) -> bool:
    """Whether any Chinese character is written here."""
    return CHARACTERS.search(text) is not None


@lru_cache(maxsize=65_536)
def syllables(text: str) -> tuple[str, ...]:
    """The toneless pinyin of simplified characters, one syllable each; other letters as they are.

    The vowel ü is written `v` (`lv`, `nv`).
    """
    single, phrases, lengths = _readings()
    found: list[str] = []
    at = 0
    while at < len(text):
        for length in lengths.get(text[at : at + 2], ()):
            phrase = phrases.get(text[at : at + length])
            if phrase is not None:
                found += [_toneless(reading[0]) for reading in phrase]
                at += length
                break
        else:
            found.append(single.get(text[at], text[at]))
            at += 1
    return tuple(part for part in found if not part.isspace())


def begins_phrase(characters: str) -> bool:
    """Whether two or three characters are, or begin with, a phrase that is read as one."""
    phrases = _readings()[1]
    return characters in phrases or characters[:2] in phrases


@cache
def _readings() -> tuple[dict[str, str], dict[str, list[list[str]]], dict[str, tuple[int, ...]]]:
    """The dictionaries of pypinyin: characters, phrases, and how long phrases with a start are.

    Read here by longest match from the left, as pypinyin does, nine times faster than its
    `lazy_pinyin` and with the same result (a test compares them).
    """
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    single = {chr(code): _toneless(said.split(",")[0]) for code, said in PINYIN_DICT.items()}
    lengths: dict[str, set[int]] = defaultdict(set)
    for phrase in PHRASES_DICT:
        lengths[phrase[:2]].add(len(phrase))
    ordered = {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()}
    return single, PHRASES_DICT, ordered


@lru_cache(maxsize=4_096)
def _toneless(reading: str) -> str:
    apart = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def letters(text: str) -> str:
    """Only the lower-case letters and digits of Latin text, accents removed: `Xi'an` -> `xian`."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def number(numeral: str) -> int | None:
    """The number up to 999 that Chinese numerals write, None when they write none."""
    if not numeral:
        return None
    if all(mark in _NUMERALS for mark in numeral):
        return int("".join(str(_NUMERALS[mark]) for mark in numeral))
    match = re.fullmatch(r"(?:(.)百零?)?(?:(.?)十)?(.?)", numeral)
    if match is None:
        return None
    total = 0
    for written, worth in zip(match.groups(), (100, 10, 1), strict=True):
        if written is None or (written == "" and worth == 1):
            continue
        digit = _NUMERALS.get(written, 1 if written == "" else None)
        if digit is None:
            return None
        total += digit * worth
    return total


def spoken(count: int) -> str:
    """The pinyin of a number up to 99 as it is said: 15 -> `shiwu`. Larger ones as digits."""
    if count <= 10:
        return _SPOKEN[count]
    if count > 99:
        return str(count)
    tens, ones = divmod(count, 10)
    return (_SPOKEN[tens] if tens > 1 else "") + "shi" + (_SPOKEN[ones] if ones else "")

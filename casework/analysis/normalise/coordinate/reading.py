"""Latitudes and longitudes in decimal degrees, however they are written."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{1,12})?)\s*[°度]?\s*([nsew]?)", re.ASCII)
_PARTS = re.compile(
    r"([+-]?)(\d{1,3})\s*[°度d:\s]\s*(\d{1,2}(?:\.\d{1,10})?)"
    r"(?:\s*['分m:\s]\s*(?:(\d{1,2}(?:\.\d{1,10})?)\s*(?:\"|''|秒|s(?![a-z]))?)?)?\s*([nsew]?)",
    re.ASCII,
)
_WITHOUT_SIGNS = re.compile(r"[+-]?\d+\s+\d+(?:\.\d+)?(?:\s+\d+(?:\.\d+)?)?", re.ASCII)
_SIDE_FIRST = re.compile(r"([nsew])\s*[:]?\s*(\d.*)", re.ASCII)
_SIDES = (
    ("北纬", "n"), ("南纬", "s"), ("东经", "e"), ("西经", "w"),
    ("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"),
)  # fmt: skip
_PRIMES = str.maketrans({"″": '"', "′": "'", "º": "°", "’": "'", "‘": "'", "”": '"', "“": '"'})
_LARGEST, _LARGEST_LATITUDE = 180.0, 90.0
_LONGEST = 40


def clean(text: str) -> float | None:
    """Degrees between -180 and 180, south and west negative; None when the text is none.

    Read are decimal degrees, degrees with decimal minutes, and degrees, minutes and seconds, with
    the side of the world before or after, in letters or characters. Degrees and minutes parted by
    blanks alone are read only with a side. No system of coordinates is changed here.

    Plain form: a sign or none, up to three digits, a point and up to twelve more.

    >>> clean("23°7'48\\"N")
    23.13
    >>> clean("东经113度15.6分")
    113.26
    """
    if len(text) > _LONGEST:
        return None
    written = text.strip().lower() if text.isascii() else _plain(text)
    match = _DECIMAL.fullmatch(written)
    if match is not None:
        return _degrees(match[1], float(match[2]), match[3])
    written = _side_last(written)
    match = _DECIMAL.fullmatch(written)
    if match is not None:
        return _degrees(match[1], float(match[2]), match[3])
    match = _PARTS.fullmatch(written)
    if match is None or _WITHOUT_SIGNS.fullmatch(written):
        return None
    minutes, seconds = float(match[3]), float(match[4] or 0)
    if minutes >= 60 or seconds >= 60 or (match[4] and "." in match[3]):
        return None
    return _degrees(match[1], int(match[2]) + minutes / 60 + seconds / 3600, match[5])


def _degrees(sign: str, degrees: float, side: str) -> float | None:
    """The signed degrees, None where they lie beyond the pole or the date line."""
    if degrees > (_LARGEST_LATITUDE if side and side in "ns" else _LARGEST):
        return None
    if (sign == "-") != (side in ("s", "w")):
        degrees = -degrees
    return round(degrees, 12)


def _side_last(written: str) -> str:
    for word, side in _SIDES:
        if word in written:
            written = written.replace(word, side, 1)
    first = _SIDE_FIRST.fullmatch(written)
    return f"{first[2]}{first[1]}" if first else written


def _plain(text: str) -> str:
    # NFKC would take the prime signs apart.
    return plain(text.translate(_PRIMES)).strip()

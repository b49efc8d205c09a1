"""Latitudes and longitudes in decimal degrees, however they are written."""

from __future__ import annotations

import re
from typing import Any

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
LARGEST, LARGEST_LATITUDE = 180.0, 90.0
"""Degrees: the date line, and the poles."""
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


def columns_on_earth(degrees: Any, largest: float = LARGEST) -> Any:
    """An Arrow array of degrees, null where they go beyond the largest there are."""
    import pyarrow.compute as pc

    fits = pc.less_equal(pc.abs(degrees), largest)
    return degrees if pc.all(fits).as_py() is not False else pc.if_else(fits, degrees, None)


def columns_of_places(lats: Any, lons: Any) -> tuple[Any, Any]:
    """Arrow arrays of degrees, both null where both are 0: what programs write that know no place.

    The point itself lies in the sea off Africa.
    """
    import pyarrow.compute as pc

    nowhere = pc.and_(pc.equal(lats, 0.0), pc.equal(lons, 0.0))
    if not pc.any(nowhere).as_py():
        return lats, lons
    somewhere = pc.invert(pc.fill_null(nowhere, False))
    return pc.if_else(somewhere, lats, None), pc.if_else(somewhere, lons, None)


def _degrees(sign: str, degrees: float, side: str) -> float | None:
    """The signed degrees, None where they lie beyond the pole or the date line."""
    if degrees > (LARGEST_LATITUDE if side and side in "ns" else LARGEST):
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

"""Latitudes and longitudes in decimal degrees."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{1,12})?)\s*°?\s*([nsew]?)")
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['′]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|'')\s*)?([nsew]?)"
)
_LARGEST = 180.0


def clean(text: str) -> float | None:
    """Degrees between -180 and 180, south and west negative; None when the text is none.

    >>> clean("23°7'48\\"N")
    23.13
    """
    if len(text) > 40:
        return None
    written = text.strip().lower() if text.isascii() else _plain(text)
    match = _DECIMAL.fullmatch(written)
    if match is not None:
        degrees = float(match[2]) * (-1 if match[1] == "-" else 1)
        side = match[3]
    else:
        match = _DEGREES.fullmatch(written)
        if match is None:
            return None
        degrees = int(match[1]) + int(match[2]) / 60 + float(match[3] or 0) / 3600
        side = match[4]
    if side in ("s", "w"):
        degrees = -degrees
    return round(degrees, 12) if abs(degrees) <= _LARGEST else None


def _plain(text: str) -> str:
    # NFKC would take the prime signs apart.
    keep = text.replace("″", '"').replace("′", "'").replace("º", "°")
    return plain(keep).strip()

"""Codes of the Harmonised System, by which customs names goods."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "Everyone who trades in goods of that kind: a code says what was declared, never who declared."
)

_LEFT_OUT = re.compile(r"[\s.\-]+")
_CODE = re.compile(r"[0-9]{6}(?:[0-9]{2}){0,2}")
_FROM_A_SPREADSHEET = re.compile(r"([0-9]{6}(?:[0-9]{2}){0,2})\.0")
_LAST_CHAPTER = 97
_RESERVED = 77
_LONGEST = 40


def clean(text: str) -> str | None:
    """The 6, 8 or 10 digits of the code, None where they are none.

    The first two digits are a chapter of the nomenclature: 01 to 97, 77 being kept for later use
    (WCO, Harmonised System 2022). A leading zero that a spreadsheet dropped is not put back.

    >>> clean("8516.79")
    '851679'
    >>> clean("7701.10") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    written = text.strip() if text.isascii() else plain(text).strip()
    as_number = _FROM_A_SPREADSHEET.fullmatch(written)
    digits = as_number[1] if as_number else _LEFT_OUT.sub("", written)
    if not _CODE.fullmatch(digits):
        return None
    return (
        digits if 1 <= chapter(digits) <= _LAST_CHAPTER and chapter(digits) != _RESERVED else None
    )


def chapter(value: str) -> int:
    """The chapter an understood code belongs to: 85 for `851679`.

    >>> chapter("010121")
    1
    """
    return int(value[:2])

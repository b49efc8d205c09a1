"""Waybill, parcel and container numbers.

How many could share it: one parcel of one carrier; carriers use a number again after a year or so.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_LEFT_OUT = re.compile(r"[\s.\-_/]+")
_NUMBER = re.compile(r"(?=.*[0-9])[A-Z0-9*]{5,40}")
_LONGEST = 80


def clean(text: str) -> str | None:
    """The number in upper-case without blanks and dashes, None when it is none.

    >>> clean("sf 1234-5678 90123")
    'SF1234567890123'
    """
    if len(text) > _LONGEST:
        return None
    compact = _LEFT_OUT.sub("", plain(text)).upper()
    if not _NUMBER.fullmatch(compact) or len(set(compact)) == 1:
        return None
    return compact

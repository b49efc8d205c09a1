"""What a number was before its signs were misread, where its check digit proves it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, product

from casework.analysis.normalise import company, tracking

_ALIKE = {
    "O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "B": "8", "G": "6",
    "0": "OQD", "1": "IL", "2": "Z", "5": "S", "8": "B", "6": "G",
}  # fmt: skip
"""Signs that print and readers confuse."""
_MOST_TRIED = 1_000
_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
POSTAL = [_LETTERS] * 2 + [_DIGITS] * 9 + [_LETTERS] * 2
"""What each place of a postal item number may hold (UPU S10)."""
PARCEL_1Z = ["1", "Z", *[_DIGITS + _LETTERS] * 6, *[_DIGITS] * 10]
"""UPS: its sign, the shipper, the service, the parcel, the check digit."""
CONTAINER = [_LETTERS] * 3 + ["UJZ"] + [_DIGITS] * 7
"""ISO 6346."""
COMPANY = ["0123456789ABCDEFGHJKLMNPQRTUWXY"] * 2 + [_DIGITS] * 6
COMPANY += ["0123456789ABCDEFGHJKLMNPQRTUWXY"] * 10
"""GB 32100-2015: no I, O, S, V, Z; the third to eighth sign are a region's digits."""


def compact(text: str) -> str:
    """Return a number as it is kept: capital letters and digits alone.

    >>> compact("1Z pnb hp8 67-6642 7748")
    '1ZPNBHP86766427748'
    """
    return re.sub(r"[\s.\-_/·:：]+", "", text).upper()


def waybill(tried: str) -> bool:
    """Tell whether a number is a waybill with a right check digit."""
    read = tracking.read(tried)
    return read is not None and read.checked is True


def mended(read: str, form: Sequence[str], proves: Callable[[str], bool]) -> str | None:
    """Return the one number that proves itself once signs are what their places allow.

    `form` names the signs each place may hold. A sign its place does not allow was confused with
    one that looks like it. None when every sign is allowed, when no number proves itself, or when
    several do.

    >>> mended("EA68765828OCN", POSTAL, waybill)
    'EA687658280CN'
    """
    if len(read) != len(form):
        return None
    options = [
        sign if sign in allowed else [like for like in _ALIKE.get(sign, "") if like in allowed]
        for sign, allowed in zip(read, form, strict=True)
    ]
    tried = ["".join(signs) for signs in islice(product(*options), _MOST_TRIED)]
    proved = [one for one in tried if one != read and proves(one)]
    return proved[0] if len(proved) == 1 else None


def mended_company(read: str) -> str | None:
    """Return the one Unified Social Credit Code that a misread one must be, None in doubt.

    It holds two check characters: its own (GB 32100, mod 31) and that of the organisation code in
    it (GB 11714, mod 11). Both must be right after one sign is exchanged for its like; one of them
    alone would fit too much by chance.

    >>> mended_company("9111000060003734IL")
    '91110000600037341L'
    """
    forced = mended(read, COMPANY, _company)
    if forced is not None or len(read) != len(COMPANY):
        return forced
    proved = {
        tried
        for place, sign in enumerate(read)
        for like in _ALIKE.get(sign, "")
        if like in COMPANY[place] and _company(tried := read[:place] + like + read[place + 1 :])
    }
    return proved.pop() if len(proved) == 1 else None


def _company(number: str) -> bool:
    organisation = company.organisation_code(company.clean(number) or "")
    return organisation is not None and "CN organisation" in company.registers(organisation)

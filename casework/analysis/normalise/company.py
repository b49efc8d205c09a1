"""Company registration numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "One company. An agent who registers companies by the hundred shares addresses and phones, "
    "never this; a masked number some dozens."
)

_LEFT_OUT = re.compile(r"[\s.\-/]+")
_COMPACT = re.compile(r"(?=(?:.*\d){4})[A-Z0-9*]{5,20}")
_ORGANISATION = re.compile(r"([0-9A-Z]{8})\s?-\s?([0-9X])")
_OLD_CHINESE = re.compile(r"(?:100000|1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d+", re.ASCII)
_SAUDI = re.compile(r"3\d{13}3", re.ASCII)
_USCC_LENGTH, _OLD_LENGTH, _ORGANISATION_LENGTH = 18, 15, 9
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EUROPE = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI"
_FEWEST_VISIBLE = 4
_LONGEST = 60


def clean(text: str) -> str | None:
    """The number, upper-case and compact, None where a check character of China's is wrong.

    Checked are the Unified Social Credit Code (GB 32100, 18 characters), the older registration
    number (15 digits, ISO 7064 MOD 11,10), and the organisation code when its last character is
    set apart by a dash (GB 11714). Foreign numbers are kept as they are, since nothing says whose
    they are; `registers` tells which could have given them. Characters a camera confuses (O and 0,
    I and 1) are not exchanged: a check character has one chance in thirty to agree.

    >>> clean("91110000600037341L")
    '91110000600037341L'
    >>> clean("91110000600037341M") is None
    True
    """
    from stdnum.cn import uscc

    if len(text) > _LONGEST:
        return None
    written = plain(text).strip().upper()
    compact = _LEFT_OUT.sub("", written)
    if not _COMPACT.fullmatch(compact) or not compact.isascii():
        return None
    if "*" in compact:
        return compact if sum(map(str.isalnum, compact)) >= _FEWEST_VISIBLE else None
    if len(set(compact)) == 1:
        return None
    if len(compact) == _USCC_LENGTH:
        return compact if uscc.is_valid(compact) else None
    wrong = _is_wrong_old_number(compact) or _is_wrong_organisation(written)
    return None if wrong else compact


def registers(value: str) -> tuple[str, ...]:
    """The registers whose rules an understood number fits, with its check digit.

    `USCC`, `CN 15`, `CN organisation`, `VAT GB`, `EORI DE`, `US EIN`, `UK company`, `HK BR`,
    `TW UBN`, `KR BRN`, `JP CN`, `VN MST`. Short numbers fit several by chance.

    >>> registers("91110000600037341L")
    ('USCC',)
    """
    return tuple(name for name, fits in _rules() if fits(value))


def organisation_code(value: str) -> str | None:
    """The nine-character organisation code inside a Unified Social Credit Code.

    What a company was called by before 2015 stands in characters 9 to 17 of what it is called now.

    >>> organisation_code("91110000600037341L")
    '600037341'
    """
    return value[8:17] if len(value) == _USCC_LENGTH and "*" not in value else None


def _is_wrong_old_number(compact: str) -> bool:
    """A number of 15 digits that begins with a Chinese region and does not end as it must.

    Value added tax numbers of Saudi Arabia have 15 digits too, and begin and end with 3.
    """
    from stdnum.iso7064 import mod_11_10

    if len(compact) != _OLD_LENGTH or not _OLD_CHINESE.fullmatch(compact):
        return False
    return not mod_11_10.is_valid(compact) and not _SAUDI.fullmatch(compact)


def _is_wrong_organisation(written: str) -> bool:
    match = _ORGANISATION.fullmatch(written)
    return match is not None and not _is_organisation(match[1] + match[2])


def _is_organisation(code: str) -> bool:
    """GB 11714: eight characters by their weights, modulo 11; 10 is X, 11 is 0."""
    if len(code) != _ORGANISATION_LENGTH or not set(code) <= set(_SIGNS):
        return False
    pairs = zip(code, _ORGANISATION_WEIGHTS, strict=False)
    check = 11 - sum(_SIGNS.index(sign) * weight for sign, weight in pairs) % 11
    return {10: "X", 11: "0"}.get(check, str(check)) == code[-1]


@cache
def _rules() -> tuple[tuple[str, Callable[[str], bool]], ...]:
    from stdnum.cn import uscc
    from stdnum.eu import vat
    from stdnum.iso7064 import mod_11_10
    from stdnum.jp import cn as japanese
    from stdnum.kr import brn
    from stdnum.tw import ubn
    from stdnum.us import ein
    from stdnum.vn import mst

    digits = r"\d{%s}"
    return (
        ("USCC", lambda value: len(value) == _USCC_LENGTH and uscc.is_valid(value)),
        ("CN 15", lambda value: _is(digits % 15, value) and mod_11_10.is_valid(value)),
        ("CN organisation", _is_organisation),
        *((f"VAT {land}", _vat(land, vat.is_valid)) for land in _EUROPE.split()),
        ("VAT GB", _british_vat),
        *((f"EORI {land}", _eori(land)) for land in (*_EUROPE.split(), "GB")),
        ("US EIN", lambda value: _is(digits % 9, value) and ein.is_valid(value)),
        ("UK company", lambda value: _is(r"(?:\d{2}|[A-Z]{2})\d{6}", value)),
        ("HK BR", lambda value: _is(r"\d{8}(?:\d{3})?", value)),
        ("TW UBN", lambda value: _is(digits % 8, value) and ubn.is_valid(value)),
        ("KR BRN", lambda value: _is(digits % 10, value) and brn.is_valid(value)),
        ("JP CN", lambda value: _is(digits % 13, value) and japanese.is_valid(value)),
        ("VN MST", lambda value: _is(r"\d{10}(?:\d{3})?", value) and mst.is_valid(value)),
    )


def _is(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value, re.ASCII) is not None


def _vat(land: str, is_valid: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda value: value.startswith(land) and is_valid(value)


def _british_vat(value: str) -> bool:
    from stdnum.gb import vat

    return value.startswith("GB") and bool(vat.is_valid(value))


def _eori(land: str) -> Callable[[str], bool]:
    """A country and up to 15 more signs, which no register but the country's own can check."""
    return lambda value: _is(rf"{land}[0-9A-Z]{{8,15}}", value)

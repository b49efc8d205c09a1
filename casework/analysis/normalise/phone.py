"""Telephone numbers in E.164, masked ones as a pattern of what is still visible.

How many could share it: a whole number one household or shop, though numbers are handed out again
after some months; a masked one (`+86138******34`) up to a million.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.analysis.normalise.romanise import plain

_MOBILE = re.compile(r"\s*(?:(?:\+|00)?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})\s*", re.ASCII)
_MASKED_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9*][0-9*]{9})")
_MASKED = re.compile(r"\+?[0-9*]{7,17}")
_EXTENSION = re.compile(r"(?:ext\.?|extension|转|分机|x)\s*\d+\s*$")
_SEVERAL = re.compile(r"[/;,、|]")
_LEFT_OUT = re.compile(r"[\s().\-_]+|tel:?|mob(?:ile)?:?|phone:?|电话:?|手机:?")

_PLACEHOLDERS = frozenset({"13800138000", "13888888888", "13812345678901", "13800000000"})
_SEQUENCES = ("01234567890123456789", "98765432109876543210")
_LONGEST_RUN = 8
"""So many equal or counting digits in a row are typed by someone who had no number to give."""

_FEWEST_VISIBLE = 3
_SHORTEST, _LONGEST_WRITTEN = 5, 60


def clean(text: str) -> str | None:
    """The number as `+8613812345678`, or its visible digits (`+86138******34`), or None.

    Numbers without a country are Chinese. Placeholders that identify nobody give None.

    >>> clean("0086-138-1234-5678")
    '+8613812345678'
    >>> clean("13800138000") is None
    True
    """
    mobile = _MOBILE.fullmatch(text)
    if mobile is not None:
        national = mobile[1] + mobile[2] + mobile[3]
        return None if _is_placeholder(national) else "+86" + national
    if len(text) > _LONGEST_WRITTEN:
        return None
    return _understood(text)


@lru_cache(maxsize=65_536)
def _understood(text: str) -> str | None:
    written = plain(text).strip()
    if "*" in written:
        return _masked(_LEFT_OUT.sub("", written))
    written = _LEFT_OUT.sub("", _EXTENSION.sub("", _SEVERAL.split(written)[0]))
    if not re.fullmatch(r"\+?\d{5,17}", written, re.ASCII):
        return None
    mobile = _MOBILE.fullmatch(written)
    if mobile is not None:
        national = mobile[1] + mobile[2] + mobile[3]
        return None if _is_placeholder(national) else "+86" + national
    return None if _is_placeholder(written) else _elsewhere(written)


def _masked(written: str) -> str | None:
    """A pattern with every visible digit in its place, None when hardly any is visible."""
    if sum(map(str.isdigit, written)) < _FEWEST_VISIBLE or not _MASKED.fullmatch(written):
        return None
    mobile = _MASKED_MOBILE.fullmatch(written)
    if mobile is not None:
        return "+86" + mobile[1]
    if written.startswith("00"):
        return "+" + written[2:]
    if written.startswith(("+", "*")):
        return written
    return "+86" + written.removeprefix("0")


def _elsewhere(written: str) -> str | None:
    """Landlines, and numbers of other countries, by Google's libphonenumber."""
    import phonenumbers

    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        found = phonenumbers.parse(written, "CN")
    except phonenumbers.NumberParseException:
        return None
    # A country code written out is believed when the length fits.
    fits = phonenumbers.is_possible_number if written[0] == "+" else phonenumbers.is_valid_number
    if not fits(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def _is_placeholder(digits: str) -> bool:
    bare = digits.lstrip("+")
    if bare in _PLACEHOLDERS or len(set(bare[-_LONGEST_RUN:])) == 1 or len(set(bare)) == 1:
        return True
    return any(bare[-_LONGEST_RUN:] in counting and bare in counting for counting in _SEQUENCES)

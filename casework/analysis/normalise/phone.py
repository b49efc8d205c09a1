"""Telephone numbers in E.164, masked ones as a pattern of what is still visible.

Numbers that reach nobody in particular are no value: what is typed for want of a number, an
operator's message centre, and the passing numbers that platforms and couriers put in front of the
real one (`17012345678转1234`), which serve a stranger tomorrow.
`nature` tells what kind of number was written.

The plain form, which whole columns are read by, is a mobile number: `PREFIX`, four digits, four
digits, single blanks or dashes between them, `+86`, `86` or `0086` before it. It honours
`is_placeholder`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "One household or shop, though numbers are handed out again after some months. A hotline "
    "(400, 800) is shared by the staff of a firm, a masked number by up to a million people."
)

PREFIX = r"1[3-9]\d"
"""First three digits of mobile numbers in mainland China. Prefixes that are not given out yet are
among them: the plan changes every year, and an invented number that two shops write ties them no
less than a real one."""

MESSAGE_CENTRE = r"13(?:800|010)\d{3}500"
"""What a handset calls to hand in text messages: printed in every manual, nobody's number."""

_MOBILE = re.compile(
    rf"\s*(?:(?:\+|00)?86[ -]?)?({PREFIX})[ -]?(\d{{4}})[ -]?(\d{{4}})\s*", re.ASCII
)
_MESSAGE_CENTRE = re.compile(MESSAGE_CENTRE, re.ASCII)
_CHINESE = re.compile(r"(?:\+|00)?86")
_LIKE_A_MOBILE = re.compile(r"(?:(?:\+|00)?86)?1[3-9]\d{9}", re.ASCII)
_RELAYED = re.compile(
    r"(?:(?:\+|00)?86)?1[3-9]\d{9}"
    r"(?:(?:转接?|分机号?|ext\.?|extension|x)[:：]?\d{1,6}|[-,#(\[【]\d{3,6}[)\]】]?)",
    re.ASCII,
)
_PASSING = re.compile(r"(?:(?:\+|00)?86|0)?950\d{5,12}", re.ASCII)
_SERVICE = re.compile(r"(?:(?:\+|00)?86|0)?(?:[48]00\d{7}|(?:95|96|12|10|11)\d{1,4})", re.ASCII)

_MASKED_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9*][0-9*]{9})")
_MASKED = re.compile(r"\+?[0-9*]{7,17}")
_DRAWN = re.compile(r"(?<![a-z])x{2,}(?![a-z])|[•·∙・◦◆◇#?_]{2,}|\.{3,}")
"""Other signs that stand for hidden digits; one alone may be a slip."""

_EXTENSION = re.compile(r"(?:ext\.?|extension|转接?|分机号?|x)[:：]?\s*\d+\s*$")
_EXTENSION_OF_LANDLINE = re.compile(r"(0\d{2,3}-\d{7,8})-\d{1,6}")
_SEVERAL = re.compile(r"[/;,、|]|(?<=\d)或|(?<=\d{11})\s+(?=\+?\d{11})")
_REMARK = re.compile(r"\([^()\d*]+\)|\[[^\[\]\d*]+\]")
_LEFT_OUT = re.compile(
    r"[\s().\-_\[\]【】~]+|telephone:?|tel:?|mob(?:ile)?:?|phone:?|cell:?"
    r"|(?:联系)?电话:?|手机号?码?:?|座机:?|固话:?"
)
_BLANKS = re.compile(r"\s+")

_PLACEHOLDERS = frozenset({"13800138000", "13888888888", "13812345678901", "13800000000"})
_SEQUENCES = ("01234567890123456789", "98765432109876543210")
_LONGEST_RUN = 8
"""So many equal or counting digits in a row are typed by someone who had no number to give."""
_FROM_ONE_END = ("12345678", "87654321")
"""How those count who must fill in a number. Other counting runs are somebody's: hotlines
(400-123-4567) and numbers of Hong Kong (2345 6789) are chosen for being remembered."""

_FEWEST_VISIBLE = 3
_LONGEST_WRITTEN = 60


class Nature(StrEnum):
    """What kind of number was written."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    HOTLINE = "hotline"  # 400, 800 and short numbers: a firm, never a person
    RELAY = "relay"  # stands in front of the real number: identifies nobody
    FOREIGN = "foreign"
    MASKED = "masked"


def clean(text: str) -> str | None:
    """The number as `+8613812345678`, or its visible digits (`+86138******34`), or None.

    Numbers without a country are Chinese. Placeholders and relays that identify nobody give None;
    of several numbers the first that identifies someone is taken.

    >>> clean("0086-138-1234-5678")
    '+8613812345678'
    >>> clean("13800138000") is None
    True
    >>> clean("17012345678转1234") is None
    True
    """
    mobile = _MOBILE.fullmatch(text)
    if mobile is not None:
        national = mobile[1] + mobile[2] + mobile[3]
        return None if is_placeholder(national) else "+86" + national
    if len(text) > _LONGEST_WRITTEN:
        return None
    return _understood(text)


def nature(text: str) -> Nature | None:
    """What kind of number was written, None where it is none.

    A relay or a short hotline has a nature though it has no value.

    >>> nature("400-820-8820"), nature("17012345678-1234"), nature("95338")
    (<Nature.HOTLINE: 'hotline'>, <Nature.RELAY: 'relay'>, <Nature.HOTLINE: 'hotline'>)
    """
    if len(text) > _LONGEST_WRITTEN:
        return None
    written = _BLANKS.sub("", plain(text))
    if _is_relay(written):
        return Nature.RELAY
    if _SERVICE.fullmatch(_LEFT_OUT.sub("", written)):
        return Nature.HOTLINE
    value = clean(text)
    return None if value is None else _nature_of(value)


def _nature_of(value: str) -> Nature:
    if "*" in value:
        return Nature.MASKED
    if not value.startswith("+86"):
        return Nature.FOREIGN
    return Nature.MOBILE if _MOBILE.fullmatch(value) else Nature.LANDLINE


def is_placeholder(digits: str) -> bool:
    """Whether digits are what someone types who has no number to give, or nobody's number.

    True for 13800138000 and its like, for eight equal digits at the end, for one, two or three
    digits over and over, for digits that count up or down, and for operators' message centres.
    """
    bare = digits.lstrip("+")
    if bare in _PLACEHOLDERS or len(set(bare[-_LONGEST_RUN:])) == 1:
        return True
    if _MESSAGE_CENTRE.fullmatch(bare) or _is_repeated(bare):
        return True
    return any(bare in counting for counting in _SEQUENCES)


def _is_repeated(digits: str) -> bool:
    whole = len(digits)
    return any(digits == (digits[:length] * whole)[:whole] for length in (1, 2, 3))


@lru_cache(maxsize=65_536)
def _understood(text: str) -> str | None:
    written = plain(text).strip()
    if "(" in written or "[" in written:
        written = _REMARK.sub("", written).strip()
    written = _DRAWN.sub(lambda drawn: "*" * len(drawn[0]), written)
    if "*" in written:
        return _masked(_LEFT_OUT.sub("", _SEVERAL.split(written)[0]))
    if _is_relay(_BLANKS.sub("", written)):
        return None
    found = (_whole(piece) for piece in _pieces(written))
    return next((number for number in found if number is not None), None)


def _pieces(written: str) -> Iterator[str]:
    for piece in _SEVERAL.split(written):
        whole = _EXTENSION_OF_LANDLINE.sub(r"\1", _EXTENSION.sub("", piece))
        yield _LEFT_OUT.sub("", whole)


def _whole(written: str) -> str | None:
    if not re.fullmatch(r"\+?\d{5,17}", written, re.ASCII):
        return None
    mobile = _MOBILE.fullmatch(written)
    if mobile is not None:
        national = mobile[1] + mobile[2] + mobile[3]
        return None if is_placeholder(national) else "+86" + national
    if is_placeholder(written) or _LIKE_A_MOBILE.fullmatch(written) or _PASSING.fullmatch(written):
        return None
    return _elsewhere(written)


def _is_relay(written: str) -> bool:
    """A mobile number with an extension: people's handsets have none. Or the range 950."""
    bare = _LEFT_OUT.sub("", written)
    return bool(_RELAYED.fullmatch(written) or _PASSING.fullmatch(bare))


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
    last = str(found.national_number)[-_LONGEST_RUN:]
    if last in _FROM_ONE_END:
        return None
    if any(last in run for run in _SEQUENCES) and not phonenumbers.is_valid_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)

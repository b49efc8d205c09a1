"""Identifiers of the devices a seller signs in with."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "One shop's staff; the device of an agency that runs shops for others, hundreds of them; "
    "a model that shipped with one identifier in all copies, everyone who bought it."
)

_DEVICE = re.compile(r"[a-z0-9*][a-z0-9*:_.{}\-]{3,127}")
_BLANK = re.compile(
    r"[0:\-_.{}f*]+|(?:n/?a|null|none|unknown|undefined|unset|default|android|iphone|generic"
    r"|(?:to be filled|not available|not specified)\b.*|emulator[\w-]*)"
)
_LABEL = re.compile(r"(?:imei\d?|meid|mac|idfa|idfv|oaid|gaid|androidid|android_id|udid)[:=#]\s*")
_MAC = re.compile(r"([0-9a-f]{2})([:.\-])(?:[0-9a-f]{2}\2){4}[0-9a-f]{2}")
_MAC_IN_THREES = re.compile(r"[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}")
_MAC_ALONE = re.compile(r"(?=.*[a-f])[0-9a-f]{12}")
_LENGTHS_OF_A_MAC = (12, 14, 17)
_IMEI = re.compile(r"(?:\d{15}|\d{2}-\d{6}-\d{6}-\d|\d{6}-\d{2}-\d{6}-\d)", re.ASCII)

_NOBODYS = frozenset(
    {
        "9774d56d682e549c",  # ANDROID_ID of the emulator and of phones with the bug of Android 2.2
        "02:00:00:00:00:00",  # what Android 6 and iOS 7 answer instead of the real address
        "0123456789abcdef",
        "1234567890abcdef",
        "004999010640000",  # phones that lost theirs; counterfeit Galaxy phones
        "012345678912345",
        "123456789012345",
        "123456789012347",  # the same with a right check digit
        "358240051111110",  # samples in descriptions of the IMEI
        "490154203237518",
    }
)
_SEQUENCES = ("0123456789012345678901234567890", "9876543210987654321098765432109")


def clean(text: str) -> str | None:
    """The identifier in lower-case, None for one that all devices of a kind show, or none.

    A MAC address is `aa:bb:cc:dd:ee:ff` whatever stands between its bytes; an IMEI is its digits. A
    last digit that does not fit (Luhn) is kept: an invented identifier ties two shops no less.

    >>> clean("A1B2-C3D4-0099")
    'a1b2-c3d4-0099'
    >>> clean("AA-BB-CC-DD-EE-01")
    'aa:bb:cc:dd:ee:01'
    """
    if len(text) > 200:
        return None
    written = plain(text).strip()
    if ":" in written or "=" in written or "#" in written:
        written = _LABEL.sub("", written, count=1).strip()
    written = written.strip("{}")
    if not _DEVICE.fullmatch(written) or _BLANK.fullmatch(written):
        return None
    value = _mac(written) if len(written) in _LENGTHS_OF_A_MAC else written
    if _IMEI.fullmatch(value):
        return _imei(value.replace("-", ""))
    if value in _NOBODYS or (value.isdigit() and any(value in run for run in _SEQUENCES)):
        return None
    return value


def clean_several(text: str) -> list[str]:
    """The identifiers of a cell that joins them by `|`, each once, in the order written."""
    found = (clean(piece) for piece in text.split("|"))
    return list(dict.fromkeys(value for value in found if value is not None))


def _mac(written: str) -> str:
    """Six bytes however they are set apart as `aa:bb:…`; what is none stays what it is."""
    known = _MAC.fullmatch(written) or _MAC_IN_THREES.fullmatch(written)
    if known is None and not _MAC_ALONE.fullmatch(written):
        return written
    digits = re.sub(r"[^0-9a-f]", "", written)
    return ":".join(digits[at : at + 2] for at in range(0, 12, 2))


def _imei(digits: str) -> str | None:
    if digits in _NOBODYS or len(set(digits[:-1])) == 1 or digits in _SEQUENCES[0]:
        return None
    return digits

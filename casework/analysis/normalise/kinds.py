"""Every kind of column: what a cell of it means, why not, and who else could bear the value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial

from casework.analysis.normalise import (
    address,
    amount,
    carrier,
    company,
    container,
    coordinate,
    device,
    email,
    hs_code,
    image,
    moment,
    name,
    payment,
    phone,
    tracking,
)
from casework.vocabulary import ColumnType

Understood = str | Decimal | datetime | float | list[str]

_SAID = {
    ColumnType.WORD: "a word",
    ColumnType.TEXT: "text",
    ColumnType.AMOUNT: "an amount",
    ColumnType.MOMENT: "a date or time",
    ColumnType.COORDINATE: "a coordinate in degrees",
    ColumnType.PHONE: "a telephone number that identifies someone",
    ColumnType.EMAIL: "an e-mail address",
    ColumnType.PAYMENT: "a payment account with a right check digit",
    ColumnType.COMPANY: "a company registration number with a right check character",
    ColumnType.TRACKING: "a waybill number",
    ColumnType.NAME: "a name",
    ColumnType.ADDRESS: "an address",
    ColumnType.DEVICES: "a list of device identifiers",
    ColumnType.IMAGE: "an image hash in hexadecimal",
    ColumnType.CARRIER: "a carrier",
    ColumnType.CONTAINER: "a container number with a right check digit",
    ColumnType.HS_CODE: "an HS code of 6, 8 or 10 digits",
}
_LONGEST_QUOTE = 60

_SHARED_BY = {
    ColumnType.WORD: "Everyone to whom the word applies: it identifies nobody.",
    ColumnType.TEXT: (
        "One row where it is a number given out by one platform, and then only with the platform's "
        "name; anyone where it is free text."
    ),
    ColumnType.AMOUNT: amount.SHARED_BY,
    ColumnType.MOMENT: moment.SHARED_BY,
    ColumnType.COORDINATE: coordinate.SHARED_BY,
    ColumnType.PHONE: phone.SHARED_BY,
    ColumnType.EMAIL: email.SHARED_BY,
    ColumnType.PAYMENT: payment.SHARED_BY,
    ColumnType.COMPANY: company.SHARED_BY,
    ColumnType.TRACKING: tracking.SHARED_BY,
    ColumnType.NAME: name.SHARED_BY,
    ColumnType.ADDRESS: address.SHARED_BY,
    ColumnType.DEVICES: device.SHARED_BY,
    ColumnType.IMAGE: image.SHARED_BY,
    ColumnType.CARRIER: carrier.SHARED_BY,
    ColumnType.CONTAINER: container.SHARED_BY,
    ColumnType.HS_CODE: hs_code.SHARED_BY,
}
"""One sentence each: how many could share this value?"""


def understand(kind: ColumnType, text: str, zone: str = moment.CHINA) -> Understood | None:
    """What a cell of a column means, None when nothing.

    Amounts are `Decimal`, moments aware `datetime` in UTC, coordinates degrees as `float`, devices
    a list, everything else a string. `zone` (IANA) is for times written without an offset.
    """
    return cleaner(kind, zone)(text)


def cleaner(kind: ColumnType, zone: str = moment.CHINA) -> Callable[[str], Understood | None]:
    """What understands the cells of a column: `understand`, for many cells of one kind."""
    return partial(moment.clean, zone=zone) if kind is ColumnType.MOMENT else _CLEANERS[kind]


def _word(text: str) -> str | None:
    return text.strip().lower() or None


def _text(text: str) -> str | None:
    return text.strip() or None


def _devices(text: str) -> list[str] | None:
    return device.clean_several(text) or None


_CLEANERS: dict[ColumnType, Callable[[str], Understood | None]] = {
    ColumnType.WORD: _word,
    ColumnType.TEXT: _text,
    ColumnType.DEVICES: _devices,
    ColumnType.AMOUNT: amount.clean,
    ColumnType.COORDINATE: coordinate.clean,
    ColumnType.PHONE: phone.clean,
    ColumnType.EMAIL: email.clean,
    ColumnType.PAYMENT: payment.clean,
    ColumnType.COMPANY: company.clean,
    ColumnType.TRACKING: tracking.clean,
    ColumnType.NAME: name.clean,
    ColumnType.ADDRESS: address.clean,
    ColumnType.IMAGE: image.clean,
    ColumnType.CARRIER: carrier.clean,
    ColumnType.CONTAINER: container.clean,
    ColumnType.HS_CODE: hs_code.clean,
}


def reason_not_understood(kind: ColumnType, text: str) -> str:
    """The sentence for an officer: `'12,x0' is not an amount`."""
    quoted = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    shown = "".join(mark if mark.isprintable() else "�" for mark in quoted)
    return f"'{shown}' is not {_SAID[kind]}"


def shared_by(kind: ColumnType) -> str:
    """Who else could bear the same value: what an officer asks before a value ties two shops."""
    return _SHARED_BY[kind]


def is_masked(value: str) -> bool:
    """Whether an understood value is only the visible part of what was written."""
    return "*" in value

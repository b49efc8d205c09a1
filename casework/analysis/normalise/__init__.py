"""What a delivered value means, whoever wrote it: pure, one file per kind, never raising.

Each kind has `clean(text) -> value | None`. None means that the value identifies nothing or was
not understood; what was written is kept beside it by whoever calls. A value that was masked before
it was delivered keeps what is visible, with `*` for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from casework.analysis.normalise import (
    address,
    amount,
    company,
    coordinate,
    device,
    email,
    image,
    moment,
    name,
    payment,
    phone,
    tracking,
)
from casework.vocabulary import ColumnType

__all__ = [
    "address",
    "amount",
    "company",
    "coordinate",
    "device",
    "email",
    "image",
    "is_masked",
    "moment",
    "name",
    "payment",
    "phone",
    "reason_not_understood",
    "tracking",
    "understand",
]

Understood = str | Decimal | datetime | float | list[str]

_CLEANERS: dict[ColumnType, Callable[[str], Understood | None]] = {
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
}

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
    ColumnType.TRACKING: "a waybill or container number",
    ColumnType.NAME: "a name",
    ColumnType.ADDRESS: "an address",
    ColumnType.DEVICES: "a list of device identifiers",
    ColumnType.IMAGE: "an image hash in hexadecimal",
}
_LONGEST_QUOTE = 60


def understand(kind: ColumnType, text: str, zone: str = moment.CHINA) -> Understood | None:
    """What a cell of a column means, None when nothing.

    Amounts are `Decimal`, moments aware `datetime` in UTC, coordinates degrees as `float`, devices
    a list, everything else a string. `zone` (IANA) is for times written without an offset.
    """
    if kind is ColumnType.MOMENT:
        return moment.clean(text, zone)
    if kind is ColumnType.DEVICES:
        return device.clean_several(text) or None
    if kind is ColumnType.WORD:
        return text.strip().lower() or None
    if kind is ColumnType.TEXT:
        return text.strip() or None
    return _CLEANERS[kind](text)


def reason_not_understood(kind: ColumnType, text: str) -> str:
    """The sentence for an officer: `'12,x0' is not an amount`."""
    quoted = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    shown = "".join(mark if mark.isprintable() else "�" for mark in quoted)
    return f"'{shown}' is not {_SAID[kind]}"


def is_masked(value: str) -> bool:
    """Whether an understood value is only the visible part of what was written."""
    return "*" in value

"""Dates and times as moments in UTC.

Nothing is guessed: a year of two digits, a bare count of days or seconds, `CST` and a date such as
05/03/2026, which is March in one country and May in another, mean nothing unless the reader of the
file says more (`order`, `from_serial`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

from casework.analysis.normalise.romanise import plain
from casework.analysis.normalise.ways_of_time import rewritten

CHINA = "Asia/Shanghai"
SHARED_BY = "Everything that happened then: a moment identifies nobody."

Order = Literal["", "dmy", "mdy"]
"""What stands first in 05/03/2026: the day, the month, or nobody said."""

_DATE = r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
_TIME = (
    r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?"
    r"|[时点](?:(\d{1,2})分?(?:(\d{1,2})秒?)?)?)"
)
_OFFSET = r"\s*(z|(?:utc|gmt)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|[+-]\d{2})"
_WRITTEN = re.compile(rf"{_DATE}(?:(?:\s*t\s*|\s*){_TIME}(?:{_OFFSET})?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{8})[ t]?(\d{2})(\d{2})(\d{2})?(\d{3})?", re.ASCII)
_SERIAL = re.compile(r"\d{1,6}(?:\.\d{1,15})?", re.ASCII)
_EARLIEST, _LATEST = 1900, 2200
_LONGEST = 80
_MIDNIGHT = 24
_DAY_IN_MILLISECONDS = 86_400_000
_EXCELS_LEAP_DAY = 60
"""Excel counts a 29 February 1900 that never was; what comes before is a day off."""


def clean(text: str, zone: str = CHINA, order: Order = "") -> datetime | None:
    """The moment, in UTC and to the microsecond; a date alone is midnight in the zone.

    `zone` is the IANA name of the time zone for what was written without an offset; an unknown
    name gives None for those. When a clock is put back, of the two hours of one name the earlier is
    meant. `order` tells a date such as 05/03/2026; without it one is read only where but one
    reading is a date (25/03/2026), or both are the same (05/05/2026).

    Plain form: year, month and day of two digits with `-` or `/`, then perhaps a blank or T and
    hours, minutes, perhaps seconds and up to six digits more, perhaps Z or an offset.

    >>> clean("2026年3月5日 12:30").isoformat()
    '2026-03-05T04:30:00+00:00'
    >>> clean("Mar 5, 2026 3:07 PM", "UTC").isoformat()
    '2026-03-05T15:07:00+00:00'
    >>> clean("05/03/2026") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    written = plain(text).strip()
    match = _WRITTEN.fullmatch(written)
    if match is None:
        compact = _COMPACT.fullmatch(written)
        written = _spaced(compact) if compact else rewritten(written, order)
        match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    try:
        return _moment(match, zone)
    except (ValueError, OverflowError):
        return None


def from_serial(days: str, zone: str = CHINA, *, since_1904: bool = False) -> datetime | None:
    """The moment that a spreadsheet keeps as a number of days, to the millisecond, in UTC.

    Only for a reader that knows the cell to be a date: any number is some day. None before
    1 March 1900 and from 2200 on. `since_1904` is the other way of counting, of old Macintoshes.

    >>> from_serial("46086.5", "UTC").isoformat()
    '2026-03-05T12:00:00+00:00'
    """
    written = days.strip()
    place = zone_of(zone)
    if place is None or not _SERIAL.fullmatch(written):
        return None
    count = Decimal(written)
    if not since_1904 and count <= _EXCELS_LEAP_DAY:
        return None
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    passed = timedelta(milliseconds=int((count * _DAY_IN_MILLISECONDS).to_integral_value()))
    local = start + passed
    return local.replace(tzinfo=place).astimezone(UTC) if local.year < _LATEST else None


def _spaced(compact: re.Match[str]) -> str:
    seconds = f"{compact[4] or '00'}.{compact[5] or '0'}"
    return f"{compact[1]} {compact[2]}:{compact[3]}:{seconds}"


def _moment(match: re.Match[str], zone: str) -> datetime | None:
    year = int(match[1])
    month, day = match[2] or match[4] or match[6], match[3] or match[5] or match[7]
    place = _offset(match[14]) if match[14] else zone_of(zone)
    if place is None or not _EARLIEST <= year < _LATEST:
        return None
    micros = int((match[11] or "0").ljust(6, "0")[:6])
    hours, minutes = int(match[8] or 0), int(match[9] or match[12] or 0)
    seconds = int(match[10] or match[13] or 0)
    # The midnight that ends a day (ISO 8601) is the one that begins the next.
    ends = hours == _MIDNIGHT and not (minutes or seconds or micros)
    hours = 0 if ends else hours
    local = datetime(year, int(month), int(day), hours, minutes, seconds, micros, tzinfo=place)
    return (local + timedelta(days=ends)).astimezone(UTC)


def _offset(written: str) -> tzinfo:
    written = written.removeprefix("utc").removeprefix("gmt")
    if not written or written[0] not in "+-":
        return UTC
    hours, _, rest = written[1:].partition(":")
    if not rest and len(hours) > 2:
        hours, rest = hours[:-2], hours[-2:]
    minutes = int(hours) * 60 + int(rest or 0)
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name, None where there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None

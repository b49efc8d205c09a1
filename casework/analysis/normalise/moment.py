"""Dates and times as moments in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from casework.analysis.normalise.romanise import plain

CHINA = "Asia/Shanghai"

_DATE = r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
_TIME = (
    r"(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?"
    r"|[时点](?:(\d{1,2})分?(?:(\d{1,2})秒?)?)?)"
)
_OFFSET = r"\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})"
_WRITTEN = re.compile(rf"{_DATE}(?:(?:\s*t\s*|\s*){_TIME}(?:{_OFFSET})?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{8})[ t]?(\d{2})(\d{2})(\d{2})?", re.ASCII)
_EARLIEST, _LATEST = 1900, 2200
_LONGEST = 48


def clean(text: str, zone: str = CHINA) -> datetime | None:
    """The moment, in UTC and to the microsecond; a date alone is midnight in the zone.

    `zone` is the IANA name of the time zone for what was written without an offset; an unknown
    name gives None for those.

    >>> clean("2026年3月5日 12:30").isoformat()
    '2026-03-05T04:30:00+00:00'
    """
    if len(text) > _LONGEST:
        return None
    written = plain(text).strip()
    compact = _COMPACT.fullmatch(written)
    if compact is not None:
        written = f"{compact[1]} {compact[2]}:{compact[3]}:{compact[4] or '00'}"
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    try:
        return _moment(match, zone)
    except (ValueError, OverflowError):
        return None


def _moment(match: re.Match[str], zone: str) -> datetime | None:
    year = int(match[1])
    month, day = match[2] or match[4] or match[6], match[3] or match[5] or match[7]
    place = _offset(match[14]) if match[14] else _zone(zone)
    if place is None or not _EARLIEST <= year < _LATEST:
        return None
    micros = int((match[11] or "0").ljust(6, "0")[:6])
    local = datetime(
        year,
        int(month),
        int(day),
        int(match[8] or 0),
        int(match[9] or match[12] or 0),
        int(match[10] or match[13] or 0),
        micros,
        tzinfo=place,
    )
    return local.astimezone(UTC)


def _offset(written: str) -> tzinfo:
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


@cache
def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None

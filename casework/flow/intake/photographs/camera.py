"""What a camera says of its own picture: when, where, with what. None of it is to be trusted.

Tags are those of CIPA DC-008 (Exif 3.0). Anyone can write anything into them: a value that is not
what the standard asks for is left out, and what was written is kept where an officer can read it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

_MAKE, _MODEL = 0x010F, 0x0110
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_MOMENTS = ((0x9003, 0x9011, 0x9291), (0x9004, 0x9012, 0x9292))
"""When it was taken, else when it was turned into numbers: with offset and fraction of a second."""
_LAT_REF, _LAT, _LON_REF, _LON, _DATUM = 1, 2, 3, 4, 18
_WRITTEN = re.compile(
    r"(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?: (.*))?", re.ASCII
)
"""A moment with what may stand behind it: a fraction of a second, an offset."""
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})", re.ASCII)
_FRACTION = re.compile(r"\d{1,9}", re.ASCII)
_EARLIEST, _LATEST = 1990, 2200
"""No camera wrote these tags before; what says later was set wrongly."""
_WGS_84 = {"", "WGS84"}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera wrote, as far as it can be read."""

    taken_at: datetime | None = None
    """In UTC, to the microsecond."""
    taken_as_written: str = ""
    """As it stands in the file, with the offset where one stands there."""
    lat: float | None = None
    lon: float | None = None
    """Degrees, WGS 84; None where the file names another datum."""
    place_as_written: str = ""
    make_and_model: str = ""


def camera(exif: Any, zone: str) -> Camera:
    """Return what the camera says; `exif` is Pillow's, `zone` that of times without an offset.

    Never raises: what is not well-formed says nothing.
    """
    main, shot, gps = _tags(exif), _inner(exif, _EXIF_IFD), _inner(exif, _GPS_IFD)
    taken_at, written = _taken(shot, zone)
    lat, lon = _place(gps)
    return Camera(taken_at, written, lat, lon, _place_as_written(gps), _made_by(main))


def _tags(exif: Any) -> dict[int, Any]:
    return {int(tag): value for tag, value in dict(exif).items() if isinstance(tag, int)}


def _inner(exif: Any, ifd: int) -> Mapping[int, Any]:
    # Pillow follows offsets the file itself gives: whatever they lead to must not stop a reading.
    try:
        found = exif.get_ifd(ifd)
    except (ValueError, TypeError, KeyError, IndexError, OSError, SyntaxError, EOFError):
        return {}
    except ArithmeticError:
        return {}
    return found if isinstance(found, dict) else {}


def _taken(shot: Mapping[int, Any], zone: str) -> tuple[datetime | None, str]:
    for tag, offset_tag, fraction_tag in _MOMENTS:
        written = _text(shot.get(tag))
        if not written.strip(" :0"):  # a camera whose clock was never set writes blanks or noughts
            continue
        offset, fraction = _text(shot.get(offset_tag)), _text(shot.get(fraction_tag))
        said = f"{written}.{fraction}" if _FRACTION.fullmatch(fraction) else written
        whole = f"{said} {offset}".strip()[:_LONGEST]
        return moment(whole, zone), whole
    return None, ""


def moment(as_written: str, zone: str) -> datetime | None:
    """Return the moment a camera wrote, in UTC, None where it is none.

    An offset that stands beside it goes before `zone`, which is that of a clock without one.
    """
    found = _WRITTEN.fullmatch(as_written)
    if found is None:
        return None
    *parts, fraction, offset = found.groups(default="")
    year, month, day, hour, minute, second = (int(part) for part in parts)
    if not _EARLIEST <= year < _LATEST:
        return None
    micros = int(fraction.ljust(6, "0")[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, micros, _zone(offset, zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(offset: str, zone: str) -> tzinfo:
    found = _OFFSET.fullmatch(offset)
    if found is None:
        return ZoneInfo(zone)
    minutes = int(found[2]) * 60 + int(found[3])
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))


def _place(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    datum = re.sub(r"[^A-Z0-9]", "", _text(gps.get(_DATUM)).upper())
    lat = _degrees(gps.get(_LAT), _text(gps.get(_LAT_REF)).upper(), "NS", 90.0)
    lon = _degrees(gps.get(_LON), _text(gps.get(_LON_REF)).upper(), "EW", 180.0)
    # Noughts are what a receiver writes that has not found itself yet.
    if datum not in _WGS_84 or lat is None or lon is None or (lat, lon) == (0.0, 0.0):
        return None, None
    return lat, lon


def _degrees(written: Any, ref: str, sides: str, most: float) -> float | None:
    if ref not in tuple(sides) or not isinstance(written, tuple) or len(written) != 3:
        return None
    parts = [_number(part) for part in written]
    if any(part is None or not 0 <= part < limit for part, limit in _within(parts, most)):
        return None
    whole, minutes, seconds = (part or 0.0 for part in parts)
    degrees = whole + minutes / 60 + seconds / 3600
    if degrees > most:
        return None
    return round(-degrees if ref == sides[1] else degrees, 7)


def _within(parts: Sequence[float | None], most: float) -> list[tuple[float | None, float]]:
    # Some cameras write minutes with decimals and no seconds; none writes sixty of either.
    return list(zip(parts, (most + 1, 60.0, 60.0), strict=True))


def _number(part: Any) -> float | None:
    try:
        found = float(part)
    except (ValueError, TypeError, ArithmeticError):
        return None
    return found if math.isfinite(found) else None


def _place_as_written(gps: Mapping[int, Any]) -> str:
    said = []
    for ref, value in ((_LAT_REF, _LAT), (_LON_REF, _LON)):
        parts = gps.get(value)
        if isinstance(parts, tuple):
            shown = " ".join(str(part)[:20] for part in parts[:3])
            said.append(f"{_text(gps.get(ref))} {shown}".strip())
    datum = _text(gps.get(_DATUM))
    return "; ".join([*said, *([datum] if said and datum else [])])[: 2 * _LONGEST]


def _made_by(main: Mapping[int, Any]) -> str:
    make, model = _text(main.get(_MAKE)), _text(main.get(_MODEL))
    # Many makers begin the model with their own name.
    return model if make and model.lower().startswith(make.lower()) else f"{make} {model}".strip()


def _text(value: Any) -> str:
    """Return a tag's text as it can be shown and kept; "" where it is none."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", errors="replace")
    if not isinstance(value, str):
        return ""
    shown = "".join(mark if mark.isprintable() else "�" for mark in value.strip("\x00 \t\r\n"))
    return shown[:_LONGEST]

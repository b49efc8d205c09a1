"""Writes a photograph as cameras and scanners do: JPEG and its kin, with time and place."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "HEIF": "heic", "TIFF": "tif"}
_BACK = {90: 8, 180: 3, 270: 6}
"""EXIF orientation that turns a picture back which is turned clockwise by so many degrees."""


@dataclass(frozen=True, slots=True)
class Camera:
    """What a camera writes beside the pixels."""

    maker: str = ""
    model: str = ""
    taken_at: datetime | None = None
    place: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84."""
    knows_turn: bool = False
    """Whether it notes how it was held, so that viewers turn the picture back."""


def write_picture(path: Path, pixels: Any, form: str, quality: int, exif: Image.Exif) -> None:
    """Write RGB pixels (uint8) as one file of `form`, a key of SUFFIXES."""
    picture = Image.fromarray(pixels)
    if form == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    options: dict[str, Any] = {"exif": exif}
    if form in {"JPEG", "HEIF"}:
        options["quality"] = quality
    if form == "HEIF":
        options["enc_params"] = {"preset": "ultrafast"}  # the same picture, six times sooner
    if form == "TIFF":
        options["compression"] = "tiff_lzw"
    picture.save(path, form, **options)


def write_pdf(path: Path, pages: list[Any], made_at: datetime) -> None:
    """Write pages (RGB, uint8) as a scanner's PDF: one grey JPEG on each, no text."""
    first, *others = (Image.fromarray(page).convert("L") for page in pages)
    held = io.BytesIO()
    when = made_at.astimezone(UTC).timetuple()
    first.save(
        held,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=150,
        creationDate=when,
        modDate=when,
    )
    path.write_bytes(held.getvalue())


def exif_of(camera: Camera, turned: int) -> Image.Exif:
    """Return the tags of a camera; empty where it writes none."""
    exif = Image.Exif()
    if camera.maker:
        exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = camera.maker, camera.model
    if camera.knows_turn and turned:
        exif[ExifTags.Base.Orientation] = _BACK[turned]
    if camera.taken_at is not None:
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        inner[ExifTags.Base.DateTimeOriginal] = camera.taken_at.strftime("%Y:%m:%d %H:%M:%S")
        inner[ExifTags.Base.OffsetTimeOriginal] = f"{camera.taken_at:%z}"[:3] + ":00"
    if camera.place is not None:
        where = exif.get_ifd(ExifTags.IFD.GPSInfo)
        lat, lon = camera.place
        where[ExifTags.GPS.GPSLatitudeRef] = "N" if lat >= 0 else "S"
        where[ExifTags.GPS.GPSLatitude] = _degrees(abs(lat))
        where[ExifTags.GPS.GPSLongitudeRef] = "E" if lon >= 0 else "W"
        where[ExifTags.GPS.GPSLongitude] = _degrees(abs(lon))
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return (float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 2))

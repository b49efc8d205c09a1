from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pillow_heif
import pypdfium2
import pytest
from PIL import ExifTags, Image

from casework.simulator.photographs.files import SUFFIXES, Camera, exif_of, write_pdf, write_picture

PIXELS = np.full((60, 80, 3), 200, np.uint8)
TAKEN = datetime(2026, 8, 12, 9, 36, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize("form", SUFFIXES)
def test_every_form_is_opened_again_with_its_camera(form: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / f"one.{SUFFIXES[form]}"

    write_picture(path, PIXELS, form, 80, exif_of(Camera("Huarong", "HR-20 Pro"), 0))

    with Image.open(path) as picture:
        assert picture.size == (80, 60)
        assert picture.getexif()[ExifTags.Base.Make] == "Huarong"


def test_time_and_place_are_written_as_cameras_do(tmp_path: Path) -> None:
    path = tmp_path / "one.jpg"
    camera = Camera("Huarong", "HR-20 Pro", TAKEN, (23.157, 113.273))

    write_picture(path, PIXELS, "JPEG", 80, exif_of(camera, 0))

    with Image.open(path) as picture:
        exif = picture.getexif()
        inner, where = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert inner[ExifTags.Base.DateTimeOriginal] == "2026:08:12 09:36:00"
    assert inner[ExifTags.Base.OffsetTimeOriginal] == "+08:00"
    degrees, minutes, seconds = (float(part) for part in where[ExifTags.GPS.GPSLatitude])
    assert degrees + minutes / 60 + seconds / 3600 == pytest.approx(23.157, abs=1e-4)


@pytest.mark.parametrize(("turned", "orientation"), [(90, 8), (180, 3), (270, 6)])
def test_a_camera_that_knows_how_it_was_held_says_so(turned: int, orientation: int) -> None:
    knowing = exif_of(Camera("a", "b", knows_turn=True), turned)
    unknowing = exif_of(Camera("a", "b"), turned)

    assert knowing[ExifTags.Base.Orientation] == orientation
    assert ExifTags.Base.Orientation not in unknowing


def test_a_scan_has_a_page_for_each_label_and_the_same_bytes_again(tmp_path: Path) -> None:
    made_at = datetime(2026, 8, 12, tzinfo=UTC)

    for name in ("one.pdf", "two.pdf"):
        write_pdf(tmp_path / name, [PIXELS, PIXELS], made_at)

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    with pypdfium2.PdfDocument(tmp_path / "one.pdf") as document:
        assert len(document) == 2

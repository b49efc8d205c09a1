"""A picture is turned upright, made plain and measured whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.photographs import pictures
from casework.flow.intake.photographs.page import MOST_PAGES, Page
from tests.factories import photographs


def _only(path: Path, format_: str) -> Page:
    (page,) = pictures.pages(path, pictures.Opening(path.name, format_, "Asia/Shanghai"))
    return page


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_was_held_so(tmp_path: Path, orientation: int) -> None:
    # Given a picture stored as a camera held so stores it
    from PIL import ImageOps

    path = tmp_path / "a.png"
    stored = photographs.blank(60, 40)
    stored.putpixel((0, 0), (255, 0, 0))
    exif = photographs.exif(orientation=orientation)
    stored.save(path, exif=exif)
    # When opened; then it is as Pillow would turn it, and its size is that of the upright page
    page = _only(path, "PNG")
    stored.info["exif"] = exif.tobytes()
    wanted = ImageOps.exif_transpose(stored)
    assert page.picture.tobytes() == wanted.tobytes()
    assert (page.width, page.height) == wanted.size


def test_an_orientation_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    photographs.blank().save(path, exif=photographs.exif(orientation=77))
    assert _only(path, "JPEG").picture.size == (60, 40)


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.png"
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(path)
    assert _only(path, "PNG").picture.getpixel((1, 1)) == (255, 255, 255)


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    import numpy as np
    from PIL import Image

    path = tmp_path / "a.tif"
    Image.fromarray(np.array([[0, 30_000], [30_000, 60_000]], np.uint16)).save(path)
    picture = _only(path, "TIFF").picture
    assert [picture.getpixel((n, n))[0] for n in range(2)] == [0, 255]


def test_a_large_picture_is_read_smaller_and_measured_whole(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "a.jpg"
    Image.new("L", (8_000, 6_000), 128).save(path)
    page = _only(path, "JPEG")
    assert (page.width, page.height) == (8_000, 6_000)
    assert page.picture.size == (4_000, 3_000)


def test_more_pages_than_are_read_are_said(tmp_path: Path) -> None:
    # Given a scan of many pages; when opened; then the first are there, and each says so
    many = [photographs.blank(8, 8)] * (MOST_PAGES + 5)
    path = photographs.scanned(tmp_path / "many.tif", many)
    pages = list(pictures.pages(path, pictures.Opening("many.tif", "TIFF", "Asia/Shanghai")))
    assert len(pages) == MOST_PAGES
    assert {page.pages for page in pages} == {MOST_PAGES + 5}
    assert pages[0].remarks == ("The file has 55 pages; the first 50 were read.",)


def test_a_damaged_picture_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    photographs.waybill(lines=False).save(path)
    path.write_bytes(path.read_bytes()[:9_000])
    with pytest.raises(FileUnreadable, match=r"^a\.jpg: it is damaged or cut off \(.*\)\.$"):
        _only(path, "JPEG")

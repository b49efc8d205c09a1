"""What is a photograph is told by its bytes; what is made to harm is refused soon and cheaply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.confined import confined
from casework.flow.intake.photographs import is_photograph, opening
from casework.flow.intake.photographs.taking import TO_OPEN
from tests.factories import intake, photographs
from tests.flow.intake.photographs import hostile

_MOST = 500 * 1000**2
_ZONE = "Asia/Shanghai"


def _opened(path: Path) -> Any:
    return confined(opening.opened, path, path.name, _ZONE, 0, label=path.name, limits=TO_OPEN)


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_files_are_refused(tmp_path: Path, name: str) -> None:
    # Given a file made to harm
    path = tmp_path / name
    make, says = hostile.FILES[name]
    make(path)
    # When opened as everything is
    told = _opened(path)
    with pytest.raises(FileUnreadable) as refusal:
        list(told)
    # Then one sentence names it and why, and little was spent
    assert str(refusal.value).startswith(f"{name}: ")
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert told.spent.peak < _MOST
    assert told.spent.seconds < 5


@pytest.mark.parametrize("name", hostile.HARMLESS)
def test_odd_files_are_opened_cheaply(tmp_path: Path, name: str) -> None:
    # Given; when; then
    path = tmp_path / name
    hostile.HARMLESS[name](path)
    told = _opened(path)
    assert [said["page"] for said in told] == [1]
    assert told.spent.peak < _MOST


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.heic", "a.tif", "a.webp", "a.pdf"])
def test_each_format_is_told_by_its_bytes(tmp_path: Path, name: str) -> None:
    # Given a picture whose name says nothing
    import pillow_heif

    pillow_heif.register_heif_opener()
    photographs.blank().save(tmp_path / name)
    path = (tmp_path / name).rename(tmp_path / "delivered")
    # When opened; then
    assert is_photograph(path)
    (page,) = opening.pages(path, "delivered", _ZONE)
    assert (page.number, page.pages, page.picture.mode) == (1, 1, "RGB")
    assert page.width / page.height == pytest.approx(1.5, rel=0.02)


def test_tables_are_no_photographs(tmp_path: Path) -> None:
    # Given tables; when; then
    rows = [intake.order(1)]
    assert not is_photograph(intake.write_csv(tmp_path / "o.csv", rows))
    assert not is_photograph(intake.write_json_lines(tmp_path / "o.jsonl", rows))
    assert not is_photograph(intake.write_xlsx(tmp_path / "o.xlsx", {"a": [["b"]]}))


def test_one_page_alone(tmp_path: Path) -> None:
    # Given three pages; when the second is asked for; then it comes alone
    pages = [photographs.blank(60 + n, 40) for n in range(3)]
    path = photographs.scanned(tmp_path / "three.tif", pages)
    (page,) = opening.pages(path, "three.tif", _ZONE, only=2)
    assert (page.number, page.pages, page.width) == (2, 3, 61)


def test_a_rendition_says_nothing_of_the_camera(tmp_path: Path) -> None:
    # Given a picture with Exif
    from io import BytesIO

    from PIL import Image

    path = tmp_path / "a.jpg"
    photographs.blank(600, 400).save(path, exif=photographs.exif(orientation=6))
    # When drawn, turned to the right and made smaller
    (drawn,) = opening.rendition(path, "a.jpg", 1, 90, 200)
    # Then
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (200, 133)
        assert not dict(picture.getexif())
        assert "exif" not in picture.info
    assert b"HUAWEI" not in drawn

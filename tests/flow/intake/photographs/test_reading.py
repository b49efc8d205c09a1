"""A label is read into barcodes, lines and proposals, all in the frame of the upright page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework.flow.intake.photographs.reading import read
from tests.factories import photographs

_ZONE = "Asia/Shanghai"


def _read(path: Path) -> dict[str, Any]:
    (said,) = read(path, path.name, _ZONE)
    return said


@pytest.mark.parametrize("turned", [0, 90])
def test_a_label_is_read_upright(tmp_path: Path, turned: int) -> None:
    # Given a photograph of a label that lay on its side, or not
    path = tmp_path / "waybill.jpg"
    photographs.waybill().rotate(turned, expand=True).save(path, quality=92)
    # When read; then width, height, lines and barcode are those of the label upright
    said = _read(path)
    reading = said["reading"]
    assert (said["width"], said["height"], reading["turned"]) == (1200, 1700, turned)
    (code,) = reading["barcodes"]
    assert (code["text"], code["format"]) == (photographs.WAYBILL_NO, "Code128")
    assert code["box"][0] == pytest.approx([188, 151], abs=6)
    assert code["box"][2] == pytest.approx([951, 368], abs=6)
    assert reading["lines"][0]["text"].startswith("中通快递")
    assert reading["lines"][0]["box"][0] == pytest.approx([60, 53], abs=15)
    assert (reading["language"], reading["text"]) == ("zh", "recognised")
    assert set(reading["read_with"]) == {"zxing-cpp", "rapidocr"}


def test_a_label_written_by_a_program_needs_no_recognition(tmp_path: Path) -> None:
    # Given a label printed to PDF; when read; then its own text is taken, and its barcode read
    said = _read(photographs.born_digital(tmp_path / "a.pdf"))
    reading = said["reading"]
    assert (reading["format"], reading["text"]) == ("PDF", "written by a program")
    assert (reading["pages"], reading["turned"], reading["language"]) == (1, 0, "en")
    assert [one["text"] for one in reading["barcodes"]] == [photographs.WAYBILL_NO]
    assert reading["lines"][1]["text"] == "From: Zhang Wei +86 138 1234 5678"


def test_what_the_camera_says_is_kept(tmp_path: Path) -> None:
    # Given a small photograph with Exif; when read; then
    path = tmp_path / "a.jpg"
    photographs.blank().save(path, exif=photographs.exif())
    said = _read(path)
    assert said["taken_at"] == "2026-03-05T04:30:00+00:00"
    assert said["taken_as_written"] == "2026:03:05 12:30:00"
    assert (said["lat"], said["lon"]) == (23.125, 113.25)
    assert said["reading"]["camera"] == "HUAWEI P60"
    assert said["reading"]["fields"] == []

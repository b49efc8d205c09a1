from __future__ import annotations

from math import atan2, degrees
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from casework.simulator import World
from casework.simulator.photographs import Photographed, chinese, draw_samples, english
from tests.simulator.photographs.conftest import FONTS


@pytest.fixture(scope="module")
def drawn(
    village: World, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Photographed]]:
    folder = tmp_path_factory.mktemp("samples")
    return folder, draw_samples(village, folder, FONTS)


def test_two_photographs_and_a_scan_are_drawn(drawn: tuple[Path, list[Photographed]]) -> None:
    folder, shown = drawn

    assert [(one.file, one.page) for one in shown] == [
        ("waybill_slanted.jpg", 1),
        ("waybill_english.jpg", 1),
        ("waybills_scanned.pdf", 1),
        ("waybills_scanned.pdf", 2),
        ("waybills_scanned.pdf", 3),
    ]
    assert {path.name for path in folder.iterdir()} == {one.file for one in shown}
    for name in ("waybill_slanted.jpg", "waybill_english.jpg"):
        with Image.open(folder / name) as picture:
            assert picture.format == "JPEG"
    with pypdfium2.PdfDocument(folder / "waybills_scanned.pdf") as document:
        assert len(document) == 3


def test_one_is_chinese_and_askew_one_is_english(
    drawn: tuple[Path, list[Photographed]],
) -> None:
    _, [slanted, abroad, *_] = drawn

    start, end = slanted.fields["sender_address"].boxes[0][:2]
    assert slanted.fields["carrier"].value in chinese.NAMES
    assert abs(degrees(atan2(end[1] - start[1], end[0] - start[0]))) > 8
    assert abroad.layout in {
        layout.__name__ for layouts in english.LAYOUTS.values() for layout in layouts
    }
    assert abroad.fields["sender_address"].value.isascii()


def test_each_states_another_parcel(drawn: tuple[Path, list[Photographed]]) -> None:
    _, shown = drawn

    assert len({one.fields["waybill_no"].value for one in shown}) == len(shown)

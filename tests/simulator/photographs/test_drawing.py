from __future__ import annotations

import json
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageOps

from casework.errors import FontMissing
from casework.simulator import World
from casework.simulator.photographs import (
    Photographed,
    Shoot,
    draw_photographs,
    write_photograph_truth,
)
from tests.simulator.photographs.conftest import FONTS

SMALL = (675, 900)
SHOOT = Shoot(12, FONTS, "strong", seed=3, size=SMALL)


@pytest.fixture(scope="module")
def shot(
    village: World, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Photographed]]:
    folder = tmp_path_factory.mktemp("photographs")
    return folder, draw_photographs(village, folder, SHOOT)


def test_pictures_come_in_the_forms_officers_send(shot: tuple[Path, list[Photographed]]) -> None:
    folder, truth = shot

    assert {path.suffix for path in folder.iterdir()} == {".jpg", ".png", ".heic", ".tif", ".pdf"}
    assert [one.page for one in truth if one.file.endswith(".pdf")] == [1, 2, 3]
    assert {one.file for one in truth} == {path.name for path in folder.iterdir()}


def test_pictures_are_as_large_as_was_asked_for(
    shot: tuple[Path, list[Photographed]],
) -> None:
    _, truth = shot

    sizes = {tuple(sorted(one.size)) for one in truth if one.level != "scan"}
    assert max(sizes) == SMALL


def test_boxes_lie_in_the_picture_as_viewers_show_it(
    shot: tuple[Path, list[Photographed]],
) -> None:
    folder, truth = shot
    pillow_heif.register_heif_opener()

    for one in truth:
        if not one.file.endswith(".pdf"):
            with Image.open(folder / one.file) as picture:
                assert ImageOps.exif_transpose(picture).size == one.size
        corners = [corner for field in one.fields.values() for box in field.boxes for corner in box]
        assert all(-5 <= x <= one.size[0] + 5 and -5 <= y <= one.size[1] + 5 for x, y in corners)


def test_a_picture_that_is_shown_upright_has_its_lines_from_left_to_right(
    shot: tuple[Path, list[Photographed]],
) -> None:
    _, truth = shot

    for one in truth:
        start, end = one.fields["sender_address"].boxes[0][:2]
        along, down = end[0] - start[0], end[1] - start[1]
        ways = {0: along, 90: down, 180: -along, 270: -down}
        assert ways[one.turned] == max(ways.values())


def test_the_same_world_gives_the_same_photographs(village: World, tmp_path: Path) -> None:
    once = draw_photographs(village, tmp_path / "once", Shoot(2, FONTS, seed=9, size=SMALL))
    again = draw_photographs(village, tmp_path / "again", Shoot(2, FONTS, seed=9, size=SMALL))

    assert once == again
    for one in once:
        first, second = (tmp_path / name / one.file for name in ("once", "again"))
        assert first.read_bytes() == second.read_bytes()


def test_the_truth_is_written_as_json(
    shot: tuple[Path, list[Photographed]], tmp_path: Path
) -> None:
    _, truth = shot

    write_photograph_truth(truth, tmp_path / "told" / "truth.json")

    told = json.loads((tmp_path / "told" / "truth.json").read_text("utf-8"))["photographs"]
    assert len(told) == 12
    assert told[0]["fields"]["waybill_no"]["value"] == truth[0].fields["waybill_no"].value
    assert told[0]["fields"]["waybill_no"]["printed"]


def test_without_its_fonts_nothing_can_be_drawn(village: World, tmp_path: Path) -> None:
    with pytest.raises(FontMissing):
        draw_photographs(village, tmp_path / "pictures", Shoot(1, tmp_path))

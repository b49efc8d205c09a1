from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from casework.errors import FontMissing
from casework.simulator.photographs.sheet import Sheet, States, Type


def test_what_is_printed_is_noted_with_its_place(sheet: Sheet) -> None:
    sheet.write_on((30, 100), "重量：", Type(30), States("weight_kg", "1.25"))

    [area] = sheet.stated["weight_kg"].areas
    dark = np.asarray(sheet.image)[area[1] : area[3], area[0] : area[2]] < 128
    assert sheet.stated["weight_kg"].value == "1.25"
    assert area[0] > 30 + 60
    assert dark.any()


def test_a_long_text_goes_on_below_and_is_one_field(sheet: Sheet) -> None:
    text = "103, Building 3, 119 Hongqi Road, Ouhai District, Wenzhou City, Zhejiang Province"

    bottom = sheet.fill((30, 100), text, Type(30), 400, States("sender_address", text))

    stated = sheet.stated["sender_address"]
    assert stated.printed == text
    assert len(stated.areas) >= 3
    assert bottom > stated.areas[-1][1]
    assert all(area[2] <= 30 + 400 + 30 for area in stated.areas)


def test_nothing_is_noted_of_an_empty_field(sheet: Sheet) -> None:
    sheet.write((30, 100), "", Type(30), States("order_id", ""))

    assert sheet.stated == {}


@pytest.mark.parametrize("upright", [False, True])
def test_bars_are_read_back(sheet: Sheet, upright: bool) -> None:
    sheet.bars((60, 60), "SF1407487703557", (600, 120), upright=upright)

    [seen] = zxingcpp.read_barcodes(np.asarray(sheet.image))
    assert seen.text == "SF1407487703557"
    assert sheet.barcodes == [("SF1407487703557", "Code128")]


def test_squares_and_stacks_are_read_back(sheet: Sheet) -> None:
    sheet.square((60, 60), "https://example.invalid/1", 200)
    sheet.stack((60, 400), "784282665115|Emily Carter", (560, 180))

    seen = {one.text for one in zxingcpp.read_barcodes(np.asarray(sheet.image))}
    assert seen == {"https://example.invalid/1", "784282665115|Emily Carter"}


def test_a_missing_font_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match="NotoSansSC-Regular"):
        Sheet(100, 100, tmp_path).write((0, 0), "运单", Type(20))

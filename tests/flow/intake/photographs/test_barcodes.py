"""Barcodes are found however the label lay, with the place they stand at in the picture."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from casework.flow.intake.photographs.barcodes import barcodes, shown
from tests.factories import photographs


def _gray(picture: Any) -> Any:
    return np.asarray(picture.convert("L"))


def _sheet(slant: float = 0.0) -> Any:
    from PIL import Image

    sheet = Image.new("RGB", (1400, 1400), "white")
    sheet.paste(photographs.stripes().resize((600, 160), 0), (400, 620))
    return sheet.rotate(slant, fillcolor="white")


@pytest.mark.parametrize("slant", [0, 90, 180, 270, 30, -45, 12])
def test_whichever_way_the_label_lay(slant: float) -> None:
    # Given a barcode in the middle of a sheet, turned
    (found,) = barcodes(_gray(_sheet(slant)))
    # When read; then its text is right and its box lies around the middle
    assert (found.text, found.format) == (photographs.WAYBILL_NO, "Code128")
    centre = np.mean(found.box, axis=0)
    assert np.abs(centre - 700).max() < 30


def test_a_faint_print_is_made_clearer() -> None:
    # Given stripes that glare has left nearly white, on paper that shade makes uneven
    sheet = np.asarray(_sheet().convert("L"), dtype=np.float32)
    shade = np.linspace(150, 240, sheet.shape[1])[None, :]
    rng = np.random.default_rng(1)
    faint = shade - (255 - sheet) * 0.06 + rng.normal(0, 1.5, sheet.shape)
    # When read; then
    found = barcodes(np.clip(faint, 0, 255).astype(np.uint8))
    assert [one.text for one in found] == [photographs.WAYBILL_NO]


def test_several_and_each_once() -> None:
    # Given a stripe code twice and a square one
    import zxingcpp
    from PIL import Image

    sheet = _sheet()
    sheet.paste(photographs.stripes().resize((600, 160), 0), (400, 1100))
    code = zxingcpp.create_barcode("https://example.org/w", zxingcpp.BarcodeFormat.QRCode)
    square = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=6)))
    sheet.paste(square, (100, 100))
    # When read; then
    found = {(one.format, one.text) for one in barcodes(_gray(sheet))}
    assert found == {("Code128", photographs.WAYBILL_NO), ("QRCode", "https://example.org/w")}


def test_nothing_is_nothing() -> None:
    assert barcodes(_gray(photographs.blank())) == []
    assert barcodes(np.full((1, 3000), 200, np.uint8)) == []


def test_a_text_is_kept_as_a_register_can_hold_it() -> None:
    # Given separators that mean something, and what no register holds; when; then
    assert shown("(01)\x1d12\x00\ud800") == "(01)\x1d12��"
    assert len(shown("1" * 10_000)) == 4_000

"""Photographs of waybills, drawn plainly: what a test needs to know of a label, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FONT = ROOT / "static" / "dist" / "fonts" / "NotoSansSC-Regular.ttf"
WAYBILL_NO = "78001234567890"
LINES = (
    ("中通快递 ZTO EXPRESS", 60, 40, 56),
    (f"运单号 {WAYBILL_NO}", 300, 390, 44),
    ("寄件人 张伟 138****5678", 60, 520, 44),
    ("广东省广州市白云区兴隆路12号3栋402室", 60, 600, 44),
    ("收件人 李娜 13912345678", 60, 760, 44),
    ("浙江省杭州市西湖区文三路90号", 60, 840, 44),
    ("订单号 056100000001", 60, 1000, 44),
)
"""Text, where it stands from the upper left, and its height, in pixels."""


def waybill(*, barcode: bool = True, lines: bool = True) -> Any:
    """Return a label of 1200 by 1700 pixels as a Pillow image; skips where the font is missing."""
    from PIL import Image, ImageDraw, ImageFont

    label = Image.new("RGB", (1200, 1700), "white")
    if lines:
        if not FONT.is_file():
            pytest.skip(f"{FONT.name} is missing: make assets")
        pen = ImageDraw.Draw(label)
        for words, x, y, size in LINES:
            pen.text((x, y), words, font=ImageFont.truetype(FONT, size), fill="black")
    if barcode:
        label.paste(stripes().resize((900, 220), 0), (120, 150))
    return label


def stripes(text: str = WAYBILL_NO) -> Any:
    """Return a Code 128 barcode as a Pillow image."""
    import numpy as np
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=6))).convert("RGB")


def blank(width: int = 60, height: int = 40) -> Any:
    """Return a small gray picture as a Pillow image."""
    from PIL import Image

    return Image.new("RGB", (width, height), (120, 130, 140))


def exif(**given: Any) -> Any:
    """Return Exif of a telephone in Guangzhou at noon; `shot` and `gps` add tags by number."""
    from PIL import Image

    made = Image.Exif()
    made[0x010F], made[0x0110] = "HUAWEI", "HUAWEI P60"
    made[0x0112] = given.get("orientation", 1)
    made._ifds[0x8769] = {0x9003: "2026:03:05 12:30:00", **given.get("shot", {})}
    place = {1: "N", 2: (23.0, 7.0, 30.0), 3: "E", 4: (113.0, 15.0, 0.0)}
    made._ifds[0x8825] = place | given.get("gps", {})
    return made


def born_digital(path: Path) -> Path:
    """Write a label as a program prints it to PDF, with its text, and return the path."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(str(path), pagesize=(288, 432))
    page.setFont("Helvetica", 12)
    page.drawString(20, 400, f"Tracking number {WAYBILL_NO}")
    page.drawString(20, 380, "From: Zhang Wei +86 138 1234 5678")
    page.drawImage(ImageReader(stripes()), 20, 300, 240, 60)
    page.showPage()
    page.save()
    return path


def scanned(path: Path, pictures: list[Any], **options: Any) -> Path:
    """Write pictures as the pages of a PDF or TIFF, as a scanner does, and return the path."""
    first, *others = pictures
    first.save(path, save_all=True, append_images=others, **options)
    return path

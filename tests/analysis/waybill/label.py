"""Labels as they are read: lines set down by hand, and lines that were truly read from pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from casework.analysis.waybill import Barcode, Box, FieldRead, Line, propose_fields
from casework.analysis.waybill.page import upright
from casework.analysis.waybill.words import Piece, cut

READ: dict[str, dict[str, Any]] = {
    page["name"]: page
    for page in json.loads(Path(__file__).with_name("read_lines.json").read_text("utf-8"))
}
"""Lines RapidOCR read from drawn photographs, with what is printed on them."""


def box(left: float, top: float, width: float = 400, height: float = 40) -> Box:
    right, bottom = left + width, top + height
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def line(text: str, left: float = 20, top: float = 20, score: float = 0.99) -> Line:
    """A line of type 40 high; characters as wide as they are high, letters half that."""
    width = sum(20 if sign.isascii() else 40 for sign in text)
    return Line(text, score, box(left, top, width))


def lines(*texts: str) -> list[Line]:
    """Lines one below the other."""
    return [line(text, top=20 + 60 * row) for row, text in enumerate(texts)]


def pieces(*read: Line) -> list[Piece]:
    return [piece for placed in upright(read) for piece in cut(placed)]


def turned(one: Line, size: tuple[int, int]) -> Line:
    """The line on a page that lies on its head."""
    first, second, third, fourth = ((size[0] - x, size[1] - y) for x, y in one.box)
    return Line(one.text, one.score, (first, second, third, fourth))


def values(fields: list[FieldRead]) -> dict[str, str]:
    return {field.column: field.value for field in fields}


def proposed(name: str) -> list[FieldRead]:
    """What is proposed for a page that was truly read."""
    page = READ[name]
    return propose_fields(
        [Barcode(text, form, _box(corners)) for text, form, corners in page["barcodes"]],
        [Line(text, score, _box(corners)) for text, score, corners in page["lines"]],
        *page["size"],
    )


def _box(corners: list[list[float]]) -> Box:
    one, two, three, four = ((x, y) for x, y in corners)
    return (one, two, three, four)

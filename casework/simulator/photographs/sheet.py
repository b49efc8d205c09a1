"""A label before it is photographed: paper, print, barcodes, and a note of what stands where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from casework.errors import FontMissing

_FILES = {False: "NotoSansSC-Regular.ttf", True: "NotoSansSC-Bold.ttf"}
_LEADING = 1.28
Spot = tuple[int, int]
"""Right and down from the label's top left corner, in tenths of a millimetre."""
Area = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class Type(NamedTuple):
    """How something is set: its height in tenths of a millimetre, and whether it is bold."""

    size: int
    bold: bool = False


class States(NamedTuple):
    """Which column a piece of print states, and how a person would write it there."""

    column: str
    value: str


@dataclass(slots=True)
class Stated:
    """One field of a label: as it is printed, as a person would write it, where it stands."""

    printed: str
    value: str
    areas: list[Area] = field(default_factory=list)


@cache
def _font(fonts_dir: Path, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    path = fonts_dir / _FILES[bold]
    if not path.is_file():
        raise FontMissing(path)
    return ImageFont.truetype(path, size)


class Sheet:
    """Paper of `width` by `height` tenths of a millimetre, one pixel each, printed in black."""

    def __init__(self, width: int, height: int, fonts_dir: Path) -> None:
        self.width, self.height = width, height
        self.image = Image.new("L", (width, height), 255)
        self.stated: dict[str, Stated] = {}
        self.barcodes: list[tuple[str, str]] = []
        self._draw = ImageDraw.Draw(self.image)
        self._fonts_dir = fonts_dir

    def write(self, at: Spot, text: str, type_: Type, states: States | None = None) -> int:
        """Print one line and return where it ends on the right."""
        font = _font(self._fonts_dir, type_.size, type_.bold)
        self._draw.text(at, text, fill=0, font=font)
        left, top, right, bottom = self._draw.textbbox(at, text, font=font)
        if states is not None:
            self._note(states, text, (int(left), int(top), int(right), int(bottom)))
        return int(right)

    def write_on(self, at: Spot, text: str, type_: Type, states: States) -> int:
        """Print what announces a field, then the field; the announcement is not part of it."""
        return self.write((self.write(at, text, type_), at[1]), states.value, type_, states)

    def fill(self, at: Spot, text: str, type_: Type, room: int, states: States | None) -> int:
        """Print a text in as many lines as `room` needs, and return where the next line begins."""
        x, y = at
        for line in self._lines(text, type_, room):
            self.write((x, y), line, type_, states)
            y += round(type_.size * _LEADING)
        if states is not None and states.column in self.stated:
            self.stated[states.column].printed = text
        return y

    def rule(self, start: Spot, end: Spot, width: int = 3) -> None:
        """Print a straight line."""
        self._draw.line([start, end], fill=0, width=width)

    def frame(self, area: Area, width: int = 3) -> None:
        """Print a rectangle."""
        self._draw.rectangle(area, outline=0, width=width)

    def badge(self, at: Spot, text: str, type_: Type, round_: bool = True) -> int:
        """Print white characters on a black disc or block, and return where it ends."""
        font = _font(self._fonts_dir, type_.size, type_.bold)
        length = int(self._draw.textlength(text, font=font))
        pad = type_.size // 3
        area = (at[0], at[1], at[0] + length + 2 * pad, at[1] + round(type_.size * 1.5))
        if round_ and len(text) == 1:
            self._draw.ellipse((*at, at[0] + area[3] - at[1], area[3]), fill=0)
            pad = (area[3] - at[1] - length) // 2
        else:
            self._draw.rectangle(area, fill=0)
        self._draw.text((at[0] + pad, at[1] + 1), text, fill=255, font=font)
        return area[2]

    def bars(self, at: Spot, text: str, size: Spot, upright: bool = False) -> None:
        """Print a Code 128 of `size` (along the bars' row, and high); upright ones run down."""
        self._code(at, text, "Code128", size, upright)

    def square(self, at: Spot, text: str, side: int) -> None:
        """Print a QR code."""
        self._code(at, text, "QRCode", (side, side), False)

    def stack(self, at: Spot, text: str, size: Spot) -> None:
        """Print a PDF417."""
        self._code(at, text, "PDF417", size, False)

    def _code(self, at: Spot, text: str, form: str, size: Spot, upright: bool) -> None:
        made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, form))
        drawn = Image.fromarray(made.to_image(scale=1, add_quiet_zones=False))
        # Whole pixels for each module, as a label printer sets them.
        scale = max(1, size[0] // drawn.width)
        wide = drawn.width * scale
        high = size[1] if form == "Code128" else round(size[1] * wide / size[0])
        drawn = drawn.resize((wide, high), Image.Resampling.NEAREST)
        if upright:
            drawn = drawn.transpose(Image.Transpose.ROTATE_270)
        self.image.paste(drawn, at)
        self.barcodes.append((text, form))

    def _lines(self, text: str, type_: Type, room: int) -> list[str]:
        font = _font(self._fonts_dir, type_.size, type_.bold)
        pieces = text.split(" ") if text.isascii() else list(text)
        glue = " " if text.isascii() else ""
        lines = [""]
        for piece in pieces:
            longer = f"{lines[-1]}{glue if lines[-1] else ''}{piece}"
            if lines[-1] and self._draw.textlength(longer, font=font) > room:
                lines.append(piece)
            else:
                lines[-1] = longer
        return lines

    def _note(self, states: States, text: str, area: Area) -> None:
        if not states.value:
            return
        known = self.stated.setdefault(states.column, Stated(text, states.value))
        # A number printed twice is one field; its first print is where it stands.
        if known.value == states.value:
            known.areas.append(area)

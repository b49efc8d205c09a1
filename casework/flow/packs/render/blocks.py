"""The blocks a page is built of: headings, prose, tables. Text is drawn as it is, never parsed.

reportlab's own paragraphs read markup; a shop name may hold some. Nothing here does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table, TableStyle

from casework.flow.packs.render.fonts import BOLD, REGULAR, drawable, fit, width
from casework.flow.packs.render.page import ACCENT, INK, QUIET, ROOM, RULE, SHADE, WARN, Sheet

_CHUNK = 500
"""Rows per table: reportlab's tables grow with the square of their length."""
_PAD = 2.2
_APART = 7
"""What keeps a number from the text in the next column."""
_TALLEST = 36
"""Lines a cell may have at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of prose looks; sizes in points."""

    size: float = 9
    leading: float = 13
    font: str = REGULAR
    tone: Color = INK
    before: float = 0
    after: float = 5
    indent: float = 0


BODY = Look()
SMALL = Look(size=7.5, leading=10.5, tone=QUIET, after=4)
STRONG = Look(font=BOLD, after=3)
WARNING = Look(font=BOLD, tone=WARN)
LEAD = Look(size=11, leading=16, after=8)
CODE = Look(size=7.5, leading=11, indent=8, after=6)


class Prose(Flowable):
    """Plain text in lines that fit; splits between lines, draws exactly what it was given."""

    def __init__(self, text: str, look: Look = BODY, lines: Sequence[str] | None = None) -> None:
        super().__init__()
        self.text, self.look = text, look
        self._lines = lines

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        self._room = room
        if self._lines is None:
            self._lines = fit(self.text, room - self.look.indent, self.look.size, self.look.font)
        return room, len(self._lines) * self.look.leading

    def split(self, room: float, height: float) -> list[Flowable]:
        self.wrap(room, height)
        lines = list(self._lines or ())
        whole = int(height // self.look.leading)
        if whole < 1 or whole >= len(lines):
            return []
        return [Prose("", self.look, lines[:whole]), Prose("", self.look, lines[whole:])]

    def draw(self) -> None:
        look = self.look
        self.canv.setFont(look.font, look.size)
        self.canv.setFillColor(look.tone)
        y = len(self._lines or ()) * look.leading
        for at, line in enumerate(self._lines or ()):
            self.canv.drawString(look.indent, y - (at + 0.78) * look.leading, line)

    def getSpaceBefore(self) -> float:
        return self.look.before

    def getSpaceAfter(self) -> float:
        return self.look.after


class Heading(Prose):
    """A section's title: a bookmark, a place links lead to, and an entry of the contents."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(title, Look(15, 20, BOLD, ACCENT, before=4, after=8))
        self.section, self.title = key, title

    def split(self, room: float, height: float) -> list[Flowable]:
        return []

    def draw(self) -> None:
        self.canv.bookmarkPage(self.section)
        self.canv.addOutlineEntry(drawable(self.title), self.section, 0, 0)
        super().draw()
        self.canv.setStrokeColor(ACCENT)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, -3, self._room, -3)


class ContentsLine(Flowable):
    """A title, the page it begins on, and a link there."""

    def __init__(self, key: str, title: str, page: str) -> None:
        super().__init__()
        self.key, self.title, self.page = key, title, page

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        self._room = room
        return room, 18

    def draw(self) -> None:
        end = width(self.page, 9)
        title = fit(self.title, self._room - end - 12, 9.5)[0]
        self.canv.setFillColor(INK)
        self.canv.setFont(REGULAR, 9.5)
        self.canv.drawString(0, 5, title)
        self.canv.setFont(REGULAR, 9)
        self.canv.drawString(self._room - end, 5, self.page)
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, 0, self._room, 0)
        # Only to where a heading stands: a link that leads nowhere breaks the file.
        if self.page:
            self.canv.linkRect("", self.key, (0, 0, self._room, 16), relative=1, thickness=0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and its share of the width."""

    title: str
    share: float
    right: bool = False
    font: str = REGULAR


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], size: float = 7
) -> list[Flowable]:
    """Return a table in chunks; cells are wrapped to their column, titles repeat on each page."""
    whole = sum(column.share for column in columns)
    widths = [ROOM * column.share / whole for column in columns]
    head = [
        "\n".join(fit(column.title, _inner(column, room), size, BOLD))
        for column, room in zip(columns, widths, strict=True)
    ]
    cells = [
        [
            _cell(fit(cell, _inner(column, room), size, column.font))
            for cell, column, room in zip(row, columns, widths, strict=True)
        ]
        for row in rows
    ]
    made: list[Flowable] = []
    for start in range(0, len(cells), _CHUNK):
        made.append(_chunk(columns, widths, [head, *cells[start : start + _CHUNK]], size))
    return [*made, Spacer(0, 8)] if made else []


def facts(pairs: Iterable[tuple[str, str]], share: float = 0.27, size: float = 8.5) -> Table:
    """Return names and what stands behind them, one pair a line."""
    name, value = ROOM * share, ROOM * (1 - share)
    rows = [
        [_cell(fit(left, name - 6, size)), _cell(fit(right, value - 6, size))]
        for left, right in pairs
    ]
    made = Table(rows, [name, value], [_height(row, size) + 2 for row in rows], splitByRow=1)
    made.setStyle(
        TableStyle(
            [
                *_plain(size),
                ("TEXTCOLOR", (0, 0), (0, -1), QUIET),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
            ]
        )
    )
    made.spaceAfter = 8
    return made


def start(sheet: Sheet, key: str, number: int, keep: float = 120) -> list[Flowable]:
    """Return the beginning of a section: enough room kept that a title never stands alone."""
    title = f"{number}  {sheet.words.label('section.' + key)}"
    sheet.titles[key] = title
    return [CondPageBreak(keep), Heading(key, title)]


def likely(share: float) -> str:
    """Return a probability in per cent; never 100 %: an estimate that sure would claim to know."""
    return ">99%" if share > 0.99 else f"{share:.0%}"


def halves(hexadecimal: str) -> str:
    """Return a hash over two lines: one line of it would run out of any column."""
    middle = len(hexadecimal) // 2
    return f"{hexadecimal[:middle]}\n{hexadecimal[middle:]}"


def _inner(column: Column, room: float) -> float:
    return room - _PAD - (_APART if column.right else _PAD)


def _cell(lines: Sequence[str]) -> str:
    # A row cannot be broken over pages; what is cut here stands whole in the schedules.
    return "\n".join(lines if len(lines) <= _TALLEST else [*lines[: _TALLEST - 1], "[…]"])


def _chunk(
    columns: Sequence[Column], widths: list[float], rows: list[list[str]], size: float
) -> Table:
    made = Table(rows, widths, [_height(row, size) for row in rows], repeatRows=1, splitByRow=1)
    style: list[Any] = [
        *_plain(size),
        ("FONT", (0, 0), (-1, 0), BOLD, size, size * 1.35),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, RULE),
    ]
    for at, column in enumerate(columns):
        if column.right:
            style += [
                ("ALIGN", (at, 0), (at, -1), "RIGHT"),
                ("RIGHTPADDING", (at, 0), (at, -1), _APART),
            ]
    style += [
        ("FONT", (at, 1), (at, -1), column.font, size, size * 1.35)
        for at, column in enumerate(columns)
        if column.font != REGULAR
    ]
    made.setStyle(TableStyle(style))
    return made


def _plain(size: float) -> list[Any]:
    everything = (0, 0), (-1, -1)
    return [
        ("FONT", *everything, REGULAR, size, size * 1.35),
        ("TEXTCOLOR", *everything, INK),
        ("VALIGN", *everything, "TOP"),
        ("LEFTPADDING", *everything, _PAD),
        ("RIGHTPADDING", *everything, _PAD),
        ("TOPPADDING", *everything, _PAD),
        ("BOTTOMPADDING", *everything, _PAD),
    ]


def _height(row: Sequence[str], size: float) -> float:
    return max(cell.count("\n") + 1 for cell in row) * size * 1.35 + 2 * _PAD + 0.5

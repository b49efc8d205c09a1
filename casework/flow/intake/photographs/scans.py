"""Pages of a PDF: drawn by PDFium as pictures, with the text that a program wrote into them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from casework.analysis.waybill import Line
from casework.errors import FileUnreadable
from casework.flow.intake.photographs.page import MOST_PAGES, Page, too_many

_DOTS_PER_POINT = 300 / 72
_LONGEST_SIDE = 3_600
"""Pixels; A4 at 300 dots an inch has 3,508."""
_MOST_PIXELS = 60_000_000
"""Of a picture within a page, before PDFium unpacks it."""
_TAIL = 2_048
_SCANNED = 0.5
"""A picture over so much of a page is the page: text beside it was guessed by another program."""
_LEAST_TEXT, _MOST_TEXT = 8, 20_000
_MOST_LINES = 1_000
_READABLE = 0.9
_NEST = 3
"""Forms within forms that are searched for pictures."""


def pages(path: Path, label: str, only: int = 0) -> Iterator[Page]:
    """Return the pages of a PDF as pictures. Raises FileUnreadable."""
    _whole(path, label)
    with _document(path, label) as document:
        count = len(document)
        if not count:
            raise FileUnreadable(label, "it is a PDF without pages.")
        for number in range(1, min(count, MOST_PAGES) + 1):
            if only in (0, number):
                with _reading(label, number):
                    yield _page(document, number, label)


def _page(document: Any, number: int, label: str) -> Page:
    page, count = document[number - 1], len(document)
    try:
        covered = _pictures(page, number, label)
        wide, high = page.get_size()
        if not (0 < wide < 1e6 and 0 < high < 1e6):
            raise FileUnreadable(label, f"page {number} of it has no size that can be drawn.")
        scale = min(_DOTS_PER_POINT, _LONGEST_SIDE / max(wide, high))
        bitmap = page.render(scale=scale, rev_byteorder=True, limit_image_cache=True)
        picture = bitmap.to_pil().convert("RGB")
        lines = None if covered else _own_text(page, bitmap.get_posconv(page))
        bitmap.close()
    finally:
        page.close()
    return Page(
        number=number,
        pages=count,
        width=picture.width,
        height=picture.height,
        picture=picture,
        format="PDF",
        lines=lines,
        remarks=(too_many(count),) if count > MOST_PAGES else (),
    )


def _whole(path: Path, label: str) -> None:
    """Refuse a PDF that was cut off: PDFium would mend it and show fewer pages, in silence."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        if b"%%EOF" not in file.read():
            raise FileUnreadable(label, "it is a PDF that was cut off: its end is missing.")


@contextmanager
def _document(path: Path, label: str) -> Iterator[Any]:
    import pypdfium2
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            why = "it is a PDF locked with a password; deliver it unlocked."
        else:
            why = "it is a damaged PDF; it cannot be opened."
        raise FileUnreadable(label, why) from None
    with document:
        yield document


@contextmanager
def _reading(label: str, number: int) -> Iterator[None]:
    import pypdfium2

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except pypdfium2.PdfiumError as problem:
            raise FileUnreadable(label, f"page {number} of it is damaged ({problem}).") from None
        except MemoryError:
            why = f"drawing page {number} of it would take more memory than allowed."
            raise FileUnreadable(label, why) from None


def _pictures(page: Any, number: int, label: str) -> bool:
    """Return whether the page is a scan; refuse pictures in it that are made to burst."""
    import pypdfium2.raw as pdfium

    wide, high = page.get_size()
    scanned = False
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_NEST):
        across, down = found.get_px_size()
        if across * down > _MOST_PIXELS:
            why = (
                f"page {number} of it holds a picture of {across:,} by {down:,} pixels; "
                f"at most {_MOST_PIXELS // 1_000_000} megapixels are opened."
            )
            raise FileUnreadable(label, why)
        left, bottom, right, top = found.get_bounds()
        scanned = scanned or (right - left) * (top - bottom) > _SCANNED * wide * high
    return scanned


def _own_text(page: Any, where: Any) -> list[Line] | None:
    """Return the text of a page as its program wrote it; None where there is none worth that."""
    layer = page.get_textpage()
    try:
        marks = layer.count_chars()
        if not _LEAST_TEXT <= marks <= _MOST_TEXT:
            return None
        pieces = [
            (words, box)
            for index in range(layer.count_rects(0, marks))
            if (words := _words(layer, box := layer.get_rect(index)))
        ]
    finally:
        layer.close()
    text = "".join(words for words, _ in pieces)
    # Fonts that do not say what their shapes mean give rubbish, which must not pass for reading.
    if sum(map(_is_readable, text)) < max(_LEAST_TEXT, _READABLE * len(text)):
        return None
    return [_line(words, box, where) for words, box in _joined(pieces)[:_MOST_LINES]]


def _words(layer: Any, box: tuple[float, float, float, float]) -> str:
    return " ".join(layer.get_text_bounded(*box).split())


def _is_readable(mark: str) -> bool:
    return mark.isprintable() and mark != "�" and not "\ue000" <= mark <= "\uf8ff"


_Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left."""


def _joined(pieces: list[tuple[str, _Rect]]) -> list[tuple[str, _Rect]]:
    """Join what stands side by side on a line: PDFium divides where the font changes."""
    lines: list[tuple[str, _Rect]] = []
    for words, box in pieces:
        if lines:
            before, one = lines[-1]
            high = min(one[3] - one[1], box[3] - box[1])
            level = min(one[3], box[3]) - max(one[1], box[1]) > 0.5 * high
            gap = box[0] - one[2]
            if level and -0.5 * high < gap < 1.2 * high:
                space = " " if gap > 0.2 * high else ""
                around = (one[0], min(one[1], box[1]), box[2], max(one[3], box[3]))
                lines[-1] = (f"{before}{space}{words}", around)
                continue
        lines.append((words, box))
    return lines


def _line(words: str, box: _Rect, where: Any) -> Line:
    left, bottom, right, top = box
    corners = (
        where.to_bitmap(x, y)
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    )
    one, two, three, four = ((float(x), float(y)) for x, y in corners)
    return Line(words, 1.0, (one, two, three, four))

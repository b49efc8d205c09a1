"""Reading a photograph: barcodes first, then text, then what they seem to say. Done in confinement.

What is read is an observation, like a row of a delivered file; what it means for a case is said by
an officer (`accepting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.analysis.waybill import Barcode, Box, FieldRead, Line, propose_fields
from casework.flow.intake.photographs.barcodes import barcodes
from casework.flow.intake.photographs.opening import pages
from casework.flow.intake.photographs.page import Page
from casework.flow.intake.photographs.text import TextRead, text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHINESE = 0.1
"""A label with so many of its letters Chinese is Chinese: the rest are carriers and numbers."""


def read(path: Path, label: str, zone: str) -> Iterator[dict[str, Any]]:
    """Return what stands on each page of a photograph or scan, as plain values.

    `page`, `pages`, `width`, `height`, `taken_at` (ISO 8601, UTC), `taken_as_written`, `lat`, `lon`
    and `reading`, as Photograph keeps them. Raises FileUnreadable.
    """
    for page in pages(path, label, zone):
        yield _read(page)


def warm() -> None:
    """Load what reading needs, once for all files.

    Not ONNX Runtime, which starts a thread: a process that forks must have one only.
    """
    import cv2
    import zxingcpp  # noqa: F401
    from rapidocr import RapidOCR  # noqa: F401

    from casework.flow.intake.photographs import opening

    opening.warm()
    cv2.setNumThreads(1)


def _read(page: Page) -> dict[str, Any]:
    import numpy as np

    factor = page.width / page.picture.width
    colour = np.ascontiguousarray(np.asarray(page.picture)[:, :, ::-1])
    codes = _codes(np.asarray(page.picture.convert("L")), factor)
    seen = _lines(page, colour, factor)
    width, height = page.width, page.height
    codes = [Barcode(one.text, one.format, _upright(one.box, seen.turn, page)) for one in codes]
    lines = [Line(one.text, one.score, _turned(one.box, seen.turn, page)) for one in seen.lines]
    lines.sort(key=lambda line: (line.box[0][1], line.box[0][0]))
    if seen.turn in (90, 270):
        width, height = height, width
    fields = propose_fields(codes, lines, width, height)
    return {
        "page": page.number,
        "pages": page.pages,
        "width": width,
        "height": height,
        "taken_at": page.camera.taken_at.isoformat() if page.camera.taken_at else None,
        "taken_as_written": page.camera.taken_as_written,
        "lat": page.camera.lat,
        "lon": page.camera.lon,
        "reading": _facts(page, seen) | _as_plain(codes, lines, fields),
    }


def _codes(gray: NDArray[np.uint8], factor: float) -> list[Barcode]:
    return [Barcode(one.text, one.format, _larger(one.box, factor)) for one in barcodes(gray)]


def _lines(page: Page, colour: NDArray[np.uint8], factor: float) -> TextRead:
    """Return the page's own text where a program wrote it, else what is recognised."""
    if page.lines is not None:
        return TextRead(page.lines, 0)
    seen = text(colour)
    lines = [Line(one.text, one.score, _larger(one.box, factor)) for one in seen.lines]
    return TextRead(lines, seen.turn, seen.left_out)


def _facts(page: Page, seen: TextRead) -> dict[str, Any]:
    remarks = list(page.remarks)
    if seen.left_out:
        remarks.append(f"{seen.left_out:,} more places look like text; they were not read.")
    return {
        "format": page.format,
        "pages": page.pages,
        "turned": seen.turn,
        "text": "written by a program" if page.lines is not None else "recognised",
        "camera": page.camera.make_and_model,
        "place_as_written": page.camera.place_as_written,
        "language": _language(seen.lines),
        "remarks": remarks,
        "read_with": {name: metadata.version(name) for name in ("zxing-cpp", "rapidocr")},
    }


def _as_plain(
    codes: Sequence[Barcode], lines: Sequence[Line], fields: Sequence[FieldRead]
) -> dict[str, Any]:
    return {
        "barcodes": [
            {"text": one.text, "format": one.format, "box": _plain(one.box)} for one in codes
        ],
        "lines": [{"text": one.text, "score": one.score, "box": _plain(one.box)} for one in lines],
        "fields": [
            {
                "column": one.column,
                "value": one.value,
                "box": _plain(one.box),
                "read_from": str(one.read_from),
                "confidence": round(float(one.confidence), 3),
                "why": one.why,
            }
            for one in fields
        ],
    }


def _plain(box: Box) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in box]


def _language(lines: Sequence[Line]) -> str:
    """Return the language most of the text is in: "zh", "en", or "" where there is none."""
    letters = [mark for line in lines for mark in line.text if mark.isalpha()]
    chinese = sum("\u3400" <= mark <= "\u9fff" for mark in letters)
    if not letters:
        return ""
    return "zh" if chinese >= _CHINESE * len(letters) else "en"


def _larger(box: Box, factor: float) -> Box:
    one, two, three, four = ((x * factor, y * factor) for x, y in box)
    return (one, two, three, four)


def _turned(box: Box, turn: int, page: Page) -> Box:
    """Return a box as it lies after the page was turned clockwise by so many degrees."""
    width, height = page.width, page.height
    corners = [
        {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]
        for x, y in box
    ]
    one, two, three, four = corners
    return (one, two, three, four)


def _upright(box: Box, turn: int, page: Page) -> Box:
    """Return a barcode's box turned with the page, from its upper left corner clockwise.

    A barcode alone does not say what is up: its reader begins where it likes.
    """
    corners = list(_turned(box, turn, page))
    edges = zip(corners, corners[1:] + corners[:1], strict=True)
    if sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in edges) > 0:  # against the clock: y runs down
        corners.reverse()
    start = min(range(4), key=lambda at: corners[at][0] + corners[at][1])
    one, two, three, four = corners[start:] + corners[:start]
    return (one, two, three, four)

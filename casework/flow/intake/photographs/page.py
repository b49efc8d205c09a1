"""A page of a photograph or scan, unpacked: what is read, and what is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casework.analysis.waybill import Line
from casework.flow.intake.photographs.camera import Camera

MOST_PAGES = 50
"""Read of one file; what it has beyond is said, and not read."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright as far as the file says."""

    number: int
    """From 1."""
    pages: int
    """How many the file has."""
    width: int
    height: int
    """Pixels of the whole page; `picture` may have fewer, in proportion."""
    picture: Any
    """A Pillow image, RGB, without transparency."""
    format: str
    camera: Camera = field(default_factory=Camera)
    lines: list[Line] | None = None
    """The page's own text where it was written by a program, with boxes in the page's pixels."""
    remarks: tuple[str, ...] = ()
    """What an officer should know of how it was opened."""


def too_many(pages: int) -> str:
    """Return what is said of a file with more pages than are read."""
    return f"The file has {pages:,} pages; the first {MOST_PAGES} were read."

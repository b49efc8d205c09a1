"""What was seen on a photographed waybill, and what is proposed from it: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]
"""Right and down from the picture's top left corner, in pixels."""
Box: TypeAlias = tuple[Point, Point, Point, Point]
"""The four corners of something seen, in the order of reading: top left first, clockwise."""


@dataclass(frozen=True, slots=True)
class Barcode:
    """A barcode as it was decoded: its text, its symbology (`Code128`, `QRCode`), where it is."""

    text: str
    format: str
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it was recognised: the text, how sure (0 to 1), where it is."""

    text: str
    score: float
    box: Box


@dataclass(frozen=True, slots=True)
class FieldRead:
    """A proposal for one field, never a fact: an officer accepts or corrects it."""

    column: str
    """A column of shipments, or `order_id` or `company_reg_no`."""
    value: str
    """As it stands on the label, trimmed, without the words that announce it."""
    box: Box
    read_from: Literal["barcode", "text"]
    confidence: float
    """0 to 1: how likely the value is right, from the reading, the pattern and check digits."""
    why: str
    """One sentence for the officer."""

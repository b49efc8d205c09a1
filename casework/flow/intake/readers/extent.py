"""How far a worksheet's cells reach, told without holding them."""

from __future__ import annotations

import re
from typing import IO

_PIECE = 1 << 20
_LONGEST_TAG = 1 << 12
_TAG = re.compile(
    rb"<(?:\w+:)?(?:row\s(?:[^<>]*?\s)?r\s*=\s*[\"']\s*(\d+)"
    rb"|c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]{2,}|[A-Za-z](?=\d{7}))(\d+)[^<>]*(?<!/)>)"
)
"""A row; or a cell that is not empty, but for cells within the first 26 columns: most are, and
their row says how far down they lie."""
_NEAR = 26


def extent(sheet: IO[bytes]) -> tuple[int, int]:
    """Return the last row and the last column that a worksheet's XML names; at least 26 columns."""
    rows, columns, rest = 0, _NEAR, b""
    while piece := sheet.read(_PIECE):
        text = rest + piece
        whole = max(text.rfind(b">") + 1, len(text) - _LONGEST_TAG)
        for tag in _TAG.finditer(text, 0, whole):
            row, column, cell_row = tag.groups()
            rows = max(rows, _number(row or cell_row))
            if column:
                columns = max(columns, _column(column))
        rest = text[whole:]
    return rows, columns


def _number(digits: bytes) -> int:
    # No spreadsheet has rows of more digits, and no more are needed to tell.
    return int(digits[:12])


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters[:8].upper():
        column = column * 26 + letter - ord("A") + 1
    return column

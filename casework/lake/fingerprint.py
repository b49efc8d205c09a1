"""The hash of a row: what ties a sentence in a pack to the row of the file that was delivered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from casework.audit import canonical

_say = json.JSONEncoder(ensure_ascii=False).encode


def row_sha256(written: Mapping[str, str | None], extra: Mapping[str, str] | None = None) -> str:
    """Return the SHA-256 of a row as it was written.

    Taken over the canonical JSON `{"extra":{...},"written":{...}}` in UTF-8: cells that hold
    something, by casework's column names; unknown columns under `extra`; both always there.

    >>> row_sha256({"platform": "taobao", "phone": None})[:16]
    'd6656ba5c81e19d3'
    """
    cells = {column: cell for column, cell in written.items() if cell}
    whole = {"extra": dict(extra or {}), "written": cells}
    return hashlib.sha256(canonical(whole).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cells:
    """One column of many rows: its distinct cells, and which of them each row holds."""

    name: str
    distinct: Sequence[str]
    """Empty where a cell holds nothing."""
    at: Sequence[int]
    """For each row, the position of its cell in `distinct`."""


def fingerprints(
    written: Sequence[Cells], extra: Sequence[Cells], rows: int
) -> tuple[list[str], list[str | None]]:
    """Return, for many rows at once, `row_sha256` and the JSON of their unknown columns.

    The same as `row_sha256` row by row; each distinct cell is turned into JSON once.
    """
    inner = [f"{{{cells}}}" for cells in _joined(extra, rows)]
    hashes = [
        hashlib.sha256(f'{{"extra":{more},"written":{{{cells}}}}}'.encode()).hexdigest()
        for more, cells in zip(inner, _joined(written, rows), strict=True)
    ]
    return hashes, [None if more == "{}" else more for more in inner]


def _joined(columns: Sequence[Cells], rows: int) -> list[str]:
    if not columns:
        return list(repeat("", rows))
    pieces = []
    for column in sorted(columns, key=lambda one: one.name):
        name = _say(column.name)
        said = [f"{name}:{_say(cell)}" if cell else "" for cell in column.distinct]
        pieces.append([said[position] for position in column.at])
    return [",".join(filter(None, row)) for row in zip(*pieces, strict=True)]

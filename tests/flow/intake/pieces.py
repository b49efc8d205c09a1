"""Pieces of tables for tests that read no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from casework.flow.intake.readers import Fault, Piece


def piece(rows: Sequence[Mapping[str, str]], *faults: Fault, start: int = 2) -> Piece:
    """Return rows as a reader gives them, counted from row `start`."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in names}
    numbers = pa.array(range(start, start + len(rows)), pa.int64())
    return Piece(numbers, columns, list(faults))

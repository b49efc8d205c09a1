"""Files read in confinement, and much of them understood there: the other core is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from casework.analysis import normalise
from casework.analysis.normalise import Remembered
from casework.errors import KindUnknown
from casework.flow.intake import readers
from casework.flow.intake.confined import Limits, confined
from casework.flow.intake.mapping import SavedMapping, recognise
from casework.flow.intake.readers import Piece, Said, Table
from casework.flow.intake.understanding import Understanding
from casework.vocabulary import ColumnType

ROWS_AT_ONCE = 32_768
"""Of which what is worked out is held beside them; longer pieces are worked out in parts."""
_WARMING = "020-83331234"
_REMEMBERED = 100_000
_MEMORY = 160 * 1024**2
"""Bytes that working columns out may take beside reading them."""


def read(
    path: Path, label: str, said: Said, saved: Mapping[str, SavedMapping], zone: str
) -> Iterator[Table]:
    """Return the tables of a file as `readers.read` does; of those whose kind is known, each piece
    comes with the columns of the lake that could be worked out there. Raises FileUnreadable.
    """
    asked = (path, label, said, dict(saved), zone)
    limits = Limits.of(path)
    limits = replace(limits, memory=limits.memory + _MEMORY)
    return readers.received(confined(tell, *asked, label=label, limits=limits))


def tell(
    path: Path, label: str, said: Said, saved: Mapping[str, SavedMapping], zone: str
) -> Iterator[dict[str, Any]]:
    """Tell of a file's tables, in another process."""
    yield from readers.tell(path, label, said, partial(_beside, saved, zone))


def warm() -> None:
    """Load what reading and working out need, once for all files."""
    import numpy  # noqa: F401
    import pyarrow.compute  # noqa: F401

    readers.warm()
    for kind in ColumnType:
        if kind not in (ColumnType.NAME, ColumnType.ADDRESS):
            normalise.understand(kind, _WARMING)


def _beside(
    saved: Mapping[str, SavedMapping], zone: str, table: Table
) -> Callable[[Piece], Mapping[str, Any]] | None:
    try:
        recognised = recognise(table.header, table.label, saved)
    except KindUnknown:  # whoever asked for the table will find so too
        return None
    return partial(worked_out, Understanding(recognised, zone, Remembered(_REMEMBERED)))


def worked_out(understanding: Understanding, piece: Piece) -> dict[str, Any]:
    """Return what can be worked out of a piece, in parts: memory is short where files are read."""
    import pyarrow as pa

    parts = []
    for start in range(0, max(len(piece.numbers), 1), ROWS_AT_ONCE):
        columns = {name: cells.slice(start, ROWS_AT_ONCE) for name, cells in piece.columns.items()}
        part = Piece(piece.numbers.slice(start, ROWS_AT_ONCE), columns)
        parts.append(understanding.worked_out(part))
    return {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}

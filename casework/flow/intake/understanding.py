"""From cells as written to the lake's columns: each distinct cell is thought about once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from casework import lake
from casework.analysis import normalise
from casework.audit import canonical
from casework.disarm import armed
from casework.flow.intake.mapping import REJECT_COLUMNS, Recognised
from casework.flow.intake.readers import Fault, Piece
from casework.vocabulary import CLOSED_WORDS, COLUMNS, KEYS, ColumnType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRICT = frozenset({ColumnType.AMOUNT, ColumnType.MOMENT, ColumnType.COORDINATE})
"""What is written here must be understood; elsewhere what is not understood identifies nobody."""
_REMEMBERED = frozenset(
    {
        ColumnType.PHONE,
        ColumnType.EMAIL,
        ColumnType.PAYMENT,
        ColumnType.COMPANY,
        ColumnType.NAME,
        ColumnType.ADDRESS,
    }
)
"""Costly to understand, and written again and again throughout a file."""
_MOST_REMEMBERED = 200_000
_MOST_SHOWN = 80
_FOUR_PLACES = Decimal(1).scaleb(-4)


@dataclass(frozen=True, slots=True)
class Understood:
    """A piece of a table as the lake keeps it: Arrow tables of accepted and of rejected rows."""

    accepted: Any
    rejected: Any


@dataclass(frozen=True, slots=True)
class _Column:
    """One of our columns in one piece: its distinct cells and what became of each."""

    name: str
    distinct: list[str]
    at: NDArray[np.int64]
    values: list[Any]
    reasons: dict[int, str]
    """Positions in `distinct` that must not pass, and why."""


class Understanding:
    """Understands a table piece by piece. Every row comes out once: accepted or rejected."""

    def __init__(self, recognised: Recognised, zone: str) -> None:
        self._recognised, self._zone = recognised, zone
        self._types = COLUMNS[recognised.kind]
        self._theirs = recognised.columns
        self._remembered: dict[ColumnType, dict[str, Any]] = {type_: {} for type_ in _REMEMBERED}

    def of(self, piece: Piece) -> Understood:
        """Return the rows of a piece, accepted and rejected.

        A row is rejected where its key is incomplete, or an amount, moment, coordinate or closed
        word is written that is not understood; the first such column, from the left, is named.
        """
        import numpy as np

        piece = _mended(piece)
        rows = len(piece.numbers)
        columns = [self._column(ours, piece) for ours in self._types]
        first_bad = np.full(rows, len(columns), dtype=np.int64)
        for position in reversed(range(len(columns))):
            column = columns[position]
            if column.reasons:
                first_bad[np.isin(column.at, list(column.reasons))] = position
        good = first_bad == len(columns)
        faults = [*piece.faults, *self._faults(piece, columns, first_bad, np.flatnonzero(~good))]
        return Understood(self._accepted(piece, columns, good), _rejected(faults))

    def _column(self, ours: str, piece: Piece) -> _Column:
        """Return one of our columns, understood; a key column that is missing stops every row."""
        theirs = self._theirs.get(ours, "")
        distinct, at = _distinct(piece.columns.get(theirs, ()), len(piece.numbers))
        type_ = self._types[ours]
        remembered = self._remembered.get(type_, {})
        if len(remembered) > _MOST_REMEMBERED:
            remembered.clear()
        values, reasons = [], {}
        for position, cell in enumerate(distinct):
            value = None
            if cell in remembered:
                value = remembered[cell]
            elif cell:
                value = remembered[cell] = _lake_value(type_, cell, self._zone)
            reason = self._reason(ours, cell, value)
            if reason:
                reasons[position] = reason
            values.append(value)
        return _Column(ours, distinct, at, values, reasons)

    def _reason(self, ours: str, cell: str, value: Any) -> str:
        """Return why a cell must not pass, "" where it may."""
        kind, type_ = self._recognised.kind, self._types[ours]
        if value is None:
            if ours in KEYS[kind]:
                what = f"{_shown(cell)} is no {ours}" if cell.strip() else f"{ours} is missing"
                return f"{what}, and it is what names the row"
            if type_ in _STRICT and cell.strip():
                return normalise.reason_not_understood(type_, cell)
            return ""
        words = CLOSED_WORDS.get((kind, ours))
        if words and value not in words:
            return f"{_shown(cell)} is none of {', '.join(sorted(words))}"
        return ""

    def _faults(
        self,
        piece: Piece,
        columns: Sequence[_Column],
        first_bad: NDArray[np.int64],
        bad: NDArray[np.int64],
    ) -> list[Fault]:
        faults = []
        for row in bad.tolist():
            column = columns[first_bad[row]]
            position = int(column.at[row])
            theirs = self._theirs.get(column.name, column.name)
            written = {name: cells[row] for name, cells in piece.columns.items() if cells[row]}
            fault = Fault(
                piece.numbers[row],
                theirs,
                column.distinct[position],
                column.reasons[position],
                written,
            )
            faults.append(fault)
        return faults

    def _accepted(self, piece: Piece, columns: Sequence[_Column], good: NDArray[np.bool_]) -> Any:
        import numpy as np
        import pyarrow as pa

        numbers = np.asarray(piece.numbers, dtype=np.int64)[good]
        arrays: list[Any] = []
        written = []
        for column in columns:
            at = column.at[good]
            written.append(lake.Cells(column.name, column.distinct, at.tolist()))
            cells = pa.array([cell or None for cell in column.distinct], pa.string())
            values = pa.array(column.values, lake.value_type(self._types[column.name]))
            arrays += [cells.take(pa.array(at)), values.take(pa.array(at))]
        unknown = [theirs for theirs in piece.columns if theirs not in self._theirs.values()]
        extra = [_unknown(theirs, piece, good) for theirs in unknown]
        hashes, more = lake.fingerprints(written, extra, len(numbers))
        arrays += [pa.array(numbers), pa.array(hashes), pa.array(more, pa.string())]
        return pa.Table.from_arrays(arrays, schema=lake.schema(self._recognised.kind))


def _mended(piece: Piece) -> Piece:
    """Return a piece of a download of ours, mended and sent again, with its cells as delivered."""
    if REJECT_COLUMNS[0] not in piece.columns:
        return piece
    columns = {
        name: [armed(cell) for cell in cells]
        for name, cells in piece.columns.items()
        if name not in REJECT_COLUMNS
    }
    return Piece(piece.numbers, columns, piece.faults)


def _unknown(theirs: str, piece: Piece, good: NDArray[np.bool_]) -> lake.Cells:
    """Return a column that is none of ours: kept as written."""
    distinct, at = _distinct(piece.columns[theirs], len(piece.numbers))
    return lake.Cells(theirs, distinct, at[good].tolist())


def _shown(cell: str) -> str:
    return repr(shorten(cell, _MOST_SHOWN, placeholder="…"))


def _distinct(cells: Sequence[str], rows: int) -> tuple[list[str], NDArray[np.int64]]:
    """Return the distinct cells of a column and, for each row, the position of its own."""
    import numpy as np
    import pyarrow as pa

    if not cells:
        return [""], np.zeros(rows, dtype=np.int64)
    encoded = pa.array(cells, pa.string()).dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def _lake_value(type_: ColumnType, cell: str, zone: str) -> Any:
    """Return what a cell means, as the lake keeps it: UTC without a zone, four decimal places."""
    value = normalise.understand(type_, cell, zone)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, Decimal):
        return value.quantize(_FOUR_PLACES)
    return value


def _rejected(faults: Sequence[Fault]) -> Any:
    import pyarrow as pa

    ordered = sorted(faults, key=lambda fault: fault.row_number)
    rows = [
        {
            "row_number": fault.row_number,
            "column": fault.column or None,
            "value": fault.value or None,
            "reason": fault.reason,
            "written": canonical(fault.written),
        }
        for fault in ordered
    ]
    return pa.Table.from_pylist(rows, schema=lake.rejects_schema())

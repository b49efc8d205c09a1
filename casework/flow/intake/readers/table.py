"""What every reader gives: tables of text, in pieces, with the number of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ROWS_AT_ONCE = 20_000
"""Rows held in memory at a time: what keeps it flat however long a file is."""


TEXT_AT_ONCE = 1 << 25
"""Characters held at a time: rows may be long."""
MOST_COLUMNS = 16_384
"""What a spreadsheet can have; no table of a delivery comes near it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not even be read into columns."""

    row_number: int
    column: str
    value: str
    reason: str
    written: dict[str, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table, by column. An empty cell is ""."""

    numbers: list[int]
    columns: Mapping[str, Sequence[str]]
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """One table of a delivered file: its header, and its rows as they are read.

    `reading` says how it was read; what is known only at the end is there after the last piece.
    """

    label: str
    """The file, and the sheet where there are several: what a sentence names."""
    member: str
    """The sheet, where there are several."""
    header: list[str]
    pieces: Iterator[Piece]
    reading: dict[str, Any]
    expected: int = 0
    """Rows to come, for progress; 0 where nobody can say."""


def labels(cells: Sequence[str]) -> list[str]:
    """Return one name per header cell: trimmed, numbered where empty, told apart where repeated.

    >>> labels([" phone", "", "phone"])
    ['phone', 'column 2', 'phone (2)']
    """
    names: dict[str, None] = {}
    met: Counter[str] = Counter()
    for position, cell in enumerate(cells, start=1):
        stem = cell.strip().strip("\ufeff") or f"column {position}"
        met[stem] += 1
        name = stem
        while name in names:
            name = f"{stem} ({met[stem]})"
            met[stem] += name in names
        names[name] = None
    return list(names)


def too_wide(cells: int) -> str:
    """Return the reason why a header of so many cells is none."""
    return f"its header has {cells:,} cells; a table has at most {MOST_COLUMNS:,} columns."


class Rows:
    """Gathers rows of equal width into pieces; rows of another width become faults."""

    def __init__(self, header: Sequence[str]) -> None:
        self.blank = 0
        self._header = list(header)
        self._clear()

    def add(self, number: int, row: Sequence[str]) -> None:
        """Take one row. A row without any content is no row; it is counted in `blank`."""
        width = len(self._header)
        if len(row) > width and not any(row[width:]):
            row = row[:width]
        if not any(row):
            self.blank += 1
        elif len(row) == width:
            self._numbers.append(number)
            self._rows.append(row)
            self._held += sum(map(len, row))
        else:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            reason = f"the row has {cells}, the header has {width}"
            self.refuse(number, row, reason)

    def refuse(self, number: int, row: Sequence[str], reason: str, at: int | None = None) -> None:
        """Take one row that cannot be read, the reason, and the position of the cell at fault."""
        names = [
            *self._header,
            *(f"column {n}" for n in range(len(self._header) + 1, len(row) + 1)),
        ]
        written = {name: cell for name, cell in zip(names, row, strict=False) if cell}
        column, value = ("", "") if at is None else (names[at], row[at])
        self._faults.append(Fault(number, column, value, reason, written))
        self._held += sum(map(len, row))

    @property
    def full(self) -> bool:
        """Whether it is time to pass on what was gathered."""
        rows = len(self._numbers) + len(self._faults)
        return rows >= ROWS_AT_ONCE or self._held >= TEXT_AT_ONCE

    def piece(self) -> Piece:
        """Return what was gathered, by column, and begin anew."""
        turned = zip(*self._rows, strict=True) if self._rows else ((),) * len(self._header)
        columns: dict[str, Sequence[str]] = dict(zip(self._header, turned, strict=True))
        piece = Piece(self._numbers, columns, self._faults)
        self._clear()
        return piece

    def _clear(self) -> None:
        self._numbers: list[int] = []
        self._rows: list[Sequence[str]] = []
        self._faults: list[Fault] = []
        self._held = 0

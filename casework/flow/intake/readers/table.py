"""What every reader gives: tables of text, in pieces, with the number of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.flow.intake.readers.headerless import Unnamed

ROWS_AT_ONCE = 65_536
"""Rows held in memory at a time: what keeps it flat however long a file is."""


TEXT_AT_ONCE = 1 << 25
"""Characters held at a time: rows may be long."""
A_CELL = 40
"""What a cell costs beside its characters, counted in characters: rows may be of many columns."""
MOST_KEPT = 500
"""Characters of a note above the header."""
MOST_COLUMNS = 16_384
"""What a spreadsheet can have; no table of a delivery comes near it."""


_SUM_WORDS = (
    {"合计", "合 计", "总计", "总 计", "小计", "小 计", "总和", "总合计", "汇总", "累计"}
    | {"合計", "合 計", "總計", "總 計", "小計", "小 計", "總和", "本页合计", "本页小计"}
    | {"total", "totals", "grand total", "subtotal", "subtotals", "sub-total", "sub total", "sum"}
)
SUMS = frozenset(
    form + end
    for word in _SUM_WORDS
    for form in (word, word.upper(), word.title(), word.capitalize())
    for end in ("", ":", "：", " ", ": ", "： ")
)
"""What the first cell of a row of sums says."""
SUM_REASON = "the row is a sum of others, not a row of the table"

HEADING_REASON = "the row repeats the header, and is not a row of the table"


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
    """Some rows of a table, by column, as Arrow arrays of one length."""

    numbers: Any
    """pyarrow Int64Array: row numbers as a person counts them."""
    columns: Mapping[str, Any]
    """Column name to pyarrow StringArray, without nulls: an empty cell is "". At least the header's
    columns; JSON may bring more, as they are met."""
    faults: list[Fault] = field(default_factory=list)
    ready: Mapping[str, Any] = field(default_factory=dict)
    """Columns of the lake, by their names there, that were worked out where the piece was read."""


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

    def __post_init__(self) -> None:
        # A process hands on plain lists; who reads the header must see that nobody wrote it.
        self.header = Unnamed.as_told(self.header, self.reading)


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


def is_sum(row: Sequence[str], columns: int) -> bool:
    """Return whether a row is the sum of those above it: says so, and leaves most columns empty.

    >>> is_sum(["合计：", "", "", "118.90"], 4), is_sum(["Total", "x", "y", "1"], 4)
    (True, False)
    """
    first = row[0] or (row[1] if len(row) > 1 else "")
    return first in SUMS and 2 * sum(map(bool, row)) <= columns


def is_heading(row: Sequence[str], header: Sequence[str]) -> bool:
    """Return whether a row is the header again, as in exports put together page by page.

    >>> is_heading(["phone", "phone"], ["phone", "phone (2)"])
    True
    """
    return row[0] == header[0] and labels(row) == header


def piece(
    numbers: Sequence[int], columns: Mapping[str, Sequence[str]], faults: list[Fault]
) -> Piece:
    """Return rows that were gathered in Python as a piece."""
    import pyarrow as pa

    arrays = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    return Piece(pa.array(numbers, pa.int64()), arrays, faults)


def held(columns: Sequence[Any]) -> Any:
    """Return which rows of Arrow columns hold something, as a numpy mask."""
    import numpy as np
    from pyarrow import compute

    blank = None
    for column in columns:
        empty = compute.equal(compute.binary_length(column), 0)
        blank = empty if blank is None else compute.and_(blank, empty)
        if not compute.any(blank).as_py():
            break
    return ~np.asarray(blank)


class Rows:
    """Gathers rows of equal width into pieces; rows of another width become faults."""

    def __init__(self, header: Sequence[str]) -> None:
        self.blank = 0
        self._header = list(header)
        self._has = "table" if self._header == Unnamed([""] * len(header)) else "header"
        self._clear()

    def add(self, number: int, row: Sequence[str]) -> None:
        """Take one row. A row without any content is no row; it is counted in `blank`."""
        width = len(self._header)
        if len(row) > width and not any(row[width:]):
            row = row[:width]
        if not any(row):
            self.blank += 1
        elif is_sum(row, width):
            self.refuse(number, row, SUM_REASON)
        elif is_heading(row, self._header):
            self.refuse(number, row, HEADING_REASON)
        elif len(row) == width:
            self._numbers.append(number)
            self._rows.append(row)
            self._held += sum(map(len, row)) + A_CELL * width
        else:
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            reason = f"the row has {cells}, the {self._has} has {width}"
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
        columns = dict(zip(self._header, turned, strict=True))
        found = piece(self._numbers, columns, self._faults)
        self._clear()
        return found

    def _clear(self) -> None:
        self._numbers: list[int] = []
        self._rows: list[Sequence[str]] = []
        self._faults: list[Fault] = []
        self._held = 0

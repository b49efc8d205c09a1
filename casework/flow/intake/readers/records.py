"""The records of a CSV file, one by one and with their numbers: slow, and never wrong."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from casework.errors import FileUnreadable
from casework.flow.intake.readers.dialect import Dialect
from casework.flow.intake.readers.table import Piece, Rows
from casework.flow.intake.readers.text import LONGEST_LINE

# What a cell may hold is bounded by what a line may: the csv module's own 131,072 is too little for
# a description with its markup. The limit is one for the process.
csv.field_size_limit(LONGEST_LINE)


class Records:
    """The records of a CSV file with their numbers, and whether one was cut off by its end."""

    def __init__(self, lines: Iterator[str], dialect: Dialect, label: str) -> None:
        self.cut_off = False
        self.number = 0
        """Of the record read last; as a person counts them, from 1."""
        self._label, self._over = label, False
        self._reader = dialect.records(self._watched(lines))

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        try:
            for record in self._reader:
                self.number += 1
                # Only a record that was still inside quotation marks reads past the end.
                self.cut_off = self._over
                yield self.number, record
        except csv.Error as problem:
            raise FileUnreadable(
                self._label,
                f"row {self.number + 1:,} cannot be read ({problem}); "
                "most often a quotation mark is opened there and never closed.",
            ) from None

    def pieces(self, rows: Rows, behind: int) -> Iterator[Piece]:
        """Return the rows behind a row, in pieces; what is blank is counted in `rows`."""
        for number, record in self:
            if number <= behind:
                continue
            if self.cut_off:
                rows.refuse(number, record, CUT_OFF)
            else:
                rows.add(number, record)
            if rows.full:
                yield rows.piece()
        yield rows.piece()

    def _watched(self, lines: Iterator[str]) -> Iterator[str]:
        yield from lines
        self._over = True


CUT_OFF = "a quotation mark is opened here and never closed"

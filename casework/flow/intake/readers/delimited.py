"""CSV: comma, semicolon or tab, quoted as RFC 4180 says, in any encoding of `text`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    Piece,
    Rows,
    Table,
    labels,
    too_wide,
)
from casework.flow.intake.readers.text import Text, lines, text_of

DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon"}


def tables(path: Path, label: str) -> Iterator[Table]:
    """Return the one table of a CSV file; row numbers count records, the header being 1."""
    text = text_of(path, label)
    delimiter = _delimiter(path, label, text)
    with path.open(encoding=text.encoding, newline="") as file:
        records = _Records(lines(file, label), delimiter, label)
        first = records.first()
        if len(first) > MOST_COLUMNS:
            raise FileUnreadable(label, too_wide(len(first)))
        header = labels(first)
        reading = {
            "format": "csv",
            "encoding": text.encoding,
            "delimiter": DELIMITERS[delimiter],
        }
        table = Table(label, "", header, iter(()), reading, max(text.lines - 1, 0))
        table.pieces = _pieces(records, table)
        yield table


def _delimiter(path: Path, label: str, text: Text) -> str:
    """Return the delimiter that splits the header into the most columns."""
    widths = {}
    for delimiter in DELIMITERS:
        with path.open(encoding=text.encoding, newline="") as file:
            widths[delimiter] = len(_Records(lines(file, label), delimiter, label).first())
    return max(DELIMITERS, key=widths.__getitem__)


def _pieces(records: _Records, table: Table) -> Iterator[Piece]:
    rows = Rows(table.header)
    for number, record in records:
        if records.cut_off:
            reason = "a quotation mark is opened here and never closed"
            rows.refuse(number, record, reason)
        else:
            rows.add(number, record)
        if rows.full:
            yield rows.piece()
    table.reading["blank_rows"] = rows.blank + records.blank
    yield rows.piece()


class _Records:
    """The records of a CSV file with their numbers, and whether one was cut off by its end."""

    def __init__(self, lines_: Iterator[str], delimiter: str, label: str) -> None:
        self.cut_off = False
        self.blank = 0
        self._label, self._number, self._over = label, 0, False
        self._reader = csv.reader(self._watched(lines_), delimiter=delimiter)

    def first(self) -> list[str]:
        """Return the header; raises DeliveryEmpty where there is none."""
        for _, record in self:
            if any(cell.strip("\ufeff \t") for cell in record):
                return record
        raise DeliveryEmpty(self._label)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        try:
            for record in self._reader:
                self._number += 1
                # Only a record that was still inside quotation marks reads past the end.
                self.cut_off = self._over
                if record:
                    yield self._number, record
                else:
                    self.blank += 1
        except csv.Error as problem:
            raise FileUnreadable(
                self._label,
                f"row {self._number + 1:,} cannot be read ({problem}); "
                "most often a quotation mark is opened there and never closed.",
            ) from None

    def _watched(self, lines_: Iterator[str]) -> Iterator[str]:
        yield from lines_
        self._over = True

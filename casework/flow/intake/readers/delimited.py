"""CSV: cells between delimiters, quoted by RFC 4180 or otherwise, in any encoding of `text`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.blocks import Blocks, Source
from casework.flow.intake.readers.dialect import (
    Dialect,
    dialect_of,
    opening_of,
    preamble,
    some,
    width,
)
from casework.flow.intake.readers.headerless import FirstLine, Said, Unnamed, beginning
from casework.flow.intake.readers.records import Records
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    MOST_KEPT,
    Piece,
    Rows,
    Table,
    labels,
    too_wide,
)
from casework.flow.intake.readers.text import Text, lines, text_of

_MARKS = {"utf-8": 0, "utf-8-sig": 3}
"""Encodings that need no other words for Arrow, and the length of their byte order marks."""
_MOST_IN_BLOCKS = 2_000
"""Columns: Arrow takes some 10 KB for each, however few rows there are."""


@dataclass(slots=True)
class _File:
    """A CSV file and what was found out about it."""

    path: Path
    label: str
    text: Text
    dialect: Dialect

    def open(self) -> TextIO:
        return self.path.open(encoding=self.text.encoding, newline="")

    def records(self, file: TextIO) -> Records:
        return self.told(lines(file, self.label))

    def told(self, lines_: Iterator[str]) -> Records:
        return Records(lines_, self.dialect, self.label)


@dataclass(slots=True)
class _Above:
    """What stands above the rows."""

    header: list[str]
    number: int
    """Of the header; where there is none, of what stands before the first row."""
    blank: int
    notes: list[dict[str, object]]
    length: int
    """Bytes in UTF-8, to where the rows begin."""
    letters: int
    """Characters to there."""


def tables(path: Path, label: str, said: Said | None = None) -> Iterator[Table]:
    """Return the one table of a CSV file; row numbers count records, from the file's first."""
    said = said or Said()
    text = text_of(path, label, said.encoding)
    with path.open(encoding=text.encoding, newline="") as beginning:
        opening = opening_of(beginning)
    file = _File(path, label, text, Dialect())
    with file.open() as whole:
        file.dialect = dialect_of(opening, lines(whole, label) if text.escaped else None)
    with file.open() as rows:
        above = _above(file, rows, opening, said.first_line)
        reading: dict[str, object] = {"format": "csv", **text.reading, **file.dialect.reading}
        if above.notes:
            reading["preamble"] = above.notes
        if isinstance(above.header, Unnamed):
            reading |= above.header.told
        if said.first_line is not FirstLine.AS_FOUND:
            reading["header_said"] = said.first_line.value
        expected = max(text.lines - above.number, 0)
        table = Table(label, "", above.header, iter(()), reading, expected)
        table.pieces = _pieces(file, table, above, rows)
        yield table


def _above(file: _File, rows: TextIO, opening: str, first: FirstLine) -> _Above:
    """Return the header and what stands above it; `rows` is read up to behind it.

    Where no header stands, the columns are numbered, and the rows begin with the first.
    """
    sample = some(opening, file.dialect)
    least, begins = beginning(sample, preamble(sample, width(sample)), first)
    notes: list[dict[str, object]] = []
    read, blank = _Read(lines(rows, file.label)), 0
    length = letters = 0
    for number, record in file.told(iter(read)):
        said = [cell for cell in record if cell.strip("\ufeff \t")]
        if begins is not None and number > begins:
            if len(record) > MOST_COLUMNS:
                raise FileUnreadable(file.label, too_wide(len(record)))
            header = Unnamed.of(sample[begins:], max(width(sample), 1))
            return _Above(header, begins, blank, notes, length, letters)
        if said and number > least:
            if len(record) > MOST_COLUMNS:
                raise FileUnreadable(file.label, too_wide(len(record)))
            return _Above(labels(record), number, blank, notes, read.length, read.letters)
        if said:
            notes.append({"row": number, "text": " ".join(said)[:MOST_KEPT]})
        else:
            blank += 1
        length, letters = read.length, read.letters
    raise DeliveryEmpty(file.label)


def _pieces(file: _File, table: Table, above: _Above, rows: TextIO) -> Iterator[Piece]:
    behind, blank = above.number, above.blank
    if not file.dialect.escaped and len(above.header) <= _MOST_IN_BLOCKS:
        blocks = Blocks(above.header, file.dialect, behind)
        quoted = file.text.quoted or file.dialect.quote != '"'
        with _source(file, above, rows) as source:
            yield from blocks.pieces(source, quoted)
        behind, blank = blocks.behind, blank + blocks.blank
        if blocks.complete:
            table.reading["blank_rows"] = blank
            return
    yield from _one_by_one(file, table, behind, blank)


def _one_by_one(file: _File, table: Table, behind: int, blank: int) -> Iterator[Piece]:
    gathered = Rows(table.header)
    with file.open() as again:
        yield from file.records(again).pieces(gathered, behind)
    table.reading["blank_rows"] = blank + gathered.blank


@contextmanager
def _source(file: _File, above: _Above, rows: TextIO) -> Iterator[Source]:
    """Give what follows the header, in UTF-8."""
    marks = _MARKS.get(file.text.encoding)
    if marks is None:
        if isinstance(above.header, Unnamed):  # what was read of the first row is read again
            rows.seek(0)
            rows.read(above.letters)
        yield _Transcoded(rows)
        return
    with file.path.open("rb") as plain:
        plain.seek(marks + above.length)
        yield plain


class _Read:
    """Lines on their way, how long they were in UTF-8, and how many characters."""

    def __init__(self, lines_: Iterator[str]) -> None:
        self._lines, self.length, self.letters = lines_, 0, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.length += len(line.encode())
            self.letters += len(line)
            yield line


class _Transcoded:
    """Text as bytes in UTF-8."""

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def read(self, size: int) -> bytes:
        return self._text.read(size // 2).encode()

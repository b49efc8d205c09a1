"""JSON: one object a line, a list of objects, or an object around such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TextIO

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.json_cells import NotARow, cells_of, decoder
from casework.flow.intake.readers.json_stream import Stream, holds_rows
from casework.flow.intake.readers.table import (
    A_CELL,
    MOST_COLUMNS,
    ROWS_AT_ONCE,
    TEXT_AT_ONCE,
    Fault,
    Piece,
    Table,
    piece,
    too_wide,
)
from casework.flow.intake.readers.text import LONGEST_LINE, Text, lines, text_of

_LOOKED_AT = 1_000
"""Rows whose keys make the header: a key may be left out wherever its value is empty."""


@dataclass(frozen=True, slots=True)
class _Met:
    """A line or an element: its cells, or why it is no row; neither where it is blank."""

    number: int
    cells: dict[str, str]
    reason: str
    written: str


def tables(path: Path, label: str, encoding: str = "") -> Iterator[Table]:
    """Return the one table of a JSON file; rows are counted by lines, or by elements, from 1.

    An object within a row becomes columns with a dot (`receiver.phone`); what is nested deeper
    stays JSON text.
    """
    text = text_of(path, label, encoding)
    with path.open(encoding=text.encoding, newline="") as file:
        by_line = _is_by_line(file)
        file.seek(0)
        rows = _lines(file, label) if by_line else _elements(file, label)
        reading = {"format": "json lines" if by_line else "json", **text.reading}
        yield _table(rows, label, reading, text if by_line else None)


def _table(rows: Iterator[_Met], label: str, reading: dict[str, str], text: Text | None) -> Table:
    first, held = [], 0
    for met in rows:
        first.append(met)
        held += len(met.written)
        if len(first) >= _LOOKED_AT or held >= TEXT_AT_ONCE:
            break
    header = _header(first, label)
    table = Table(label, "", list(header), iter(()), dict(reading), text.lines if text else 0)
    table.pieces = _pieces(chain(first, rows), table)
    return table


def _is_by_line(file: TextIO) -> bool:
    """Return whether the first line that is not blank is an object, and more than a wrapping."""
    first = _bare_line(file)
    if len(first) > LONGEST_LINE:  # no row, but a list may well be written in one line
        return False
    try:
        value = json.loads(first)
    except (json.JSONDecodeError, RecursionError):
        # A bad line, where the next begins and ends like an object.
        following = _bare_line(file)
        return first.startswith("{") and following.startswith("{") and following.endswith("}")
    return isinstance(value, dict) and (bool(_bare_line(file)) or not holds_rows(value))


def _bare_line(file: TextIO) -> str:
    """Return the next line that holds something, cut where it is too long to be held."""
    while line := file.readline(LONGEST_LINE + 1):
        bare = line if len(line) > LONGEST_LINE else line.strip("\ufeff \t\r\n")
        if bare:
            return bare
    return ""


def _lines(file: TextIO, label: str) -> Iterator[_Met]:
    decode = decoder().decode
    for number, line in enumerate(lines(file, label), start=1):
        bare = line.strip("\ufeff \t\r\n")
        if not bare:
            yield _Met(number, {}, "", "")
            continue
        written = line.rstrip("\r\n")
        try:
            yield _Met(number, cells_of(decode(bare), bare, "line"), "", written)
        except json.JSONDecodeError as problem:
            reason = f"the line is not JSON ({problem.msg} at character {problem.colno:,})"
            yield _Met(number, {}, reason, written)
        except RecursionError:
            yield _Met(number, {}, "the line is nested too deeply", written)
        except NotARow as problem:
            yield _Met(number, {}, str(problem), written)


def _elements(file: TextIO, label: str) -> Iterator[_Met]:
    for number, (value, written) in enumerate(Stream(file, label), start=1):
        try:
            yield _Met(number, cells_of(value, written, "element"), "", written)
        except NotARow as problem:
            yield _Met(number, {}, str(problem), written)
        except RecursionError:
            yield _Met(number, {}, "the element is nested too deeply", written)


def _header(first: list[_Met], label: str) -> dict[str, None]:
    """Return the keys of the first rows; where there is none, the first reason is told."""
    header = dict.fromkeys(name for met in first for name in met.cells)
    refused = next((met for met in first if met.reason), None)
    if refused and not header:
        why = f"row {refused.number:,}: {refused.reason}; deliver JSON Lines or a list of objects."
        raise FileUnreadable(label, why)
    if not header:
        raise DeliveryEmpty(label)
    if len(header) > MOST_COLUMNS:
        raise FileUnreadable(label, too_wide(len(header)))
    return header


def _pieces(rows: Iterator[_Met], table: Table) -> Iterator[Piece]:
    gathered = _Gathered(table.header)
    blank = 0
    for met in rows:
        if met.reason:
            gathered.refuse(met)
        elif any(met.cells.values()):
            gathered.add(met)
        else:
            blank += 1
        if gathered.full:
            yield gathered.piece()
    table.reading["blank_rows"] = blank
    yield gathered.piece()


class _Gathered:
    """Rows of any keys on their way into columns; a key met late is a column from then on."""

    def __init__(self, header: list[str]) -> None:
        self._header = header
        self._clear()

    def add(self, met: _Met) -> None:
        self._rows.append(met)
        self._names |= met.cells.keys()
        self._held += len(met.written)

    def refuse(self, met: _Met) -> None:
        self._faults.append(Fault(met.number, "", "", met.reason, {"line": met.written}))
        self._held += len(met.written)

    @property
    def full(self) -> bool:
        rows = len(self._rows) + len(self._faults)
        # A key that few rows have is a column of all.
        held = self._held + A_CELL * len(self._names) * len(self._rows)
        return rows >= ROWS_AT_ONCE or held >= TEXT_AT_ONCE

    def piece(self) -> Piece:
        names = dict.fromkeys(self._header) | dict.fromkeys(
            name for met in self._rows for name in met.cells
        )
        columns = {name: [met.cells.get(name, "") for met in self._rows] for name in names}
        found = piece([met.number for met in self._rows], columns, self._faults)
        self._clear()
        return found

    def _clear(self) -> None:
        self._rows: list[_Met] = []
        self._faults: list[Fault] = []
        self._held = 0
        self._names: set[str] = set(self._header)

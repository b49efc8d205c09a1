"""JSON Lines: one object a line. Numbers keep the digits they were written with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    ROWS_AT_ONCE,
    TEXT_AT_ONCE,
    Fault,
    Piece,
    Table,
    too_wide,
)
from casework.flow.intake.readers.text import lines, text_of

_LOOKED_AT = 1_000
"""Lines whose keys make the header: a key may be left out wherever its value is empty."""


class _NotARow(ValueError):
    """A line that is no row; the message is the reason."""


def tables(path: Path, label: str) -> Iterator[Table]:
    """Return the one table of a JSON Lines file; row numbers are line numbers, from 1."""
    text = text_of(path, label)
    with path.open(encoding=text.encoding) as file:
        header = _header(lines(file, label), label)
        file.seek(0)
        reading = {"format": "json lines", "encoding": text.encoding}
        table = Table(label, "", list(header), iter(()), reading, text.lines)
        table.pieces = _pieces(lines(file, label), table)
        yield table


def _header(lines_: Iterator[str], label: str) -> dict[str, None]:
    """Return the keys of the first lines; where none is a row, the reason of the first is told."""
    header: dict[str, None] = {}
    refused = ""
    for number, line in enumerate(islice(lines_, _LOOKED_AT), start=1):
        row = _row(line) if line.strip() else {}
        if isinstance(row, dict):
            header |= dict.fromkeys(row)
        elif not refused:
            refused = f"row {number:,}: {row}; deliver JSON Lines, one object a line."
    if refused and not header:
        raise FileUnreadable(label, refused)
    if not header:
        raise DeliveryEmpty(label)
    if len(header) > MOST_COLUMNS:
        raise FileUnreadable(label, too_wide(len(header)))
    return header


def _pieces(lines_: Iterator[str], table: Table) -> Iterator[Piece]:
    numbers: list[int] = []
    rows: list[dict[str, str]] = []
    faults: list[Fault] = []
    blank = held = 0
    for number, line in enumerate(lines_, start=1):
        held += len(line)
        row = _row(line) if line.strip() else {}
        if isinstance(row, str):
            faults.append(Fault(number, "", "", row, {"line": line.rstrip("\r\n")}))
        elif any(row.values()):
            numbers.append(number)
            rows.append(row)
        else:
            blank += 1
        if len(numbers) + len(faults) >= ROWS_AT_ONCE or held >= TEXT_AT_ONCE:
            yield _piece(numbers, rows, faults)
            numbers, rows, faults, held = [], [], [], 0
    table.reading["blank_rows"] = blank
    yield _piece(numbers, rows, faults)


def _piece(numbers: list[int], rows: list[dict[str, str]], faults: list[Fault]) -> Piece:
    names = dict.fromkeys(name for row in rows for name in row)
    return Piece(numbers, {name: [row.get(name, "") for row in rows] for name in names}, faults)


def _row(line: str) -> dict[str, str] | str:
    """Return the cells of a line as text, or the reason why it is no row."""
    try:
        found = json.loads(
            line.removeprefix("\ufeff"),
            parse_int=str,
            parse_float=str,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
        if not isinstance(found, dict):
            return "the line is not a JSON object"
        row = {name: cell(value) for name, value in found.items()}
        if "\\u" in line:
            "".join(chain(row, row.values())).encode()
    except json.JSONDecodeError as problem:
        return f"the line is not JSON ({problem.msg} at character {problem.colno:,})"
    except UnicodeEncodeError:
        return "the line holds half of a character (a lone surrogate)"
    except RecursionError:
        return "the line is nested too deeply"
    except _NotARow as problem:
        return str(problem)
    return row


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NotARow(f"the line names {twice!r} twice")
    return found


def _no_number(written: str) -> str:
    raise _NotARow(f"{written} is not a number")


def cell(value: Any) -> str:
    """Return a JSON value as the text of a cell: lists of texts joined by `|`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False)

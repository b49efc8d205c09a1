"""Reading a file to the end, for tests of readers."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.flow.intake import readers
from casework.flow.intake.readers import Fault

DATA = Path(os.environ.get("CASEWORK_TEST_DATA", Path(__file__).parents[5] / "shared" / "data"))
"""Public material that tests read where it is there."""


@dataclass
class Read:
    """A table read to its end, row by row."""

    header: list[str]
    member: str
    reading: dict[str, Any] = field(default_factory=dict)
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_all(path: Path, *, confined: bool = False) -> list[Read]:
    """Return every table of a file; empty cells are left out of rows."""
    found = []
    read_tables = readers.read if confined else readers.tables
    for table in read_tables(path, path.name):
        read = Read(table.header, table.member)
        for piece in table.pieces:
            columns = {name: column.to_pylist() for name, column in piece.columns.items()}
            for at, number in enumerate(piece.numbers.to_pylist()):
                cells = {name: column[at] for name, column in columns.items()}
                read.rows[number] = {name: cell for name, cell in cells.items() if cell}
            read.faults += piece.faults
        read.reading = table.reading
        found.append(read)
    return found


def read_one(path: Path) -> Read:
    """Return the one table of a file."""
    (read,) = read_all(path)
    return read

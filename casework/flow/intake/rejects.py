"""Rejected rows as a table to mend and send again: what stopped each, then the row as written."""

from __future__ import annotations

import csv
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from casework.disarm import disarmed
from casework.flow.intake.mapping import COORDINATES, PLACES, REJECT_COLUMNS


def write_rejects(source: Path, reading: Mapping[str, Any], target: Path) -> None:
    """Write the rejected rows of a batch as CSV that spreadsheets open without running anything.

    UTF-8 with a mark, which spreadsheets need in order to show Chinese. `reading` is how the batch
    was read. The delivered header comes first; columns met only in rejected rows follow it. Where
    there was none, columns have names of ours, and what the mapping gave stands in each row: the
    file says by itself what it is.
    """
    header = reading["header"]
    names = list(dict.fromkeys([*header, *(name for row in _rows(source) for name in row[1])]))
    names = [name for name in names if name not in REJECT_COLUMNS]
    ours, given = _ours(reading) if reading.get("headerless") else ({}, {})
    before = REJECT_COLUMNS if ours else REJECT_COLUMNS[:-1]
    line = (*before, *(ours.get(name, name) for name in names), *given)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{secrets.token_hex(8)}")
    with partial.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([disarmed(name) for name in line])
        for what, written in _rows(source):
            marks = ("yes",) * (len(before) - len(what))
            row = (*what, *marks, *(written.get(name, "") for name in names), *given.values())
            out.writerow([disarmed(cell) for cell in row])
    partial.rename(target)


def _ours(reading: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names that the numbered columns get, and the columns that are added, each with its
    value for every row.
    """
    given = dict(reading.get("constants", {}))
    system = given.pop(COORDINATES, "")
    in_system = {ours: f"{ours} ({system})" for pair in PLACES for ours in pair if system}
    columns: dict[str, str] = reading["columns"]
    return {theirs: in_system.get(ours, ours) for ours, theirs in columns.items()}, given


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row that was not taken: what stopped it, and the row as it was written."""

    number: str
    column: str
    value: str
    reason: str
    written: dict[str, str]


def read_rejects(source: Path, limit: int) -> list[RejectedRow]:
    """Return the first rejected rows of a batch, in the order of the file."""
    return [RejectedRow(*what, written) for what, written in islice(_rows(source), limit)]


def _rows(source: Path) -> Iterator[tuple[tuple[str, str, str, str], dict[str, str]]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(source) as file:
        for batch in file.iter_batches():
            row: dict[str, Any]
            for row in batch.to_pylist():
                what = (
                    str(row["row_number"]),
                    row["column"] or "",
                    row["value"] or "",
                    row["reason"],
                )
                yield what, json.loads(row["written"])

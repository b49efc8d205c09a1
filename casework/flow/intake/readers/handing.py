"""Tables read in confinement: the same tables, whatever the file does to the process reading it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casework.errors import FileUnreadable
from casework.flow.intake.confined import Confined, Limits, confined
from casework.flow.intake.readers.formats import tables
from casework.flow.intake.readers.headerless import Said
from casework.flow.intake.readers.table import Fault, Piece, Table

Beside = Callable[[Table], Callable[[Piece], Mapping[str, Any]] | None]

_AT_ONCE = 0.01
"""Seconds in which a piece is taken by someone who has room for it."""
_PATIENCE = 8
"""Pieces that are worked out after one that was not taken at once: some wait to be taken."""
_NUMBERS = "row number"
"""Stands before the columns of a piece on their way, one of which may be called the same."""


def read(
    path: Path, label: str, said: Said | None = None, limits: Limits | None = None
) -> Iterator[Table]:
    """Return the tables of a file as `tables` does, read in another process within limits.

    Each table is read to its end, or passed over, before the next is asked for. Raises
    FileUnreadable, also between pieces: what was read of that table until then does not count.
    """
    return received(
        confined(tell, path, label, said, label=label, limits=limits or Limits.of(path))
    )


def received(told: Confined[dict[str, Any]]) -> Iterator[Table]:
    """Return the tables that `tell` tells of in another process."""
    try:
        for said in told:
            if "table" in said:
                table = Table(pieces=iter(()), **said["table"])
                table.pieces = _pieces(told, table)
                yield table
                for _ in table.pieces:
                    pass  # what nobody asked for
    finally:
        told.close()


def warm() -> None:
    """Load what reading needs, once for all files."""
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet
    import python_calamine  # noqa: F401

    pa.array([""])


def tell(
    path: Path, label: str, said: Said | None, beside: Beside | None = None
) -> Iterator[dict[str, Any]]:
    """Return the tables of a file as plain values: a table, its pieces, its end, the next table.

    `beside` says what is to be worked out for the pieces of a table while they are at hand, where
    whoever asked for them is too busy to take them.
    """
    import pyarrow as pa

    # Threads would count against the limits, and there is a process to use the other core.
    pa.set_cpu_count(1)
    for table in tables(path, label, said):
        yield {
            "table": {
                "label": table.label,
                "member": table.member,
                "header": table.header,
                "reading": table.reading,
                "expected": table.expected,
            }
        }
        work, patience = beside(table) if beside else None, 0
        for piece in table.pieces:
            told = {"piece": _rows(piece), "faults": [asdict(fault) for fault in piece.faults]}
            # Who takes pieces as they come has time to work them out.
            if work and patience:
                told["ready"] = _batch(work(piece))
            began = time.monotonic()
            yield told
            waited = time.monotonic() - began > _AT_ONCE
            patience = _PATIENCE if waited else max(0, patience - 1)
        yield {"end": table.reading}


def _rows(piece: Piece) -> Any:
    import pyarrow as pa

    arrays, names = [piece.numbers, *piece.columns.values()], [_NUMBERS, *piece.columns]
    return pa.RecordBatch.from_arrays(arrays, names=names)


def _batch(columns: Mapping[str, Any]) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))


def _pieces(told: Confined[dict[str, Any]], table: Table) -> Iterator[Piece]:
    for said in told:
        if "end" in said:
            table.reading |= said["end"]
            return
        if not _is_a_piece(said, table.header):
            raise FileUnreadable(table.label, "its reader handed on what nobody can read.")
        numbers, *columns = said["piece"].columns
        names = said["piece"].schema.names[1:]
        faults = [Fault(**fault) for fault in said["faults"]]
        ready = said.get("ready")
        worked_out = dict(zip(ready.schema.names, ready.columns, strict=True)) if ready else {}
        yield Piece(numbers, dict(zip(names, columns, strict=True)), faults, worked_out)
    raise FileUnreadable(table.label, "the process that read it ended before its time.")


def _is_a_piece(said: Mapping[str, Any], header: Sequence[str]) -> bool:
    """Return whether rows are such as a piece has them: who read them may have been taken over."""
    import pyarrow as pa

    rows, ready = said.get("piece"), said.get("ready")
    if not isinstance(rows, pa.RecordBatch) or not isinstance(said.get("faults"), list):
        return False
    if not rows.num_columns:
        return False
    numbers, *cells = [column.type for column in rows.columns]
    names = rows.schema.names[1:]
    return (
        numbers == pa.int64()
        and all(type_ == pa.string() for type_ in cells)
        and not any(column.null_count for column in rows.columns)
        and len(set(names)) == len(names)
        and {*header} <= {*names}
        and (ready is None or (isinstance(ready, pa.RecordBatch) and len(ready) == len(rows)))
    )

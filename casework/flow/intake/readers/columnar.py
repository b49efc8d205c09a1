"""Parquet: typed columns, turned into the text that says the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.json_lines import cell
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    ROWS_AT_ONCE,
    Piece,
    Table,
    labels,
    too_wide,
)


def tables(path: Path, label: str) -> Iterator[Table]:
    """Return the one table of a Parquet file; rows are counted from 1, in the file's order."""
    import pyarrow.parquet as pq

    with _readable(label), pq.ParquetFile(path) as file:
        header = labels(file.schema_arrow.names)
        if not header:
            raise DeliveryEmpty(label)
        if len(header) > MOST_COLUMNS:
            raise FileUnreadable(label, too_wide(len(header)))
        reading = {"format": "parquet"}
        table = Table(label, "", header, iter(()), reading, file.metadata.num_rows)
        table.pieces = _pieces(file, table)
        yield table


@contextmanager
def _readable(label: str) -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError) as problem:
        why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise FileUnreadable(label, f"it is not a Parquet file that can be read ({why}).") from None


def _batches(file: Any, label: str) -> Iterator[Any]:
    # Pages are unpacked only here: damage within the file shows late.
    with _readable(label):
        yield from file.iter_batches(batch_size=ROWS_AT_ONCE)


def _pieces(file: Any, table: Table) -> Iterator[Piece]:
    number, blank = 1, 0
    for batch in _batches(file, table.label):
        columns = [
            _texts_or_refusal(column, table, name, number)
            for name, column in zip(table.header, batch.columns, strict=True)
        ]
        held = [any(row) for row in zip(*columns, strict=True)]
        kept = [
            [text for text, keep in zip(column, held, strict=True) if keep] for column in columns
        ]
        numbers = [number + at for at, keep in enumerate(held) if keep]
        yield Piece(numbers, dict(zip(table.header, kept, strict=True)))
        number += len(held)
        blank += len(held) - len(numbers)
    table.reading["blank_rows"] = blank


def _texts_or_refusal(column: Any, table: Table, name: str, first: int) -> list[str]:
    try:
        return _texts(column)
    except UnicodeDecodeError:
        at = next(at for at, one in enumerate(column) if not _is_text(one))
        why = f"row {first + at:,}, column {name}: its bytes are no text."
        raise FileUnreadable(table.label, why) from None
    except (OverflowError, ValueError):  # moments Python has no value for: told as Arrow has them
        import pyarrow as pa

        return [text or "" for text in column.cast(pa.string()).to_pylist()]


def _is_text(scalar: Any) -> bool:
    try:
        scalar.as_py()
    except UnicodeDecodeError:
        return False
    return True


def _texts(column: Any) -> list[str]:
    """Return a column's cells as text; each distinct value is put into words once."""
    import pyarrow as pa

    try:
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    except pa.ArrowNotImplementedError:  # nested values have no dictionary
        return [_text(value) for value in column.to_pylist()]
    said = [_text(value) for value in encoded.dictionary.to_pylist()]
    return ["" if at is None else said[at] for at in encoded.indices.to_pylist()]


def _float(value: float) -> str:
    return format(Decimal(repr(value)), "f") if not math.isnan(value) else ""


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat(sep=" ")
    return value.astimezone(UTC).isoformat(sep=" ")


_SAYING: dict[type, Callable[[Any], str]] = {
    str: str,
    int: str,
    float: _float,
    Decimal: lambda value: format(value, "f"),
    datetime: _moment,
    bytes: bytes.hex,
}


def _text(value: Any) -> str:
    if value is None:
        return ""
    say = _SAYING.get(type(value))
    if say is not None:
        return say(value)
    if isinstance(value, list | dict):
        return cell(value)
    return str(value)

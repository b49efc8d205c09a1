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
from casework.flow.intake.readers.json_cells import cell
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    ROWS_AT_ONCE,
    TEXT_AT_ONCE,
    Piece,
    Table,
    held,
    labels,
    too_wide,
)

_BUFFER = 1 << 20
_ROWS_LOOKED_AT = 1_024


def tables(path: Path, label: str) -> Iterator[Table]:
    """Return the one table of a Parquet file; rows are counted from 1, in the file's order."""
    import pyarrow.parquet as pq

    # Column by column as it is needed: row groups may be as large as the file.
    with _readable(label), pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER) as file:
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
    except MemoryError:  # Arrow's own is an ArrowException too
        raise
    except (pa.ArrowException, OSError, UnicodeDecodeError) as problem:
        why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise FileUnreadable(label, f"it is not a Parquet file that can be read ({why}).") from None


def _batches(file: Any, label: str) -> Iterator[Any]:
    # Pages are unpacked only here: damage within the file shows late.
    with _readable(label):
        yield from file.iter_batches(batch_size=_rows_at_once(file))


def _rows_at_once(file: Any) -> int:
    """Return how many rows fit, going by the first ones and by what the file says of the others.

    A file that packs well says a long text once for many rows: what it says is too little.
    """
    groups = [file.metadata.row_group(at) for at in range(file.metadata.num_row_groups)]
    largest = max((one.total_byte_size / max(one.num_rows, 1) for one in groups), default=0)
    for first in file.iter_batches(batch_size=_ROWS_LOOKED_AT):
        size = sum(_unpacked(column).nbytes for column in first.columns)
        largest = max(largest, size / max(first.num_rows, 1))
        break
    return max(1, min(ROWS_AT_ONCE, int(TEXT_AT_ONCE / max(largest, 1))))


def _unpacked(column: Any) -> Any:
    import pyarrow as pa

    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _pieces(file: Any, table: Table) -> Iterator[Piece]:
    import numpy as np
    import pyarrow as pa

    number, blank = 1, 0
    for batch in _batches(file, table.label):
        columns = [
            _texts_or_refusal(column, table, name, number)
            for name, column in zip(table.header, batch.columns, strict=True)
        ]
        numbers = np.arange(number, number + batch.num_rows, dtype=np.int64)
        good = held(columns)
        if not good.all():
            numbers, columns = numbers[good], [column.filter(good) for column in columns]
        yield Piece(pa.array(numbers), dict(zip(table.header, columns, strict=True)))
        number += batch.num_rows
        blank += batch.num_rows - len(numbers)
    if number <= table.expected:
        promised = f"{number - 1:,} rows where it promises {table.expected:,}"
        raise FileUnreadable(table.label, f"it is cut off or damaged: it holds {promised}.")
    table.reading["blank_rows"] = blank


def _texts_or_refusal(column: Any, table: Table, name: str, first: int) -> Any:
    import pyarrow as pa

    try:
        return texts(column)
    except UnicodeDecodeError:
        at = next(at for at, one in enumerate(column) if not _is_text(one))
        why = f"row {first + at:,}, column {name}: its bytes are no text."
        raise FileUnreadable(table.label, why) from None
    except (OverflowError, ValueError):  # moments Python has no value for: told as Arrow has them
        return column.cast(pa.string()).fill_null("")


def _is_text(scalar: Any) -> bool:
    try:
        scalar.as_py()
    except UnicodeDecodeError:
        return False
    return True


def texts(column: Any) -> Any:
    """Return a column's cells as Arrow text that says the same; "" where there is nothing.

    In Arrow where its words are ours; otherwise each distinct value is put into words once.
    """
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    said = _as_arrow_says(column)
    if said is None:
        said = _as_python_says(column)
    return said.fill_null("")


def _as_arrow_says(column: Any) -> Any:
    """Return text where Arrow puts the type into words as casework does; None where it does not."""
    import pyarrow as pa
    from pyarrow import compute

    kind, types = column.type, pa.types
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        try:
            column.validate(full=True)
        except pa.ArrowInvalid:
            return None  # Python names the row
        return column.cast(pa.string())
    said = None
    if types.is_integer(kind) or types.is_date(kind) or types.is_null(kind):
        said = column.cast(pa.string())
    elif types.is_boolean(kind):
        said = compute.if_else(column, "True", "False")
    elif types.is_timestamp(kind):
        said = _moments(column)
    elif types.is_decimal(kind):
        said = column.cast(pa.string())
        if compute.any(compute.match_substring(said, "E")).as_py():  # 1E-7
            said = None
    return said


def _moments(column: Any) -> Any:
    """Return moments to the last digit that is not zero, in UTC where they name a zone."""
    import pyarrow as pa
    from pyarrow import compute

    zone = "+00:00" if column.type.tz else ""
    try:
        plain = column.cast(pa.int64()).cast(pa.timestamp(column.type.unit))
        if column.type.unit != "ns":
            plain = plain.cast(pa.timestamp("us"))
        said = plain.cast(pa.string())
    except pa.ArrowInvalid:  # beyond what microseconds can say
        return None
    said = compute.replace_substring_regex(said, r"\.0+$", "")
    said = compute.replace_substring_regex(said, r"(\.\d{6})000$", r"\1")
    return compute.binary_join_element_wise(said, zone, "") if zone else said


def _as_python_says(column: Any) -> Any:
    import pyarrow as pa

    try:
        encoded = column.dictionary_encode()
    except pa.ArrowNotImplementedError:  # nested values have no dictionary
        return pa.array([_text(value) for value in column.to_pylist()], pa.string())
    said = pa.array([_text(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return said.take(encoded.indices)


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

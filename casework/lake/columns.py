"""The shape of the lake: which columns a kind has on disk, and of what type."""

from __future__ import annotations

from typing import Any

from casework.analysis.normalise import AMOUNT_DIGITS, AMOUNT_PLACES, arrow_type
from casework.vocabulary import COLUMNS, ColumnType, DeliveryKind

_SQL = {
    ColumnType.AMOUNT: f"DECIMAL({AMOUNT_DIGITS},{AMOUNT_PLACES})",
    ColumnType.MOMENT: "TIMESTAMP",
    ColumnType.COORDINATE: "DOUBLE",
    ColumnType.DEVICES: "VARCHAR[]",
}
_ROWS_LOOKED_AT = 16_384
_MOST_DIFFERENT = 0.3
"""Part of the rows; a dictionary of more would grow past its page and be given up."""
_ADDED = {"row_number": "BIGINT", "row_sha256": "VARCHAR", "extra": "VARCHAR"}


def value(column: str) -> str:
    """Return the name of the column that holds what was understood of `column`."""
    return f"{column}_value"


def sql_columns(kind: DeliveryKind) -> dict[str, str]:
    """Return the columns of a kind on disk with their SQL types, in order.

    Each delivered column as written, its understood twin, then `row_number` (as a person counts
    the rows of the file), `row_sha256` and `extra` (unknown columns, a JSON object).
    """
    columns: dict[str, str] = {}
    for column, type_ in COLUMNS[kind].items():
        columns[column] = "VARCHAR"
        columns[value(column)] = _SQL.get(type_, "VARCHAR")
    return columns | _ADDED


def value_type(type_: ColumnType) -> Any:
    """Return the Arrow type of what is understood of a column; moments are UTC."""
    return arrow_type(type_)


def schema(kind: DeliveryKind) -> Any:
    """Return the Arrow schema of a kind's file."""
    import pyarrow as pa

    fields = []
    for column, type_ in COLUMNS[kind].items():
        fields += [(column, pa.string()), (value(column), value_type(type_))]
    fields += [("row_number", pa.int64()), ("row_sha256", pa.string()), ("extra", pa.string())]
    return pa.schema(fields)


def recurring(table: Any) -> list[str]:
    """Return the columns in whose first rows values come again: worth a dictionary on disk."""
    import pyarrow as pa

    first = table.slice(0, _ROWS_LOOKED_AT)
    return [
        field.name
        for field in table.schema
        if pa.types.is_list(field.type)
        or len(first[field.name].unique()) <= _MOST_DIFFERENT * len(first)
    ]


def ordered(table_schema: Any) -> list[str]:
    """Return the columns of which the least and the greatest value say which rows are where.

    Of texts they say nothing: identifiers lie in the order of the file, not in their own.
    """
    import pyarrow as pa

    kinds = (pa.types.is_integer, pa.types.is_decimal, pa.types.is_timestamp, pa.types.is_floating)
    return [field.name for field in table_schema if any(kind(field.type) for kind in kinds)]


def rejects_schema() -> Any:
    """Return the Arrow schema of rejected rows; `written` is the whole row, a JSON object."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("column", "value", "reason", "written")]
    return pa.schema([("row_number", pa.int64()), *texts])

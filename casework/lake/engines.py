"""What runs the heavy part: one face, DuckDB behind it on one machine, Spark on several.

An expression is written once with Ibis, over tables by name; an engine says it in its own SQL.
What an engine keeps can be read by its name in the lake's DuckDB connection, whoever computed it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from casework.lake.columns import sql_columns
from casework.vocabulary import DeliveryKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa
    from duckdb import DuckDBPyConnection
    from ibis.expr.types import Scalar, Table

_MEMORY = "3000MB"
"""For DuckDB; what does not fit is spilled. Arrays and Python have the rest of four gigabytes."""
_TYPES = {
    "BIGINT": "int64",
    "BOOLEAN": "boolean",
    "DOUBLE": "float64",
    "INTEGER": "int32",
    "TIMESTAMP": "timestamp",
    "TINYINT": "int8",
    "VARCHAR": "string",
    "VARCHAR[]": "array<string>",
}


class Engine(Protocol):
    """Runs expressions; their tables are the lake's views and what was kept before."""

    name: str
    lake: DuckDBPyConnection
    """Where everything kept can be read by its name."""

    def keep(self, name: str, expression: Table) -> Table:
        """Compute a table once and return it, to be read under its name from now on."""

    def give(self, name: str, rows: pa.Table) -> Table:
        """Return rows that were made elsewhere as a table of that name."""

    def table(self, name: str) -> Table:
        """Return what was kept under a name."""

    def rows(self, expression: Table) -> pa.Table:
        """Compute a table and return its rows."""

    def one(self, expression: Scalar) -> int:
        """Compute one number."""

    def drop(self, *names: str) -> None:
        """Forget tables that were kept."""


class DuckDB:
    """The lake's own connection runs everything."""

    name = "duckdb"

    def __init__(self, lake: DuckDBPyConnection) -> None:
        self.lake = lake
        lake.execute(f"SET memory_limit = '{_MEMORY}'")
        # Nothing rests on the order of rows: what needs an order says so.
        lake.execute("SET preserve_insertion_order = false")

    def keep(self, name: str, expression: Table) -> Table:
        self.lake.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql(expression, self.name)}")
        return kept(name, expression)

    def give(self, name: str, rows: pa.Table) -> Table:
        self.lake.register("given", rows)
        self.lake.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM given")
        self.lake.unregister("given")
        return in_lake(self.lake, name)

    def table(self, name: str) -> Table:
        return in_lake(self.lake, name)

    def rows(self, expression: Table) -> pa.Table:
        return self.lake.sql(sql(expression, self.name)).to_arrow_table()

    def one(self, expression: Scalar) -> int:
        return int(self.lake.execute(sql(expression, self.name)).fetchall()[0][0])

    def drop(self, *names: str) -> None:
        for name in names:
            self.lake.execute(f"DROP TABLE IF EXISTS {name}")


def delivered(kind: DeliveryKind) -> Table:
    """Return the rows of a kind that count, without unknown columns, for any engine."""
    import ibis

    columns: dict[str, Any] = {
        name: _TYPES.get(type_, "decimal(18, 4)")
        for name, type_ in sql_columns(kind).items()
        if name != "extra"
    }
    return ibis.table(columns | {"batch_id": "int64"}, name=kind.value)


def in_lake(lake: DuckDBPyConnection, name: str) -> Table:
    """Return a table or view of the lake's connection as an expression."""
    import ibis

    columns = lake.execute(f"DESCRIBE {name}").fetchall()
    return ibis.table({column[0]: _TYPES[column[1]] for column in columns}, name=name)


def kept(name: str, expression: Table) -> Table:
    """Return the table of that name, shaped as the expression that made it."""
    import ibis

    return ibis.table(expression.schema(), name=name)


def ints(rows: pa.Table, column: str) -> npt.NDArray[np.int64]:
    """Return a column of whole numbers as an array."""
    import numpy as np

    return np.asarray(rows[column].to_numpy(), dtype=np.int64)


def floats(rows: pa.Table, column: str) -> npt.NDArray[np.float64]:
    """Return a column of numbers as an array."""
    import numpy as np

    return np.asarray(rows[column].to_numpy(), dtype=np.float64)


def sql(expression: Table | Scalar, engine: str) -> str:
    """Return the expression in an engine's SQL."""
    return _said(expression.op(), "pyspark" if engine == "spark" else engine)


@lru_cache(maxsize=1024)
def _said(operation: Any, dialect: str) -> str:
    # Expressions are values. A discovery has nearly two hundred, the same whatever rows there are,
    # and of a small lake saying them takes longer than all the rest.
    import ibis

    return str(ibis.to_sql(operation.to_expr(), dialect=dialect))

"""The lake: delivered rows in columns on disk, one immutable Parquet file per batch."""

from casework.lake.chosen import chosen_engine
from casework.lake.columns import rejects_schema, schema, sql_columns, value, value_type
from casework.lake.engines import DuckDB, Engine, delivered, floats, ints, kept, sql
from casework.lake.fingerprint import fingerprints, row_sha256, said
from casework.lake.scan import (
    LakeFile,
    LakeRow,
    check,
    connect,
    duplicate_keys,
    first_rows,
    row,
    row_count,
    rows,
    workbench,
)
from casework.lake.tiers import ORDER_TIER
from casework.lake.write import Writing, Written

__all__ = [
    "ORDER_TIER",
    "DuckDB",
    "Engine",
    "LakeFile",
    "LakeRow",
    "Writing",
    "Written",
    "check",
    "chosen_engine",
    "connect",
    "delivered",
    "duplicate_keys",
    "fingerprints",
    "first_rows",
    "floats",
    "ints",
    "kept",
    "rejects_schema",
    "row",
    "row_count",
    "row_sha256",
    "rows",
    "said",
    "schema",
    "sql",
    "sql_columns",
    "value",
    "value_type",
    "workbench",
]

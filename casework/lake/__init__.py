"""The lake: delivered rows in columns on disk, one immutable Parquet file per batch."""

from casework.lake.columns import rejects_schema, schema, sql_columns, value, value_type
from casework.lake.fingerprint import fingerprints, row_sha256, said
from casework.lake.scan import (
    LakeFile,
    LakeRow,
    check,
    connect,
    duplicate_keys,
    first_rows,
    row,
)
from casework.lake.tiers import ORDER_TIER
from casework.lake.write import Writing, Written

__all__ = [
    "ORDER_TIER",
    "LakeFile",
    "LakeRow",
    "Writing",
    "Written",
    "check",
    "connect",
    "duplicate_keys",
    "fingerprints",
    "first_rows",
    "rejects_schema",
    "row",
    "row_sha256",
    "said",
    "schema",
    "sql_columns",
    "value",
    "value_type",
]

"""Reading the lake: one connection with a view per kind, in which every row is current."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.errors import LakeFileAltered
from casework.lake.columns import sql_columns, value
from casework.lake.fingerprint import row_sha256
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class LakeFile:
    """One batch's rows on disk."""

    path: str
    """Within the lake."""
    kind: DeliveryKind
    batch_id: int
    sha256: str
    """Of this file itself; see `check`."""
    delivery_order: int
    """Of two rows with the same key, the one with the higher order counts."""


@dataclass(frozen=True, slots=True)
class LakeRow:
    """One row: what was written, what was understood of it, and its hash, checked."""

    written: Mapping[str, str]
    understood: Mapping[str, Any]
    extra: Mapping[str, str]
    row_number: int
    row_sha256: str


def connect(lake_dir: Path, files: Sequence[LakeFile]) -> DuckDBPyConnection:
    """Return a connection with the views accounts, listings, orders, and so on.

    A view holds each row that counts now, once: of several with the same key, the one of the
    newest batch, and within a batch the last. It has the columns of `sql_columns`, `batch_id` and
    `delivery_order`; a kind without files is there and empty. Raises LakeFileAltered where a file
    is missing. A connection is for one thread.
    """
    connection = _open(lake_dir)
    for kind in DeliveryKind:
        mine = [file for file in files if file.kind == kind]
        for file in mine:
            _there(lake_dir / file.path)
        _make_view(connection, kind, _every_row(lake_dir, kind, mine))
    return connection


def row_count(connection: DuckDBPyConnection, kind: DeliveryKind) -> int:
    """Return how many rows of a kind count now, by a connection of `connect`."""
    return int(connection.table(kind.value).count("*").fetchall()[0][0])


def check(lake_dir: Path, file: LakeFile) -> None:
    """Raise LakeFileAltered unless the file is, byte for byte, what was registered."""
    path = _there(lake_dir / file.path)
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != file.sha256:
        raise LakeFileAltered(path, f"its SHA-256 is {found}, not {file.sha256}")


def row(lake_dir: Path, file: LakeFile, row_number: int) -> LakeRow | None:
    """Return the row of that number, None where the batch has none.

    Its hash is taken again from what was written; raises LakeFileAltered where it differs.
    """
    return next(iter(rows(lake_dir, file, [row_number])), None)


def rows(lake_dir: Path, file: LakeFile, row_numbers: Sequence[int]) -> list[LakeRow]:
    """Return the rows of these numbers that the batch has, in its order, checked as `row` does."""
    if not row_numbers:
        return []
    among = ", ".join("?" for _ in row_numbers)
    which = f"WHERE row_number IN ({among}) ORDER BY row_number"
    return _rows(lake_dir, file, which, *row_numbers)


def first_rows(lake_dir: Path, file: LakeFile, limit: int) -> list[LakeRow]:
    """Return the first rows of the batch in the order of the file, checked as `row` does."""
    return _rows(lake_dir, file, "ORDER BY row_number LIMIT ?", limit)


def _rows(lake_dir: Path, file: LakeFile, which: str, *given: int) -> list[LakeRow]:
    path = _there(lake_dir / file.path)
    with _open(lake_dir) as connection:
        found = connection.execute(f"SELECT * FROM read_parquet(?) {which}", [str(path), *given])
        names = [column[0] for column in found.description or ()]
        read = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    return [_checked(path, file.kind, cells) for cells in read]


def _checked(path: Path, kind: DeliveryKind, cells: Mapping[str, Any]) -> LakeRow:
    columns, row_number = COLUMNS[kind], cells["row_number"]
    written = {column: cells[column] for column in columns if cells[column] is not None}
    extra: dict[str, str] = json.loads(cells["extra"]) if cells["extra"] else {}
    if row_sha256(written, extra) != cells["row_sha256"]:
        raise LakeFileAltered(path, f"row {row_number} does not have the hash it was given")
    understood = {column: cells[value(column)] for column in columns}
    return LakeRow(written, understood, extra, row_number, cells["row_sha256"])


def workbench(lake_dir: Path) -> DuckDBPyConnection:
    """Return a connection without views, for `duplicate_keys` of file after file."""
    return _open(lake_dir)


def duplicate_keys(
    connection: DuckDBPyConnection, lake_dir: Path, file: str, kind: DeliveryKind
) -> int:
    """Return how many rows of one file a later row of the same file supersedes."""
    # Rows less different keys: far cheaper than gathering the keys that come twice.
    keys = ", ".join(value(column) for column in KEYS[kind])
    found = connection.execute(
        f"SELECT count(*) - count(DISTINCT ({keys})) FROM read_parquet(?)",
        [str(_there(lake_dir / file))],
    ).fetchall()
    return int(found[0][0])


def _open(lake_dir: Path) -> DuckDBPyConnection:
    import duckdb

    # No extension is ever fetched: a hearing room has no network, and the lake needs none.
    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            # Rows that do not fit in memory stay where rows belong, out of folders for everyone.
            "temp_directory": str(lake_dir / ".spill"),
        },
    )


def _there(path: Path) -> Path:
    if not path.is_file():
        raise LakeFileAltered(path, "it is missing")
    return path


def _every_row(lake_dir: Path, kind: DeliveryKind, files: Sequence[LakeFile]) -> str:
    """Return the SQL of all rows of a kind, superseded ones too; first an empty, typed start."""
    typed = sql_columns(kind) | {"batch_id": "BIGINT", "delivery_order": "BIGINT"}
    empty = ", ".join(f"NULL::{type_} AS {column}" for column, type_ in typed.items())
    parts = [f"SELECT {empty} WHERE false"]
    for file in files:
        place = str(lake_dir / file.path).replace("'", "''")
        parts.append(
            f"SELECT *, {file.batch_id}::BIGINT AS batch_id, "
            f"{file.delivery_order}::BIGINT AS delivery_order FROM read_parquet('{place}')"
        )
    return " UNION ALL BY NAME ".join(parts)


def _make_view(connection: DuckDBPyConnection, kind: DeliveryKind, rows: str) -> None:
    """Make the view; only where rows are superseded does it pay for leaving them out."""
    keys = ", ".join(value(column) for column in KEYS[kind])
    connection.execute(f"CREATE VIEW {kind}_delivered AS {rows}")
    current = f"FROM {kind}_delivered"
    if _come_again(connection, kind, keys):
        connection.execute(
            f"CREATE TEMP TABLE {kind}_superseded AS "
            f"WITH several AS (SELECT {keys}, max((delivery_order, row_number)) AS newest "
            f"FROM {kind}_delivered WHERE hash({keys}) IN (SELECT hashed FROM {kind}_again) "
            f"GROUP BY {keys} HAVING count(*) > 1) "
            f"SELECT batch_id, row_number FROM {kind}_delivered JOIN several USING ({keys}) "
            "WHERE (delivery_order, row_number) <> newest"
        )
        current += f" ANTI JOIN {kind}_superseded USING (batch_id, row_number)"
    connection.execute(f"DROP TABLE {kind}_again")
    connection.execute(f"CREATE VIEW {kind} AS {current}")


def _come_again(connection: DuckDBPyConnection, kind: DeliveryKind, keys: str) -> int:
    """Return how many keys may come again, and leave their hashes in the table `<kind>_again`.

    Numbers are grouped faster than texts, and a key whose hash comes once comes once.
    """
    connection.execute(
        f"CREATE TEMP TABLE {kind}_again AS SELECT hash({keys}) AS hashed FROM {kind}_delivered "
        "GROUP BY hashed HAVING count(*) > 1"
    )
    return int(connection.execute(f"SELECT count(*) FROM {kind}_again").fetchall()[0][0])

"""Tables the database itself refuses to change: entries are added, never altered or removed."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, event

from casework.model.evidence import CustodyEntry
from casework.model.photographs import AcceptedField
from casework.model.trail import TrailEntry

_LEDGERS = (TrailEntry, CustodyEntry, AcceptedField)
TABLES = tuple(str(model.__tablename__) for model in _LEDGERS)


def statements(table: str, dialect: str) -> list[str]:
    """Return the SQL that makes `table` append-only on a database of this dialect."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only'; END $$ LANGUAGE plpgsql",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    ]


def _attach() -> None:
    for model in _LEDGERS:
        for dialect in ("sqlite", "postgresql"):
            for statement in statements(model.__tablename__, dialect):
                event.listen(model.__table__, "after_create", _run_on(dialect, statement))


def _run_on(dialect: str, statement: str) -> Callable[..., None]:
    def run(target: object, connection: Connection, **_: object) -> None:
        if connection.dialect.name == dialect:
            connection.exec_driver_sql(statement)

    return run


_attach()

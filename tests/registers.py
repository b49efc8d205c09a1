"""Registers to test on: a fresh SQLite file, and a schema of its own on PostgreSQL."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Dialect, Engine, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.util import LRUCache

import config
from casework.model import Base, append_only, connect

NEARBY = ("postgresql+psycopg://127.0.0.1:5432/", "postgresql+psycopg://127.0.0.1:5432/postgres")
"""Where a server is looked for when none is named."""

_MOST_COMPILED = 2_000
_COMPILED: dict[str, tuple[Dialect, LRUCache[Any, Any]]] = {}
"""By the name of a dialect, that dialect and what was compiled in it."""


@cache
def postgresql() -> URL | None:
    """Return the address of a PostgreSQL server that answers, if one does."""
    named = config.test_database_url()
    for address in (named,) if named else NEARBY:
        url = make_url(address)
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        server = sqlalchemy.create_engine(url, connect_args={"connect_timeout": 3})
        try:
            server.connect().close()
        except OperationalError:
            continue
        finally:
            server.dispose()
        return url
    return None


def in_one_line() -> str:
    """Return what the run's header says about the registers it tests on."""
    url = postgresql()
    if url is None:
        where = config.test_database_url() or NEARBY[0]
        return f"registers: SQLite alone; no PostgreSQL server answers at {where}"
    return f"registers: SQLite, and PostgreSQL at {url.host}:{url.port or 5432}"


def sqlite_template(folder: Path) -> Path:
    """Return an empty register made once; each test gets a copy of it."""
    path = folder / "template.sqlite"
    made = connect(f"sqlite:///{path}")
    Base.metadata.create_all(made)
    made.dispose()
    return path


def sqlite_copy(template: Path, path: Path) -> Engine:
    """Return an engine on a fresh copy of the empty register."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, path)
    return sharing_compiled(connect(f"sqlite:///{path}"))


def sharing_compiled(engine: Engine) -> Engine:
    """Return the engine, which from now on has the statements that those before it compiled.

    Every test has engines of its own, and half its time would go into compiling what the test
    before it compiled. A compiled statement is kept by its dialect, so that is shared too.
    """
    name = engine.dialect.name
    if name not in _COMPILED:
        engine.connect().close()  # a dialect asks its database once what that can do
        _COMPILED[name] = engine.dialect, LRUCache(_MOST_COMPILED)
    engine.dialect, compiled = _COMPILED[name]
    engine.update_execution_options(compiled_cache=compiled)
    return engine


@contextmanager
def empty_schema(url: URL) -> Iterator[URL]:
    """Give the address of a schema of its own with nothing in it, dropped afterwards."""
    schema = f"casework_test_{secrets.token_hex(6)}"
    # In the address, so that child processes given it work in the same schema. No commit waits for
    # the disk: tests kill processes of ours, never the server.
    options = f"-csearch_path={schema} -clock_timeout=10000 -csynchronous_commit=off"
    server = sqlalchemy.create_engine(url)
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield url.update_query_dict({"options": options})
    finally:
        with server.begin() as connection:
            connection.execute(text("SET lock_timeout = '10s'"))
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        server.dispose()


@contextmanager
def postgresql_schema(url: URL) -> Iterator[URL]:
    """Give the address of a register in a schema of its own, dropped afterwards."""
    with empty_schema(url) as own:
        made = connect(address(own))
        Base.metadata.create_all(made)
        made.dispose()
        yield own


def emptied(url: URL) -> Engine:
    """Return an engine on the schema's register with every table empty again."""
    engine = sharing_compiled(connect(address(url)))
    with engine.begin() as connection:
        connection.exec_driver_sql(_emptying())
    return engine


@cache
def _emptying() -> str:
    # Not TRUNCATE, which makes new files and waits for the disk: half a second for every test.
    # The triggers of the append-only tables, which refuse DELETE, stand aside for it.
    tables = [f'"{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    ledgers = [f'"{name}"' for name in append_only.TABLES]
    statements = [
        *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in ledgers),
        *(f"DELETE FROM {name}" for name in tables),
        *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in ledgers),
        "SELECT setval(oid::regclass, 1, false) FROM pg_class "
        "WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace",
    ]
    return "; ".join(statements)


def address(url: URL) -> str:
    """Return the address as written in settings, password included."""
    return url.render_as_string(hide_password=False)

"""What every table stands on: the Base, moments in UTC, and the way to the register."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

READING = {"casework_begin": "DEFERRED"}
"""Execution options of a transaction that will only read: on SQLite it takes no lock."""
BUSY_SECONDS = 15
"""How long a transaction on SQLite waits for another that writes."""
_MOMENT = 0.02


class Base(DeclarativeBase):
    """The one declarative base; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; the register keeps aware times only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def word(words: type[StrEnum]) -> Enum:
    """Return a column that holds one of `words`, kept as plain text and read back as the enum.

    Any other text is refused on its way in: it could never be read back.
    """
    return Enum(
        words,
        native_enum=False,
        validate_strings=True,
        length=20,
        values_callable=lambda all_: [one.value for one in all_],
    )


def connect(url: str) -> Engine:
    """Return an engine for the register; SQLite is set up for several processes at once."""
    # A failed statement goes into the log: without the names and numbers it was about.
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Set an engine up as the register needs it; harmless to call twice."""
    if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _on_connect):
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the maker of sessions on the register."""
    return sessionmaker(engine, expire_on_commit=False)


def is_made(engine: Engine) -> bool:
    """Return whether there is a register behind this engine; waits for nobody."""
    with engine.connect().execution_options(**READING) as connection:
        return inspect(connection).has_table("officer")


def _on_connect(connection: Any, record: Any) -> None:
    # The driver must not begin transactions by itself: `_on_begin` does, in the right mode.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        # First of all: the others wait for whoever holds the file, too.
        f"busy_timeout={BUSY_SECONDS * 1000:.0f}",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    _write_ahead(cursor)
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Keep the register so that readers wait for nobody; SQLite remembers it with the file."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            # Of two who do this first at the same time one is refused at once, busy timeout or not.
            if time.monotonic() > until:
                raise
            time.sleep(_MOMENT)


def _on_begin(connection: Connection) -> None:
    # IMMEDIATE by default: a transaction that reads first and writes later would otherwise be
    # refused at once when another wrote in between, whatever the busy timeout.
    mode = connection.get_execution_options().get("casework_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")

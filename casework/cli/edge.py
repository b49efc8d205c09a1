"""The shell's edge: opens the register, makes the Act, commits once, records refusals."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import category

import click

import config
from casework.errors import (
    NotASetting,
    NotFound,
    NotPermitted,
    RegisterMissing,
    RegisterUnavailable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session, sessionmaker

    from casework.act import Act
    from casework.model import Officer
    from casework.settings import Settings

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON leaves as it is and a terminal obeys: control characters, and turns of direction."""


def acting_as(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--as` of its own too, so that it may stand before or behind the verb."""

    @click.option("--as", "acting_officer", metavar="EMAIL", help="Act as this officer.")
    @click.pass_context
    @wraps(command)
    def run(ctx: click.Context, /, *args: Any, acting_officer: str | None, **options: Any) -> Any:
        ctx.obj = acting_officer or ctx.obj
        return command(*args, **options)

    return run


def open_register(settings: Settings) -> sessionmaker[Session]:
    """Return the maker of sessions on a register that is there and up to date."""
    from casework.model import connect, sessions, upgrade

    with reaching(settings):
        engine = connect(settings.database_url)
        if engine.dialect.name == "sqlite":
            file = Path(engine.url.database or settings.home)
            if not file.is_file():
                raise RegisterMissing(str(file))
        upgrade.check(engine, settings.migrations_dir)
        return sessions(engine)


@contextmanager
def reaching(settings: Settings) -> Iterator[None]:
    """Say in one sentence what keeps the register from being used: gone, locked, no database."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

    try:
        place = make_url(settings.database_url).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        wanted = "an address like postgresql://host/database"
        raise NotASetting("CASEWORK_DATABASE_URL", "not one", wanted) from None
    try:
        yield
    except DatabaseError as problem:
        # What derives from these two tells of our own mistakes, and is not to be hidden.
        if type(problem) not in (DatabaseError, OperationalError):
            raise
        why = str(problem.orig).strip().splitlines()[0].rstrip(".")
        raise RegisterUnavailable(place, why) from None


@contextmanager
def acting(
    settings: Settings | None = None, email: str | None = None, *, reading: bool = False
) -> Iterator[Act]:
    """Yield the Act of this command; commit it when all went well.

    The officer is the one named with `--as`, else the register's administrator. A command that
    only reads and records nothing says so: it waits for nobody who writes.
    """
    from casework.act import Act
    from casework.model import READING

    chosen = settings or config.load()
    if email is None:
        email = click.get_current_context().obj
    line = ProgressLine()
    register = open_register(chosen)
    with reaching(chosen), closing_all(register), register() as session:
        if reading:
            session.connection(execution_options=READING)
        officer = _officer(session, email)
        act = Act(officer, datetime.now(UTC), session, chosen, "cli", line)
        try:
            yield act
            session.commit()
        except (NotPermitted, NotFound) as refusal:
            session.rollback()
            act.record("access:refused", officer, why=str(refusal))
            session.commit()
            raise
        finally:
            line.clear()


@contextmanager
def closing_all(register: sessionmaker[Session]) -> Iterator[None]:
    """Close every connection to the register at the end: SQLite then keeps it in one file."""
    try:
        yield
    finally:
        register.kw["bind"].dispose()


def say(line: object, *, err: bool = False) -> None:
    """Print one line, of which nothing can move the cursor or begin another line."""
    click.echo(shown(str(line)), err=err)


def say_object(facts: Mapping[str, Any]) -> None:
    """Print a JSON object on one line, for programs; harmless on a terminal too."""
    written = json.dumps(facts, ensure_ascii=False)
    click.echo(_UNSEEN.sub(lambda mark: f"\\u{ord(mark[0]):04x}", written))


def shown(text: str, longest: int | None = None) -> str:
    """Return foreign text as a line of a terminal can show it.

    Threat: names of files, cells and what a court's pack says are written by others; a control
    character among them moves the cursor, and makes a refusal read as an acceptance.
    """
    plain = "".join(
        mark
        if mark.isprintable()
        else " "
        if category(mark) == "Zs"
        else "\N{REPLACEMENT CHARACTER}"
        for mark in text
    )
    return plain if longest is None or len(plain) <= longest else plain[: longest - 1] + "…"


class ProgressLine:
    """One line of progress on a terminal, nothing in a pipe."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._shown = ""

    def __call__(self, doing: str, done: int, total: int) -> None:
        if not self._on:
            return
        count = f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
        line = shown(f"{doing}: {count}" if count else f"{doing} ...")
        sys.stderr.write("\r" + line.ljust(len(self._shown)))
        sys.stderr.flush()
        self._shown = line

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()
            self._shown = ""


def _officer(session: Session, email: str | None) -> Officer:
    from sqlalchemy import select

    from casework.model import Agency, Officer
    from casework.vocabulary import Role

    statement = select(Officer).join(Agency).where(Officer.disabled_at.is_(None))
    if email:
        statement = statement.where(Officer.email == email.strip().lower())
    else:
        statement = statement.where(Officer.role == Role.ADMINISTRATOR, Agency.is_host.is_(True))
    officer = session.scalars(statement.order_by(Officer.id).limit(1)).one_or_none()
    if officer is None:
        raise NotFound("officer", email or "who administers this register")
    return officer

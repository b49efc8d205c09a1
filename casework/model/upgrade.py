"""Bring a register to the shape this casework needs, and tell whether it has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from casework.errors import RegisterBehind, RegisterMissing
from casework.model.base import READING, is_made

if TYPE_CHECKING:
    from alembic.config import Config

_UPGRADING = 0x63617365
"""The lock on PostgreSQL under which one process at a time upgrades; on SQLite, writing is it."""


def upgrade(engine: Engine, migrations_dir: Path) -> None:
    """Make the register, or bring an earlier one up; harmless when there is nothing to do."""
    from alembic import command

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADING})"))
        config = _config(migrations_dir)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check(engine: Engine, migrations_dir: Path) -> None:
    """Raise RegisterMissing or RegisterBehind unless the register is ready to be worked on.

    Only reads, so it waits for nobody who writes.
    """
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    if not is_made(engine):
        raise RegisterMissing(engine.url.render_as_string(hide_password=True))
    with engine.connect().execution_options(**READING) as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    wanted = ScriptDirectory.from_config(_config(migrations_dir)).get_current_head()
    if found != wanted:
        raise RegisterBehind(found, wanted or "none")


def _config(migrations_dir: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_dir).replace("%", "%%"))
    return config

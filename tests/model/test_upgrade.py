"""A register is brought to the shape this casework needs, or said to have another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text

from casework.errors import RegisterBehind, RegisterMissing
from casework.model import Base, base, connect, is_made
from casework.model.upgrade import _config, check, upgrade
from casework.settings import Settings


@pytest.fixture
def nothing(engine: Engine) -> Iterator[Engine]:
    """A database with nothing in it."""
    Base.metadata.drop_all(engine)
    yield engine
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    Base.metadata.create_all(engine)


def _to(engine: Engine, settings: Settings, revision: str) -> None:
    """Bring an empty database to an earlier revision."""
    with engine.begin() as connection:
        config = _config(settings.migrations_dir)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_no_register_is_missing(nothing: Engine, settings: Settings) -> None:
    with pytest.raises(RegisterMissing) as missing:
        check(nothing, settings.migrations_dir)

    assert str(missing.value).endswith("Make one with: casework init")


def test_a_missing_register_is_told_without_its_password(settings: Settings) -> None:
    assert "hunter2" not in str(RegisterMissing("postgresql://it:***@db/casework"))
    engine = connect("postgresql+psycopg://it:hunter2@127.0.0.1:1/none")

    assert "hunter2" not in engine.url.render_as_string(hide_password=True)


def test_a_register_made_by_an_earlier_casework_is_behind(
    nothing: Engine, settings: Settings
) -> None:
    # Given a register three revisions old
    _to(nothing, settings, "0005")

    # Then it is said to be behind, and which is wanted
    with pytest.raises(RegisterBehind) as behind:
        check(nothing, settings.migrations_dir)
    assert behind.value.found == "0005"
    assert behind.value.wanted > "0005"


def test_a_register_of_a_later_casework_is_not_touched(nothing: Engine, settings: Settings) -> None:
    # Given a register this casework does not know
    upgrade(nothing, settings.migrations_dir)
    with nothing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    # Then it does not work on it
    with pytest.raises(RegisterBehind):
        check(nothing, settings.migrations_dir)


def test_an_upgrade_keeps_what_was_there(nothing: Engine, settings: Settings) -> None:
    # Given an earlier register with an agency in it
    _to(nothing, settings, "0001")
    with nothing.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO agency (code, name, kind, jurisdiction, is_host, created_at) VALUES "
                "('norvik', 'Norvik', 'brand', 'CN-31', false, '2026-03-02 09:30:00')"
            )
        )

    # When it is brought up, twice
    upgrade(nothing, settings.migrations_dir)
    upgrade(nothing, settings.migrations_dir)

    # Then it is ready, and the agency is there
    check(nothing, settings.migrations_dir)
    with nothing.connect() as connection:
        assert connection.scalar(text("SELECT code FROM agency")) == "norvik"


def test_an_upgrade_is_whole_or_not_at_all(nothing: Engine, settings: Settings) -> None:
    # Given a database in which a later revision must fail
    with nothing.begin() as connection:
        connection.execute(text("CREATE TABLE trail_entry (in_the_way integer)"))

    # When it is brought up
    with pytest.raises(Exception, match="trail_entry"):
        upgrade(nothing, settings.migrations_dir)

    # Then nothing of the earlier ones was kept either
    assert not is_made(nothing)
    with nothing.begin() as connection:
        connection.execute(text("DROP TABLE trail_entry"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_checking_waits_for_nobody(
    nothing: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a register in which somebody writes
    upgrade(nothing, settings.migrations_dir)
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.1)
    other = connect(str(nothing.url))

    with nothing.begin():
        # Then it can be checked all the same
        check(other, settings.migrations_dir)
    other.dispose()

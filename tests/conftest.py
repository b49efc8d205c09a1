"""What every test may ask for: a register, a session, settings, a small world, an Act in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

import config
from casework.act import Act
from casework.model import sessions
from casework.settings import Settings
from tests import registers
from tests.worlds import World

# How long an example takes depends on what else the machine does: it proves nothing.
hypothesis.settings.register_profile("casework", deadline=None)
hypothesis.settings.load_profile("casework")


def pytest_report_header() -> str:
    return registers.in_one_line()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return registers.sqlite_template(tmp_path_factory.mktemp("register"))


@pytest.fixture(scope="session")
def sqlite_world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that holds the world, made once; each test that asks for it gets a copy."""
    path = tmp_path_factory.mktemp("world") / "register.sqlite"
    made = registers.sqlite_copy(sqlite_template, path)
    with sessions(made)() as session:
        World.made(session, config.load({"CASEWORK_SECRET_KEY": "a key for tests alone"}))
    made.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_register() -> Iterator[URL]:
    url = registers.postgresql()
    if url is None:
        pytest.skip("no PostgreSQL server answers")
    with registers.postgresql_schema(url) as own:
        yield own


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A register, once on SQLite and once on PostgreSQL: empty, or with the world a test asks for.

    One that need not run on both: `@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)`
    """
    if request.param == "sqlite":
        holds_world = "world" in request.fixturenames
        template = request.getfixturevalue("sqlite_world" if holds_world else "sqlite_template")
        made = registers.sqlite_copy(template, tmp_path / "home" / "register.sqlite")
    else:
        made = registers.emptied(request.getfixturevalue("postgresql_register"))
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on the register; what a test leaves uncommitted is dropped."""
    with sessions(engine)() as opened:
        yield opened


@pytest.fixture
def settings(engine: Engine, tmp_path: Path) -> Settings:
    """Settings of an installation whose home is the test's own folder."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return config.load(
        {
            "CASEWORK_HOME": str(home),
            "CASEWORK_DATABASE_URL": registers.address(engine.url),
            "CASEWORK_SECRET_KEY": "a key for tests alone",
        }
    )


@pytest.fixture
def world(session: Session, settings: Settings) -> World:
    """A platform that hosts, a brand, police, customs and prosecution, with their officers."""
    return World.found(session, settings) or World.made(session, settings)


@pytest.fixture
def act(world: World) -> Act:
    """An Act of the platform's investigator."""
    return world.act("investigator")

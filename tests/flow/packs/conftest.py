"""A case on a ring, once for the tests that only read it and afresh for those that change it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import config
from casework.flow.packs import Keys, seal
from casework.flow.packs.contents import freeze
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from casework.flow.packs.words import Words
from casework.model import sessions
from casework.settings import Settings
from casework.vocabulary import Audience
from tests import registers
from tests.flow.packs.worlds import RingCase, filled, ring_case
from tests.worlds import World


@pytest.fixture(scope="session")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keys made once: making them takes most of a second."""
    home = tmp_path_factory.mktemp("keys")
    made = _settings(home)
    Keys(made).ensure()
    return made.keys_dir


@pytest.fixture(scope="session")
def shown(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, made_keys: Path
) -> Iterator[RingCase]:
    """A case shared whole with police, customs and prosecution; not to be changed."""
    home = tmp_path_factory.mktemp("shown")
    engine = registers.sqlite_copy(sqlite_template, home / "register.sqlite")
    settings = _settings(home)
    shutil.copytree(made_keys, settings.keys_dir)
    with sessions(engine)() as session:
        yield filled(ring_case(World.made(session, settings)))
    engine.dispose()


@pytest.fixture(scope="session")
def snapshot(shown: RingCase) -> Snapshot:
    """What a police pack of that case would say."""
    return freeze(shown.act, shown.case, shown.options(), 1)


@pytest.fixture(scope="session")
def sealed(shown: RingCase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP of a police pack of that case, under its own name."""
    pack = seal(shown.act, shown.case, shown.options())
    shown.act.session.commit()
    path = tmp_path_factory.mktemp("sealed") / f"{pack.name}.zip"
    vault = shown.act.settings.vault_dir
    shutil.copyfile(vault / pack.bag_sha256[:2] / pack.bag_sha256, path)
    return path


@pytest.fixture
def ring(world: World, made_keys: Path) -> RingCase:
    """The same case in a register of the test's own, shared with nobody."""
    shutil.copytree(made_keys, world.settings.keys_dir, dirs_exist_ok=True)
    return ring_case(world)


@pytest.fixture
def sheet(shown: RingCase, snapshot: Snapshot) -> Sheet:
    """What sections draw with, in English."""
    return sheet_of(snapshot, shown.act.settings)


def sheet_of(snapshot: Snapshot, settings: Settings) -> Sheet:
    """Return what sections draw with for this snapshot."""
    from casework.evidence import Vault
    from casework.flow.packs.render import fonts

    fonts.load(settings.dist_dir)
    words = Words(snapshot.facts["pack"]["language"])
    return Sheet(snapshot, words, Vault(settings.vault_dir).path, fonts.missing(snapshot.words()))


def for_audience(shown: RingCase, audience: Audience, language: str = "en") -> Sheet:
    """Return what sections draw with in a pack for this audience."""
    options = shown.options(audience, language)
    return sheet_of(freeze(shown.act, shown.case, options, 1), shown.act.settings)


def _settings(home: Path) -> Settings:
    return config.load(
        {
            "CASEWORK_HOME": str(home),
            "CASEWORK_DATABASE_URL": f"sqlite:///{home}/register.sqlite",
            "CASEWORK_SECRET_KEY": "a key for tests alone",
        }
    )

"""Homes to type commands in: a founded one, and one where a ring was discovered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import registers
from tests.cli.shell import Shell
from tests.flow.rings import shops

LIN = "lin@marketplace.example"
CHEN = "chen@police.example"
WU = "wu@marketplace.example"
RING = f"R-{datetime.now(UTC):%Y}-0001"
CASE = f"C-{datetime.now(UTC):%Y}-0001"
"""What is numbered first this year: commands are typed now."""


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("founded") / "home")
    shell.done("init")
    police = ("agencies", "add", "police", "Guangdong Police", "--kind", "police")
    shell.done(*police, "--jurisdiction", "CN-44")
    for email, agency, role in (
        (LIN, "marketplace", "investigator"),
        (CHEN, "police", "liaison"),
        (WU, "marketplace", "auditor"),
    ):
        name = email.partition("@")[0].title()
        shell.done("officers", "add", email, "--agency", agency, "--name", name, "--role", role)
    return shell


@pytest.fixture(scope="session")
def discovered_once(founded_once: Shell, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    folder = tmp_path_factory.mktemp("discovered")
    shell = founded_once.copied(folder / "home")
    shell.done("import", shops.three_shops_one_phone(folder / "delivery"), "--as", LIN)
    shell.done("discover", "--as", LIN)
    return shell


@pytest.fixture
def shell(founded_once: Shell, tmp_path: Path) -> Shell:
    """A shell in a home with a platform, the police and an officer or two each."""
    return founded_once.copied(tmp_path / "home")


@pytest.fixture
def discovered(discovered_once: Shell, tmp_path: Path) -> Shell:
    """The same after a delivery and a discovery: RING is three shops with one phone."""
    return discovered_once.copied(tmp_path / "home")


@pytest.fixture
def postgresql_shell(tmp_path: Path) -> Iterator[Shell]:
    """A shell whose register would be on PostgreSQL, in an empty schema of its own."""
    server = registers.postgresql()
    if server is None:
        pytest.skip("no PostgreSQL server answers")
    with registers.empty_schema(server) as own:
        yield Shell(tmp_path / "home", registers.address(own))

"""`casework` itself: every command explains itself, and nothing slow is loaded to say so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import casework
from casework.cli import main
from tests.cli.shell import Shell

SLOW = {"sqlalchemy", "flask", "duckdb", "numpy", "scipy", "networkx", "reportlab", "alembic"}


def _commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*before, name))


@pytest.mark.parametrize("command", list(_commands(main)), ids=" ".join)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(main, [*command, "--help"])

    assert ended.exit_code == 0
    assert f"Usage: main {' '.join(command)}" in ended.stdout
    assert ended.stdout.count("\n") > 4
    assert ended.stderr == ""


def test_help_names_every_verb_of_the_investigation() -> None:
    said = CliRunner().invoke(main, ["--help"]).stdout

    verbs = "init import batches withdraw restore discover rings case share pack verify audit"
    for verb in [*verbs.split(), "agencies", "officers", "serve", "worker", "demo"]:
        assert f"\n  {verb} " in said


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["import", "--help"]])
def test_help_loads_nothing_slow(words: list[str]) -> None:
    # Given a fresh interpreter
    program = (
        "import json, sys\n"
        "from casework.cli import main\n"
        f"main({words!r}, standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )

    # When it prints help
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    # Then none of the libraries that take long to load is there
    loaded = set(json.loads(ended.stdout.splitlines()[-1]))
    assert not loaded & SLOW


def test_version_is_the_packages() -> None:
    assert casework.__version__ in CliRunner().invoke(main, ["--version"]).stdout


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["import"],
        ["import", "/no/such/file"],
        ["withdraw", "seven"],
        ["case", "open"],
        ["pack", "C-2026-0001", "--audience", "press", "--recipient", "x", "--out", "y"],
        ["agencies", "add", "a", "A", "--kind", "club", "--jurisdiction", "CN-44"],
        ["verify", "/no/such/pack.zip"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(shell: Shell, words: list[str]) -> None:
    assert "Usage:" in shell.misused(*words)


def test_a_home_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    # Given a file where a folder should be
    (tmp_path / "taken").write_text("mine")

    # When a register is to be made beneath it
    said = Shell(tmp_path / "taken" / "home").refused("init")

    # Then the line names the place
    assert str(tmp_path / "taken") in said


def test_the_module_runs_as_the_command_does(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "casework", "withdraw", "1"]
    ended = subprocess.run(
        program, capture_output=True, text=True, check=False, env={"CASEWORK_HOME": str(tmp_path)}
    )

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("casework: There is no register in ")
    assert ended.stderr.count("\n") == 1

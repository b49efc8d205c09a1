"""Worlds are made once, kept whole, and left as they are by whoever measures in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from benchmarks.bench_rings import main
from benchmarks.rings.methods import METHODS, run
from benchmarks.rings.table import HEAD
from benchmarks.worlds import Named, ready
from casework.simulator import compare

WORLD = Named(200, 5, "mild")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small world, taken in."""
    return ready(WORLD, tmp_path_factory.mktemp("worlds"))


@pytest.fixture(scope="module")
def as_made(folder: Path) -> str:
    """Return the hash of the world's register before anybody looked for rings."""
    return _register(folder)


@pytest.fixture(scope="module")
def told(folder: Path, as_made: str) -> Callable[[str], dict[str, Any]]:
    """Return what tells, for a method, what it finds in the world: each is run once."""
    return cache(lambda method: run(method, folder))


def test_a_world_that_is_there_is_not_made_again(folder: Path) -> None:
    # Given a world that was made
    before = _register(folder)

    # When it is asked for again
    again = ready(WORLD, folder.parent)

    # Then it is the same one, byte for byte
    assert again == folder
    assert _register(folder) == before


@pytest.mark.parametrize("method", [one for one in METHODS if one != "splink"])
def test_each_method_names_accounts_of_the_world_and_changes_nothing(
    folder: Path, as_made: str, told: Callable[[str], dict[str, Any]], method: str
) -> None:
    # Given a world, and what is really so in it
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))

    # When a method looks for its rings
    rings = told(method)

    # Then they can be compared with the truth, and the register is as it was
    found = compare(truth, rings)
    assert found.rings == WORLD.rings
    assert rings["seconds"] > 0
    assert _register(folder) == as_made


def test_casework_and_the_whole_command_name_the_same_accounts(
    told: Callable[[str], dict[str, Any]],
) -> None:
    members = [
        sorted(
            sorted((one["platform"], one["account_id"]) for one in ring["accounts"])
            for ring in told(method)["rings"]
        )
        for method in ("casework", "discover")
    ]

    assert members[0]
    assert members[0] == members[1]


def test_the_command_prints_a_line_for_each_method_and_what_they_say_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given the world, and one method
    chosen = ["--accounts", "200", "--seeds", "5", "--evasion", "mild", "--methods", "capped"]
    monkeypatch.setattr("sys.argv", ["bench_rings", *chosen, "--worlds", str(folder.parent)])

    # When the benchmark runs
    main()

    # Then its line stands under the head, and no world was made
    said, head, line, *_ = capsys.readouterr().out.splitlines()
    assert "1 world, 1 method" in said
    assert (head, line.split()[:5]) == (HEAD, ["200", line.split()[1], "5", "mild", "capped"])


def test_the_command_says_which_method_was_not_done_in_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Given no time at all
    chosen = ["--accounts", "200", "--seeds", "5", "--evasion", "mild", "--methods", "capped"]
    options = ["--worlds", str(folder.parent), "--limit-seconds", "0"]
    monkeypatch.setattr("sys.argv", ["bench_rings", *chosen, *options])

    # When the benchmark runs
    main()

    # Then the line says so
    assert "capped   not done within 0 s" in capsys.readouterr().out


def _register(folder: Path) -> str:
    return sha256((folder / "home" / "register.sqlite").read_bytes()).hexdigest()

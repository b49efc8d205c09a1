"""The demo: made once, whole or not at all, and never over anybody's work."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.cli.shell import Shell
from tests.flow.rings import shops

SMALL = ("demo", "--accounts", "120", "--rings", "1", "--no-serve")
LIN = "lin@marketplace.example"
STEPS = 7
"""Lines a demo prints before its last step: after each of them it may be cut off."""


@dataclass(frozen=True, slots=True)
class Made:
    """A demo that was killed once, and what the run after it printed."""

    shell: Shell
    cut_after: int
    said: str
    left_by_the_killed: list[str]

    def said_in(self, home: Path) -> str:
        """What was printed, as if the demo lay in `home`."""
        return self.said.replace(str(self.shell.home), str(home))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A small demo, killed after a step drawn by lot and then made whole."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shell, step = Shell(home), Random().randint(1, STEPS)
    process = subprocess.Popen(
        [sys.executable, "-m", "casework", *SMALL],
        env={**os.environ, "CASEWORK_HOME": str(home), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    for _ in range(step):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    left = sorted(path.name for path in home.iterdir())
    return Made(shell, step, shell.done(*SMALL), left)


def test_a_demo_cut_off_leaves_no_half_made_home(made: Made) -> None:
    assert made.left_by_the_killed == ["demo", "keys"], f"cut off after step {made.cut_after}"


def test_the_next_demo_is_whole(made: Made) -> None:
    # Given a demo made after another was cut off
    shell = made.shell

    # Then everything the first hour needs is there
    kinds = {batch["kind"] for batch in shell.objects("batches", "--json")}
    assert len(kinds) == 7
    assert len(shell.objects("agencies", "--json")) == 5
    (case,) = shell.objects("case", "list", "--json")
    assert case["agency"] == "marketplace"
    for email in ("chen@police.example", "zhao@customs.example"):
        assert shell.objects("case", "list", "--json", "--as", email) == [case]
    assert shell.done("case", "list", "--as", "sun@prosecution.example") == ""
    assert "every one fits" in shell.done("audit", "verify")


def test_it_prints_one_sign_in_each(made: Made) -> None:
    for role in ("platform investigator", "police liaison", "customs liaison", "prosecutor"):
        (line,) = [line for line in made.said.splitlines() if line.strip().startswith(role)]
        assert "@" in line
        assert "demo-" in line
    kept = made.shell.home / "demo" / "sign-ins.txt"
    assert kept.stat().st_mode & 0o077 == 0
    assert "\r" not in made.said


def test_both_packs_are_sealed_and_verify(made: Made) -> None:
    # Given what the demo says it sealed
    sealed = [line for line in made.said.splitlines() if line.startswith("Sealing the ")]
    assert ["police_v1" in sealed[0], "customs_v1" in sealed[1]] == [True, True]

    # Then both ZIPs lie in the vault and pass
    packs = [
        path
        for path in (made.shell.home / "vault").rglob("*")
        if path.is_file() and path.read_bytes()[:4] == b"PK\x03\x04" and _is_pack(path)
    ]
    assert len(packs) == 2
    for pack in packs:
        assert "PASS" in made.shell.done("verify", pack)


def test_the_world_and_its_truth_are_kept_apart_from_the_delivery(made: Made) -> None:
    demo = made.shell.home / "demo"

    truth = json.loads((demo / "truth.json").read_text(encoding="utf-8"))
    assert len(truth["rings"]) == 1
    assert {path.suffix for path in (demo / "delivery").iterdir()} >= {".xlsx", ".csv", ".jsonl"}
    assert not (demo / "unfinished").exists()


def test_files_to_take_in_by_hand_are_no_part_of_the_demo(made: Made) -> None:
    # Given the folder the demo names
    (line,) = [line for line in made.said.splitlines() if line.startswith("Files to take in")]
    folder = made.shell.home / "to-try"
    assert line.endswith(str(folder))

    # When its tables are looked at
    names = {path.name for path in folder.iterdir()}
    assert names >= {"waybill_slanted.jpg", "waybill_english.jpg", "waybills_scanned.pdf"}
    looked = [
        json.loads(made.shell.run("import", "--dry-run", "--json", path).stdout)["tables"][0]
        for path in folder.iterdir()
        if path.suffix in {".csv", ".xlsx"}
    ]

    # Then one needs a mapping, one has a title and one bad rows, and none is a newer version
    told = {(one["format"], one["kind"], one["by"]) for one in looked}
    assert told == {
        ("xlsx", "orders", "proposal"),
        ("csv", "shipments", "header"),
        ("csv", "payments", "header"),
    }
    assert sorted(one["rejected"] for one in looked) == [0, 0, 8]
    assert sorted(one["preamble"] for one in looked) == [0, 0, 1]
    assert not any(one["supersedes"] for one in looked)


def test_a_second_demo_makes_nothing_anew_and_loses_nothing(made: Made, tmp_path: Path) -> None:
    # Given a demo in which somebody worked on
    shell = made.shell.copied(tmp_path / "home")
    shell.done("import", shops.three_shops_one_phone(tmp_path / "own"), "--as", LIN)
    asked = (["batches", "--json"], ["rings", "--json"], ["case", "list"])
    before = [shell.done(*words) for words in asked]

    # When the demo is called again
    said = shell.done(*SMALL)

    # Then the same people may sign in, and all of it is there
    assert "Simulating" not in said
    assert said.strip() in made.said_in(shell.home)
    assert [shell.done(*words) for words in asked] == before


def test_files_to_take_in_by_hand_are_not_made_again(made: Made, tmp_path: Path) -> None:
    # Given a demo whose files to try somebody threw away
    shell = made.shell.copied(tmp_path / "home")
    shutil.rmtree(shell.home / "to-try")

    # When the demo is called again; then it names none
    assert "Files to take in" not in shell.done(*SMALL)
    assert not (shell.home / "to-try").exists()


def test_a_demo_cut_off_while_moving_in_goes_on(made: Made, tmp_path: Path) -> None:
    # Given a home in which the moving in was cut off: all but the lake is still aside
    shell = made.shell.copied(tmp_path / "home")
    aside = shell.home / "demo" / "unfinished"
    aside.mkdir()
    for name in ("vault", "register.sqlite"):
        (shell.home / name).rename(aside / name)
    (shell.home / "demo" / "sign-ins.txt").rename(aside / "sign-ins.txt")
    (aside / "whole").touch()
    (shell.home / "demo" / "ready").unlink()

    # When the demo is called again
    said = shell.done(*SMALL)

    # Then it is moved in, not made anew
    assert "Simulating" not in said
    assert said.strip() in made.said_in(shell.home)
    assert len(shell.objects("case", "list", "--json")) == 1


@pytest.mark.parametrize(
    "kept", ["register.sqlite", "vault/ab/abcd", "lake/orders/x.parquet", "to-try/a"]
)
def test_a_home_that_holds_real_work_is_refused(tmp_path: Path, kept: str) -> None:
    # Given a home in which something is kept
    file = tmp_path / "home" / kept
    file.parent.mkdir(parents=True)
    file.write_text("work")

    # Then no demo is made in it, though one was begun there
    (tmp_path / "home" / "demo" / "unfinished").mkdir(parents=True)
    said = Shell(tmp_path / "home").refused(*SMALL)
    assert said.endswith("holds an installation; give the demo another CASEWORK_HOME.")
    assert file.read_text() == "work"


def test_a_demo_is_made_where_the_key_is_a_setting(tmp_path: Path) -> None:
    # Given a home that does not exist yet and a world too small to be made
    words = ("demo", "--accounts", "50", "--no-serve")

    # Then the line is about the world
    said = Shell(tmp_path / "home").refused(*words, CASEWORK_SECRET_KEY="of a vault elsewhere")
    assert "a world needs at least 100 accounts" in said
    assert "Invalid value" in Shell(tmp_path / "home").misused("demo", "--rings", "0")


def _is_pack(path: Path) -> bool:
    return any(name.endswith("bagit.txt") for name in zipfile.ZipFile(path).namelist())

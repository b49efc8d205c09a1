"""The shell's edge: one officer, one commit, and one clear line for whatever stands in the way."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from casework.cli import edge
from casework.cli.edge import ProgressLine
from casework.model import Officer, TrailEntry, base, connect, sessions
from tests.cli.conftest import CHEN, LIN, RING, WU
from tests.cli.shell import Shell
from tests.flow.rings import shops


def _engine(shell: Shell) -> Engine:
    return connect(f"sqlite:///{shell.home / 'register.sqlite'}")


def _trail(shell: Shell) -> list[TrailEntry]:
    engine = _engine(shell)
    with sessions(engine)() as session:
        entries = session.scalars(select(TrailEntry).order_by(TrailEntry.seq)).all()
    engine.dispose()
    return list(entries)


@pytest.mark.parametrize(
    "words", [["rings"], ["batches"], ["discover"], ["agencies"], ["audit", "verify"], ["serve"]]
)
def test_without_a_register_it_says_how_to_make_one(tmp_path: Path, words: list[str]) -> None:
    said = Shell(tmp_path / "home").refused(*words)

    assert said.startswith(f"There is no register in {tmp_path / 'home'}")
    assert said.endswith("Make one with: casework init")
    assert not (tmp_path / "home" / "register.sqlite").exists()


def test_a_register_of_another_version_is_said_to_be_behind(shell: Shell) -> None:
    # Given a register at an earlier revision
    engine = _engine(shell)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    engine.dispose()

    # Then no command works on it, and the line says what does
    said = shell.refused("batches")
    assert "at revision 0003" in said
    assert said.endswith("Bring it up with: casework init")


@pytest.mark.parametrize("words", [["init"], ["batches"]])
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://casework:hunter2@127.0.0.1:1/none", "connection"),
        ("postgresql://casework:hunter2@127.0.0.1:port/none", "CASEWORK_DATABASE_URL is"),
        ("mysql://casework:hunter2@127.0.0.1/none", "CASEWORK_DATABASE_URL is"),
        ("hunter2", "CASEWORK_DATABASE_URL is"),
        ("sqlite:////proc/none/register.sqlite", "register"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line_without_the_password(
    tmp_path: Path, words: list[str], address: str, says: str
) -> None:
    said = Shell(tmp_path / "home", address).refused(*words)

    assert says in said
    assert ":hunter2" not in said


def test_a_file_that_is_no_database_is_one_line(shell: Shell) -> None:
    (shell.home / "register.sqlite").write_bytes(b"a letter to my aunt, not a database " * 40)

    assert "file is not a database" in shell.refused("batches")


def test_a_register_kept_locked_is_one_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given somebody who writes and does not end
    engine = _engine(shell)
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.1)
    with engine.begin():
        # When a command has to write
        said = shell.refused("officers", "invite", LIN)
    engine.dispose()

    # Then it gives up with a line that says why
    assert said.endswith("cannot be used now: database is locked.")


@pytest.mark.parametrize(
    "words",
    [
        ["batches"],
        ["rings", "--json"],
        ["case", "list"],
        ["agencies"],
        ["officers", "list"],
    ],
    ids=" ".join,
)
def test_reading_waits_for_nobody(
    discovered: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    # Given somebody who writes and does not end
    engine = _engine(discovered)
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.1)
    with engine.begin():
        # Then a command that only reads is done all the same
        discovered.done(*words)
    engine.dispose()


@pytest.mark.parametrize(
    "setting",
    [
        {"CASEWORK_IDLE_MINUTES": "soon"},
        {"CASEWORK_SESSION_HOURS": "0"},
        {"CASEWORK_HTTPS": "perhaps"},
        {"CASEWORK_TIME_ZONE": "Mars/Olympus"},
    ],
    ids=lambda setting: next(iter(setting)),
)
def test_a_setting_that_cannot_be_used_is_named(shell: Shell, setting: dict[str, str]) -> None:
    said = shell.refused("batches", **setting)

    (name, value), *_ = setting.items()
    assert said.startswith(f"{name} is {value!r}; it must be ")


def test_as_may_stand_before_or_behind_the_verb(shell: Shell) -> None:
    # When the same is asked both ways, and with both, by an officer who may not
    before = shell.refused("--as", CHEN, "batches")
    behind = shell.refused("batches", "--as", CHEN)
    both = shell.refused("--as", LIN, "batches", "--as", f" {CHEN.upper()} ")

    # Then it is the same officer who is refused
    assert before == behind == both == "Chen may not see deliveries and their rows."


def test_as_goes_through_a_group_of_commands(discovered: Shell) -> None:
    assert discovered.refused("--as", WU, "case", "open", RING) == (
        "Wu may not open a case on a ring."
    )
    assert (
        discovered.refused(
            "--as", WU, "agencies", "add", "x", "X", "--kind", "brand", "--jurisdiction", "CN-31"
        )
        == "Wu may not add agencies."
    )


def test_nobody_acts_under_a_name_that_is_not_there(shell: Shell) -> None:
    assert shell.refused("--as", "eve@x.example", "batches") == "There is no officer eve@x.example."


def test_a_disabled_officer_does_not_act(shell: Shell) -> None:
    # Given an officer who was disabled
    engine = _engine(shell)
    with sessions(engine).begin() as session:
        officer = session.scalars(select(Officer).where(Officer.email == LIN)).one()
        officer.disabled_at = officer.created_at
    engine.dispose()

    assert shell.refused("--as", LIN, "batches") == f"There is no officer {LIN}."


def test_a_refusal_is_on_the_trail(shell: Shell) -> None:
    # When an officer asks for what they may not do, and for what they may not know of
    shell.refused("withdraw", "7", "--as", LIN)
    shell.refused("discover", "--as", CHEN)

    # Then the trail tells of both
    unknown, refused = _trail(shell)[-2:]
    assert (unknown.what, unknown.facts["why"]) == ("access:refused", "There is no batch 7.")
    assert refused.officer == f"Chen <{CHEN}>"
    assert refused.facts["why"] == "Chen may not start a discovery."
    assert refused.origin == "cli"


def test_what_fails_leaves_nothing_behind(shell: Shell) -> None:
    # Given a trail as it stands
    before = len(_trail(shell))

    # When a command fails halfway, and not for want of permission
    person = ("--name", "Lin Again", "--role", "auditor")
    said = shell.refused("officers", "add", LIN, "--agency", "police", *person)

    # Then nothing of it was kept
    assert said == f"The name {LIN} is taken by another officer."
    assert len(_trail(shell)) == before


def test_a_command_leaves_the_register_in_one_file(shell: Shell) -> None:
    shell.done("agencies", "add", "norvik", "Norvik", "--kind", "brand", "--jurisdiction", "CN-31")

    beside = [path.name for path in shell.home.iterdir() if path.name.startswith("register")]
    assert beside == ["register.sqlite"]


def test_progress_shows_on_a_terminal_alone(shell: Shell, tmp_path: Path) -> None:
    # Given a terminal on standard error, and a pipe on standard output
    delivery = shops.three_shops_one_phone(tmp_path / "delivery")
    ours, theirs = pty.openpty()

    # When a delivery is taken in
    subprocess.run(
        [sys.executable, "-m", "casework", "import", str(delivery), "--json"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
        env={**os.environ, "CASEWORK_HOME": str(shell.home)},
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)

    # Then it was counted in one line, and the line was taken away
    assert "\rreading accounts.csv: 40" in shown
    assert shown.endswith(" \r")
    assert "\n" not in shown


def test_a_shorter_line_of_progress_covers_the_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    line = ProgressLine()

    line("reading a long name", 0, 0)
    line("link", 1_000, 2_000)
    line.clear()
    line.clear()

    first, second, cleared, last = terminal.getvalue().split("\r")[1:]
    assert first == "reading a long name ..."
    assert second == "link: 1,000 of 2,000".ljust(len(first))
    assert (cleared.strip(), last) == ("", "")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("张伟\u3000旗舰店", "张伟 旗舰店"),
        ("a\x1b[2Jb", "a\N{REPLACEMENT CHARACTER}[2Jb"),
        ("a\x9b2Jb", "a\N{REPLACEMENT CHARACTER}2Jb"),
        (
            "rejected\r10 accepted\n",
            "rejected\N{REPLACEMENT CHARACTER}10 accepted\N{REPLACEMENT CHARACTER}",
        ),
        ("x\u202egpj.exe", "x\N{REPLACEMENT CHARACTER}gpj.exe"),
    ],
)
def test_what_moves_a_cursor_is_replaced(
    written: str, seen: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edge.say(written)
    assert capsys.readouterr().out == f"{seen}\n"


def test_json_is_what_it_was_and_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    facts = {"file": "a\x1b\x9b2J\u202e张.csv"}
    edge.say_object(facts)
    said = capsys.readouterr().out
    assert json.loads(said) == facts
    assert said.removesuffix("\n").isprintable()
    assert "张" in said


def test_every_line_goes_through_the_edge() -> None:
    """Threat: one `click.echo` of a delivered name is a way into the reader's terminal."""
    own_words = {"edge.py", "demo.py", "founding.py"}  # the last two print whole texts of ours
    for module in sorted(Path(edge.__file__).parent.glob("*.py")):
        text = module.read_text(encoding="utf-8")
        assert module.name in own_words or "click.echo" not in text, f"{module.name}: use say()"
    assert "click.echo(access_page()" in (Path(edge.__file__).parent / "founding.py").read_text()

"""Founding and overseeing an installation: made once, never lost, and its trail checked."""

from __future__ import annotations

import hashlib
import ssl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from casework.cli.founding import access_page
from casework.model import Agency, Officer, TrailEntry, connect, sessions
from casework.model.upgrade import check, upgrade
from casework.policy import LAW
from tests.cli.conftest import CHEN, LIN, RING, WU
from tests.cli.shell import Shell
from tests.flow.rings import shops
from tests.house.source import ROOT

ADMINISTRATOR = "administrator@casework.example"


def test_init_makes_the_register_and_invites_its_administrator(tmp_path: Path) -> None:
    # When a register is made
    shell = Shell(tmp_path / "home")
    said = shell.done(
        *("init", "--agency", "Harbour", "--code", "harbour", "--jurisdiction", "CN-44"),
        *("--email", "Wang@Harbour.example", "--name", "Wang Fang"),
    )

    # Then the administrator gets a link, and no password stands anywhere
    assert f"The register in {tmp_path / 'home'} is ready." in said
    assert "/welcome/" in said
    (wang,) = shell.objects("officers", "list", "--json")
    assert (wang["officer"], wang["role"]) == ("wang@harbour.example", "administrator")
    (harbour,) = shell.objects("agencies", "--json")
    assert harbour == {
        "agency": "harbour",
        "name": "Harbour",
        "kind": "platform",
        "jurisdiction": "CN-44",
    }


def test_init_tells_the_fingerprint_recipients_compare(tmp_path: Path) -> None:
    # When a register is made, and again
    shell = Shell(tmp_path / "home")
    said, again = shell.done("init"), shell.done("init")

    # Then both print the SHA-256 of the authority packs will be sealed under
    pem = (shell.home / "keys" / "packs" / "ca.pem").read_text("ascii")
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).digest().hex(":").upper()
    assert fingerprint in said
    assert fingerprint in again


def test_a_home_opens_to_its_owner_alone(tmp_path: Path) -> None:
    # When a register is made; then other accounts of the machine read nothing of it
    Shell(tmp_path / "home").done("init")
    assert (tmp_path / "home").stat().st_mode & 0o077 == 0


def test_init_again_loses_nothing(discovered: Shell) -> None:
    # Given a register with a delivery, a discovery and a trail
    asked = (["batches", "--json"], ["rings", "--json"], ["agencies"], ["officers", "list"])
    before = [discovered.done(*words) for words in asked]
    keys = {path: path.read_bytes() for path in (discovered.home / "keys").rglob("*.*")}

    # When init is run again, with other answers
    said = discovered.done("init", "--agency", "Other", "--email", "other@casework.example")

    # Then nothing changed, and nobody is invited anew
    assert said.startswith(f"The register in {discovered.home} is ready.\n")
    assert "/welcome/" not in said
    assert [discovered.done(*words) for words in asked] == before
    assert keys == {path: path.read_bytes() for path in (discovered.home / "keys").rglob("*.*")}
    assert "every one fits" in discovered.done("audit", "verify")


@pytest.mark.postgres
def test_a_register_on_postgresql_goes_the_whole_way(
    postgresql_shell: Shell, tmp_path: Path
) -> None:
    # Given an empty database
    shell = postgresql_shell
    assert shell.refused("batches").startswith("There is no register in postgresql+psycopg://")

    # When a register is made in it, twice, and worked
    shell.done("init")
    shell.done("init")
    shell.done("import", shops.three_shops_one_phone(tmp_path / "delivery"))
    (found,) = shell.objects("discover", "--json")

    # Then it holds what SQLite would, and no SQLite file was made
    assert [ring["id"] for ring in found["rings"]] == [RING]
    # And what it cannot keep whole is refused in one sentence
    said = shell.refused("withdraw", "1", "--why", "x" * 3000)
    assert said == "The reason has 3,000 characters; at most 1,000 can be kept."
    said = shell.refused("case", "open", RING, "--title", "x" * 3000)
    assert said == "The title has 3,000 characters; at most 200 can be kept."
    shell.done("case", "open", RING)
    assert len(shell.objects("case", "list", "--json")) == 1
    assert "every one fits" in shell.done("audit", "verify")
    assert not (shell.home / "register.sqlite").exists()


@pytest.mark.parametrize(
    "where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_two_who_found_at_once_make_one_register(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    # Given nothing, and two who begin at the same moment
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    if where == "postgresql":
        url = request.getfixturevalue("postgresql_shell").database_url

    def make(_: int) -> None:
        engine = connect(url)
        upgrade(engine, ROOT / "migrations")
        engine.dispose()

    with ThreadPoolExecutor() as makers:
        list(makers.map(make, range(2)))

    # Then both are done, and the register is there
    engine = connect(url)
    check(engine, ROOT / "migrations")
    engine.dispose()


def test_agencies_are_added_and_listed(shell: Shell) -> None:
    # When one is added
    words = ("agencies", "add", "norvik", "Norvik A/S", "--kind", "brand", "--jurisdiction", "dk")
    assert shell.done(*words) == "norvik: Norvik A/S\n"

    # Then it is listed by name, for people and for programs
    assert [line.split()[0] for line in shell.done("agencies").splitlines()] == [
        "police",
        "marketplace",
        "norvik",
    ]
    assert shell.objects("agencies", "--json")[2]["jurisdiction"] == "DK"

    # And neither its code nor its name is given twice
    assert shell.refused(*words) == "The name Norvik A/S is taken by another agency."


def test_a_jurisdiction_that_cannot_be_is_refused(shell: Shell) -> None:
    said = shell.refused(
        "agencies", "add", "x", "X", "--kind", "brand", "--jurisdiction", "Guangdong"
    )

    assert said.startswith("'Guangdong' is not a jurisdiction")


def test_an_agency_named_as_anothers_code_is_still_found(shell: Shell) -> None:
    # Given an agency whose name is the code of another
    shell.done("agencies", "add", "xx", "police", "--kind", "brand", "--jurisdiction", "CN-31")

    # Then the code counts first
    assert shell.objects("officers", "list", "--agency", "police", "--json")[0]["officer"] == CHEN


def test_officers_are_added_listed_and_invited(shell: Shell) -> None:
    # When an officer is added
    words = ("officers", "add", "sun@police.example", "--agency", "police", "--name", "Sun Qi")
    said = shell.done(*words, "--role", "liaison")

    # Then there is a link to choose a password by, and another one on asking
    assert said.startswith("Sun Qi <sun@police.example>, liaison\n  http://127.0.0.1:8000/welcome/")
    again = shell.done("officers", "invite", "Sun@police.example").strip()
    assert again.startswith("http://127.0.0.1:8000/welcome/")
    assert again not in said
    listed = shell.objects("officers", "list", "--agency", "police", "--json")
    assert [one["name"] for one in listed] == ["Chen", "Sun Qi"]
    assert [one["officer"] for one in shell.objects("officers", "list", "--json")] == [
        ADMINISTRATOR,
        LIN,
        WU,
    ]


def test_only_an_administrator_adds_officers(shell: Shell) -> None:
    words = ("--agency", "marketplace", "--name", "Eve", "--role", "administrator", "--as", LIN)

    assert "Lin may not" in shell.refused("officers", "add", "eve@x.example", *words)
    assert "eve@x.example" not in shell.done("officers", "list")
    assert shell.refused("officers", "invite", "eve@x.example").startswith("There is no officer")
    assert "is not an e-mail address" in shell.refused("officers", "add", "eve", *words[:-2])


def test_audit_names_the_first_entry_that_does_not_fit(shell: Shell) -> None:
    # Given a trail that fits
    assert "The trail holds" in shell.done("audit", "verify", "--as", WU)

    # When somebody with the database in hand changes the third and the fifth entry
    engine = connect(f"sqlite:///{shell.home / 'register.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER trail_entry_no_update"))
        connection.execute(text("UPDATE trail_entry SET officer = 'Eve' WHERE seq IN (3, 5)"))
    engine.dispose()

    # Then the third is named, and that it was asked for is kept, as on the page
    said = shell.refused("audit", "verify")
    assert said.startswith("The trail does not fit at entry 3: ")
    with engine.connect() as connection:
        what = connection.execute(text("SELECT what FROM trail_entry ORDER BY seq DESC")).scalars()
        assert list(what)[:2] == ["trail:verified", "trail:verified"]
    engine.dispose()


def test_the_trail_is_not_everyones_to_verify(shell: Shell) -> None:
    assert shell.refused("audit", "verify", "--as", LIN) == "Lin may not read the trail."


def test_access_prints_every_action_of_the_law(tmp_path: Path) -> None:
    printed = Shell(tmp_path / "none").done("access")

    assert printed == access_page()
    for action in LAW:
        assert f"| `{action.value}` |" in printed
    assert not (tmp_path / "none").exists()


def test_founding_is_the_first_thing_on_the_trail(shell: Shell) -> None:
    engine = connect(f"sqlite:///{shell.home / 'register.sqlite'}")
    with sessions(engine)() as session:
        first = session.get_one(TrailEntry, 1)
        counted = [
            session.scalar(select(func.count()).select_from(one)) for one in (Agency, Officer)
        ]
    engine.dispose()

    assert (first.what, first.name, first.origin) == ("agency:founded", "Marketplace", "cli")
    assert counted == [2, 4]

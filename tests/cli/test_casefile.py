"""A case from the shell: opened, shared, sealed, and verified by whoever receives it."""

from __future__ import annotations

import hashlib
import shutil
import ssl
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.cli.conftest import CASE, CHEN, LIN, RING, WU
from tests.cli.shell import Shell

HOUSE = ZoneInfo("Asia/Shanghai")
"""Where a share's last day ends when nothing else is set; in UTC it may still be the day before."""
TOMORROW = f"{datetime.now(HOUSE) + timedelta(days=1):%Y-%m-%d}"
YESTERDAY = f"{datetime.now(HOUSE) - timedelta(days=1):%Y-%m-%d}"
FOR = ("--purpose", "find the workshop", "--basis", "E-Commerce Law, article 25")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A pack as it was written, and the shell it came from."""

    shell: Shell
    case: str
    pack: Path


@pytest.fixture
def case(discovered: Shell) -> str:
    """The number of a case on the only ring."""
    return discovered.done("case", "open", RING, "--as", LIN).partition(":")[0]


@pytest.fixture(scope="module")
def sealed(discovered_once: Shell, tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """A pack for the police, sealed once for this module."""
    folder = tmp_path_factory.mktemp("sealed")
    shell = discovered_once.copied(folder / "home")
    case = shell.done("case", "open", RING, "--as", LIN).partition(":")[0]
    shell.done("share", case, "police", *FOR, "--until", TOMORROW, "--as", LIN)
    words = ("pack", case, "--audience", "police", "--recipient", "police", "--as", LIN)
    said = shell.done(*words, "--out", folder / "out" / "packs", "--language", "en")
    return Sealed(shell, case, Path(said.strip()))


def test_a_case_is_opened_and_listed(discovered: Shell) -> None:
    # When a case is opened on the ring
    said = discovered.done("case", "open", RING, "--title", "Kettles", "--as", LIN)

    # Then it has a number, and is in the list
    assert said == f"{CASE}: Kettles\n"
    (listed,) = discovered.objects("case", "list", "--json", "--as", LIN)
    assert listed == {
        "case": CASE,
        "title": "Kettles",
        "stage": "investigation",
        "agency": "marketplace",
    }
    assert "Kettles" in discovered.done("case", "list")


def test_a_ring_is_worked_in_one_case(discovered: Shell, case: str) -> None:
    said = discovered.refused("case", "open", RING, "--as", LIN)

    assert said == f"{RING} is worked on in {case} already."


def test_what_is_not_there_is_said_in_one_line(discovered: Shell, case: str) -> None:
    until = ("--until", TOMORROW)

    assert discovered.refused("case", "open", "R-2026-0099") == "There is no ring R-2026-0099."
    assert discovered.refused("share", "C-1", "police", *FOR, *until) == "There is no case C-1."
    assert discovered.refused("share", case, "mi5", *FOR, *until) == "There is no agency mi5."
    assert discovered.refused("unshare", case, "mi5", "--why", "x") == "There is no agency mi5."
    assert "--parts" in discovered.misused("share", case, "police", *FOR, *until, "--parts", "all")


def test_a_share_opens_a_case_and_its_end_closes_it(discovered: Shell, case: str) -> None:
    # Given the police, who see no case
    assert discovered.done("case", "list", "--as", CHEN) == ""

    # When it is shared with them, by name instead of code
    said = discovered.done(
        "share", case, "Guangdong Police", *FOR, "--until", TOMORROW, "--parts", "places, ties"
    )

    # Then they see it
    assert said == f"{case} is shared with Guangdong Police until {TOMORROW}\n"
    assert case in discovered.done("case", "list", "--as", CHEN)

    # When the share is revoked, they no longer do
    said = discovered.done("unshare", case, "police", "--why", "sent to the wrong office")
    assert said == f"Guangdong Police no longer sees {case}\n"
    assert discovered.done("case", "list", "--as", CHEN) == ""

    # And what is over cannot be revoked again
    again = discovered.refused("unshare", case, "police", "--why", "once more")
    assert again == "The share with Guangdong Police is over already."


def test_a_share_holds_through_its_last_day_and_not_before_today(
    discovered: Shell, case: str
) -> None:
    today = f"{datetime.now(HOUSE):%Y-%m-%d}"
    assert today in discovered.done("share", case, "police", *FOR, "--until", today)

    said = discovered.refused("share", case, "police", *FOR, "--until", YESTERDAY)
    assert said == f"A share cannot end in the past ({YESTERDAY})."


def test_who_may_not_share_does_not(discovered: Shell, case: str) -> None:
    words = ("share", case, "police", *FOR, "--until", TOMORROW)

    assert discovered.refused(*words, "--as", WU) == (
        f"Wu may not share a case and revoke a share: {case}."
    )
    # The police may not even know of the case.
    assert discovered.refused(*words, "--as", CHEN) == f"There is no case {case}."


def test_no_pack_without_a_live_share(discovered: Shell, case: str, tmp_path: Path) -> None:
    # Given a share at level view
    discovered.done("share", case, "police", *FOR, "--until", TOMORROW, "--level", "view")

    # When a pack is asked for
    words = ("pack", case, "--audience", "police", "--recipient", "police")
    said = discovered.refused(*words, "--out", tmp_path / "out")

    # Then it is refused before anything is written
    assert said.startswith(f"Guangdong Police holds no live share of {case} at level export")
    assert not (tmp_path / "out").exists()


def test_a_pack_is_written_and_verifies(sealed: Sealed) -> None:
    # Given the pack as it was written
    assert sealed.pack.name == f"{sealed.case}_police_v1_police.zip"
    assert zipfile.is_zipfile(sealed.pack)

    # When it is verified, where there is no register at all
    said = Shell(sealed.pack.parent / "nowhere").done("verify", sealed.pack)

    # Then it passes, and the last line says so
    assert said.splitlines()[-1] == f"PASS: {sealed.pack.name} is as it was sealed."
    assert not (sealed.pack.parent / "nowhere").exists()


def test_a_pack_verifies_unpacked_and_against_the_issuer_one_trusts(
    sealed: Sealed, tmp_path: Path
) -> None:
    # Given the unpacked pack, and the authority of the house that sealed it
    shutil.unpack_archive(sealed.pack, tmp_path)
    (folder,) = tmp_path.iterdir()
    authority = sealed.shell.home / "keys" / "packs" / "ca.pem"

    # Then it passes too
    assert "PASS" in sealed.shell.done("verify", folder, "--ca", authority)


def test_a_pack_with_one_changed_row_fails(sealed: Sealed, tmp_path: Path) -> None:
    # Given a pack in which one byte of a schedule was changed
    shutil.unpack_archive(sealed.pack, tmp_path)
    (folder,) = tmp_path.iterdir()
    changed = min(folder.glob("data/schedules/*.csv"))
    content = bytearray(changed.read_bytes())
    content[-3] ^= 1
    changed.write_bytes(content)

    # When it is verified
    ended = sealed.shell.run("verify", folder)

    # Then one line says that it fails, and what was found names the file
    assert ended.exit_code == 1
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith(f"casework: {folder.name} is not as it was sealed: ")
    assert f"data/schedules/{changed.name}" in ended.stdout
    assert "PASS" not in ended.stdout


def test_a_pack_of_another_house_fails_against_the_issuer_one_trusts(
    sealed: Sealed, founded_once: Shell, tmp_path: Path
) -> None:
    # Given the authority of a house with keys of its own
    other = Shell(tmp_path / "other")
    other.done("init")
    authority = other.home / "keys" / "packs" / "ca.pem"

    # Then the pack is not what that authority vouches for
    assert "is not as it was sealed" in sealed.shell.refused(
        "verify", sealed.pack, "--ca", authority
    )


def test_verify_says_whose_authority_sealed(sealed: Sealed, tmp_path: Path) -> None:
    # Given the house that sealed a pack, another house, and a place where none is
    other = Shell(tmp_path / "other")
    own = (sealed.shell.home / "keys" / "packs" / "ca.pem").read_bytes()
    fingerprint = hashlib.sha256(ssl.PEM_cert_to_DER_cert(own.decode())).digest().hex(":").upper()
    founded = other.done("init")

    # Then each is told what it can know, and the other house's own authority is another
    line = f"authority: {fingerprint} ({{}})"
    here = sealed.shell.done("verify", sealed.pack).splitlines()
    there = other.done("verify", sealed.pack).splitlines()
    nowhere = Shell(tmp_path / "nowhere").done("verify", sealed.pack).splitlines()
    unknown = line.format("not this installation's: compare it with what the sender tells you")
    assert line.format("this installation's own") in here
    assert unknown in there
    assert unknown in nowhere
    assert fingerprint not in founded


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"a letter"])
def test_what_is_no_pack_fails_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pack.zip").write_bytes(content)

    said = Shell(tmp_path / "home").refused("verify", tmp_path / "pack.zip")

    assert said.startswith("pack.zip is not as it was sealed: ")

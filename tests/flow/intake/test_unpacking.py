"""Every file of a delivery is in the vault before anyone reads it."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.evidence import Vault
from casework.flow.intake.unpacking import Delivered, unpacked


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def _labels(found: list[Delivered | FileUnreadable]) -> list[str]:
    return [one.label if isinstance(one, Delivered) else f"! {one}" for one in found]


def test_one_file(vault: Vault, tmp_path: Path) -> None:
    # Given a file; when taken apart; then it is in the vault under its hash
    path = tmp_path / "orders.csv"
    path.write_bytes(b"a\n1\n")
    (found,) = unpacked(vault, path, "orders.csv")
    assert isinstance(found, Delivered)
    assert found.kept.sha256 == hashlib.sha256(b"a\n1\n").hexdigest()
    assert found.path == vault.path(found.kept.sha256)


def test_a_folder_in_the_order_of_names(vault: Vault, tmp_path: Path) -> None:
    # Given a folder with a folder, litter and a symbolic link
    folder = tmp_path / "delivery"
    (folder / "more").mkdir(parents=True)
    (folder / "b.csv").write_text("b")
    (folder / "more" / "a.csv").write_text("a")
    (folder / ".DS_Store").write_text("x")
    (folder / "link.csv").symlink_to(folder / "b.csv")
    # When taken apart
    found = list(unpacked(vault, folder, "delivery"))
    # Then files come by name, litter is passed over, and the link is refused
    assert _labels(found) == [
        "b.csv",
        "! link.csv: it is a symbolic link; deliver the file itself.",
        "more/a.csv",
    ]


def test_an_empty_folder_is_said(vault: Vault, tmp_path: Path) -> None:
    # Given; when; then
    (tmp_path / "delivery").mkdir()
    (found,) = unpacked(vault, tmp_path / "delivery", "delivery")
    assert isinstance(found, DeliveryEmpty)


def test_a_zip_and_its_members_are_kept(vault: Vault, tmp_path: Path) -> None:
    # Given a ZIP whose members have names that climb, and litter
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../../etc/orders.csv", "a\n1\n")
        archive.writestr("/abs/payments.csv", "b\n1\n")
        archive.writestr("__MACOSX/._orders.csv", "x")
    # When taken apart
    found = [one for one in unpacked(vault, path, "d.zip") if isinstance(one, Delivered)]
    # Then names are only labels, each member knows its ZIP, and all three are in the vault
    assert [one.label for one in found] == [
        "d.zip/../../../etc/orders.csv",
        "d.zip//abs/payments.csv",
    ]
    assert {path.name for path in vault.folder.rglob("*") if path.is_file()} == {
        hashlib.sha256(path.read_bytes()).hexdigest(),
        *(one.kept.sha256 for one in found),
    }
    assert found[0].within["name"] == "d.zip"
    assert found[0].path.is_relative_to(vault.folder)


def test_names_in_gb18030_are_read(vault: Vault, tmp_path: Path) -> None:
    # Given a member named as Chinese systems do, without saying in which encoding
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("AAAA.csv", "a\n1\n")
    path.write_bytes(path.read_bytes().replace(b"AAAA", "运单".encode("gb18030")))
    # When taken apart; then the name is readable
    assert _labels(list(unpacked(vault, path, "d.zip"))) == ["d.zip/运单.csv"]


def test_a_damaged_member_does_not_stop_the_others(vault: Vault, tmp_path: Path) -> None:
    # Given a ZIP in which the bytes of one member were altered
    path = tmp_path / "d.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "AAAAAAAA")
        archive.writestr("b.csv", "BBBBBBBB")
    path.write_bytes(path.read_bytes().replace(b"AAAAAAAA", b"AAAAXAAA"))
    # When taken apart; then
    first, second = _labels(list(unpacked(vault, path, "d.zip")))
    assert first.startswith("! d.zip/a.csv: it is damaged within its ZIP")
    assert second == "d.zip/b.csv"


def test_an_empty_or_unsafe_zip_is_one_sentence(vault: Vault, tmp_path: Path) -> None:
    # Given a ZIP that holds only litter, and a bomb
    empty, bomb = tmp_path / "e.zip", tmp_path / "b.zip"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr(".DS_Store", "x")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", b"\x00" * (32 << 20))
    # When taken apart; then
    assert isinstance(next(unpacked(vault, empty, "e.zip")), DeliveryEmpty)
    (refusal,) = unpacked(vault, bomb, "b.zip")
    assert "not opened" in str(refusal)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_is_refused_and_the_next_is_taken(
    vault: Vault, tmp_path: Path, method: int
) -> None:
    # Given a ZIP whose first member is damaged, however it is packed
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", bytes(range(256)) * 9)
        archive.writestr("b.csv", b"good")
    content = bytearray(path.read_bytes())
    content[60:64] = bytes(byte ^ 0x55 for byte in content[60:64])
    path.write_bytes(content)
    # When taken apart
    refused, taken = unpacked(vault, path, "t.zip")
    # Then
    assert isinstance(refused, FileUnreadable)
    assert str(refused).startswith("t.zip/a.csv: it is damaged within its ZIP")
    assert isinstance(taken, Delivered)
    assert taken.label == "t.zip/b.csv"


def test_a_link_within_a_zip_is_refused(vault: Vault, tmp_path: Path) -> None:
    # Given a member that is a symbolic link
    link = zipfile.ZipInfo("link.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    # When taken apart; then
    found = list(unpacked(vault, tmp_path / "t.zip", "t.zip"))
    said = "! t.zip/link.csv: it is a symbolic link; deliver the file itself."
    assert _labels(found) == [said]


def test_a_name_with_the_separator_of_another_system_is_no_litter(
    vault: Vault, tmp_path: Path
) -> None:
    # Given a member whose path is written with backslashes and climbs
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("..\\data\\a.csv", "a")
    # When taken apart; then it is taken, and its name stays a label
    found = list(unpacked(vault, tmp_path / "t.zip", "t.zip"))
    assert _labels(found) == ["t.zip/..\\data\\a.csv"]

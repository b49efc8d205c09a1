"""A ZIP is opened only where it can do no harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake import archives
from casework.flow.intake.archives import Metered, checked, contents, is_archive
from tests.factories.intake import write_xlsx


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_are_listed(tmp_path: Path) -> None:
    # Given a ZIP; when checked; then its files are named
    path = _zip(tmp_path / "t.zip", orders=b"a", payments=b"b")
    assert [member.filename for member in checked(path, "t.zip")] == ["orders", "payments"]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    # Given a member that unpacks to a thousand times its size; when checked; then
    path = _zip(tmp_path / "t.zip", bomb=b"\x00" * (32 << 20))
    with pytest.raises(FileUnreadable, match=r"t\.zip: bomb in it unpacks to far more"):
        checked(path, "t.zip")


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given more members than allowed; when checked; then
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    with pytest.raises(FileUnreadable, match="it holds 2 files"):
        checked(_zip(tmp_path / "t.zip", a=b"1", b=b"2"), "t.zip")


def test_too_many_bytes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given more bytes than allowed; when checked; then
    monkeypatch.setattr(archives, "MOST_BYTES", 3)
    with pytest.raises(FileUnreadable, match="would unpack to 4 bytes"):
        checked(_zip(tmp_path / "t.zip", a=b"1234"), "t.zip")


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    # Given a member marked as encrypted, in the local and the central header
    path = _zip(tmp_path / "t.zip", orders=b"a")
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    # When checked; then
    with pytest.raises(FileUnreadable, match="orders in it is locked with a password"):
        checked(path, "t.zip")


def test_what_is_no_zip_is_one_sentence(tmp_path: Path) -> None:
    # Given; when; then
    path = tmp_path / "t.zip"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(FileUnreadable, match=r"t\.zip: it is not a ZIP"):
        checked(path, "t.zip")


def test_a_member_gives_no_more_than_it_promised() -> None:
    # Given a member whose header says three bytes
    member = zipfile.ZipInfo("orders.csv")
    member.file_size = 3
    # When more come; then reading stops
    assert Metered(io.BytesIO(b"123"), member, "m").read() == b"123"
    with pytest.raises(FileUnreadable, match="more than it says"):
        Metered(io.BytesIO(b"1234"), member, "m").read()


def test_many_small_bombs_are_a_bomb(tmp_path: Path) -> None:
    # Given members that are each small enough, and together far more than tables
    path = _zip(tmp_path / "t.zip", **{f"b{n}": b"\x00" * (9 << 20) for n in range(13)})
    # When checked; then
    with pytest.raises(FileUnreadable, match=r"t\.zip: it unpacks to far more than tables would"):
        checked(path, "t.zip")


def test_a_truncated_zip_is_not_taken_for_one_within_it(tmp_path: Path) -> None:
    # Given a ZIP that holds another, cut off behind it
    inner = _zip(tmp_path / "inner.zip", payments=b"b").read_bytes()
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("orders.csv", b"a")
        archive.writestr("inner.zip", inner)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.find(inner) + len(inner)])
    # When checked; then the file before it is not lost without a word
    with pytest.raises(FileUnreadable, match="it is a damaged ZIP"):
        checked(path, "t.zip")


def test_what_is_done_with_an_archive_is_not_its_fault(tmp_path: Path) -> None:
    # Given a sound ZIP and a disk that is full; when the two meet
    path = _zip(tmp_path / "t.zip", orders=b"a")
    # Then nobody says that the ZIP cannot be opened
    with pytest.raises(OSError, match="No space left"), archives.opened(path, "t.zip"):
        raise OSError(28, "No space left on device")


def test_a_zip_is_told_from_a_workbook(tmp_path: Path) -> None:
    # Given a ZIP, a workbook, which is one too, and what only begins like one
    book = write_xlsx(tmp_path / "t.xlsx", {"A": [["a"], ["1"]]})
    broken = tmp_path / "b.zip"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    # When asked; then
    assert is_archive(_zip(tmp_path / "t.zip", orders=b"a"))
    assert not is_archive(book)
    assert not is_archive(broken)


def test_contents_are_told_by_name_and_litter_is_passed_over(tmp_path: Path) -> None:
    # Given an archive; when its contents are told; then as plain values, sorted
    path = _zip(tmp_path / "t.zip", b=b"2", a=b"1", **{".hidden": b"x"})
    assert list(contents(path, "t.zip")) == [
        {"archive": True},
        {"member": "a"},
        {"bytes": b"1"},
        {"end": True},
        {"member": "b"},
        {"bytes": b"2"},
        {"end": True},
    ]

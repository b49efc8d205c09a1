"""What was made for a moment is gone after a day, and nothing else ever is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from casework.flow.intake.passing import aside, passing


def _made(path: Path, *, old: bool = True) -> Path:
    path.write_bytes(b"x")
    return _aged(path) if old else path


def _aged(path: Path) -> Path:
    os.utime(path, (0, 0), follow_symlinks=False)
    return path


def test_the_folder_is_there_for_its_owner_alone(tmp_path: Path) -> None:
    # Given no folder; when asked for; then it is there, and nobody else looks into it
    folder = passing(tmp_path / "work" / "pictures")
    assert folder.stat().st_mode & 0o077 == 0


def test_what_is_older_than_a_day_goes(tmp_path: Path) -> None:
    # Given an old file, one left half-written, and a new one; when the next is to be made
    _made(tmp_path / "old.jpg")
    _made(tmp_path / "old.jpg.3f9a")
    new = _made(tmp_path / "new.jpg", old=False)
    # Then the new one stays, alone
    assert passing(tmp_path) == tmp_path
    assert list(tmp_path.iterdir()) == [new]


def test_who_reads_an_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    # Given an old file somebody has open; when cleared; then they still have all of it
    with _made(tmp_path / "old.csv").open("rb") as reader:
        passing(tmp_path)
        assert reader.read() == b"x"
    assert list(tmp_path.iterdir()) == []


def test_a_link_goes_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    # Given old links to a file and to a folder elsewhere, and an old folder
    folder, elsewhere = tmp_path / "rejects", tmp_path / "vault"
    elsewhere.mkdir()
    kept = _made(elsewhere / "exhibit")
    (folder / "within").mkdir(parents=True)
    inner = _made(folder / "within" / "x")
    _aged(folder / "within")
    for name, target in (("file", kept), ("folder", elsewhere), ("nothing", tmp_path / "gone")):
        (folder / name).symlink_to(target)
        _aged(folder / name)
    # When cleared; then the links are gone, and nothing that they led to
    passing(folder)
    assert [one.name for one in folder.iterdir()] == ["within"]
    assert (kept.read_bytes(), inner.read_bytes()) == (b"x", b"x")


def test_a_link_in_the_place_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    # Given a link to another folder where ours should be; when cleared; then that folder is whole
    elsewhere = tmp_path / "vault"
    elsewhere.mkdir()
    kept = _made(elsewhere / "exhibit")
    (tmp_path / "pictures").symlink_to(elsewhere)
    passing(tmp_path / "pictures")
    assert kept.read_bytes() == b"x"


def test_what_killed_work_left_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given what dry runs left, of which another process takes one away meanwhile
    place = tmp_path / "looks"
    for name in ("left", "gone"):
        (place / name).mkdir(parents=True)
        os.utime(place / name, (0, 0))
    found = [place / "gone", place / "left"]
    (place / "gone").rmdir()
    monkeypatch.setattr(Path, "iterdir", lambda _: iter(found))
    # When the next begins; then what is left is cleared away, and what is gone no trouble
    with aside(place) as folder:
        assert folder.is_dir()
        assert not (place / "left").exists()

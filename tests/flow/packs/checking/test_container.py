"""Containers that are laid out as no pack is."""

from __future__ import annotations

import stat
import warnings
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.flow.packs import bag
from casework.flow.packs.checking.container import unpack

AT = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A small bag as a ZIP."""
    root = tmp_path / "bag"
    (root / "data").mkdir(parents=True)
    (root / "data/a.txt").write_bytes(b"a" * 100)
    (root / "data/水壶.txt").write_bytes(b"b")
    bag.finish(root, {})
    bag.zip_up(root, tmp_path / "bag.zip", AT)
    return tmp_path / "bag.zip"


def test_a_pack_is_unpacked_whole(packed: Path, tmp_path: Path) -> None:
    root, findings = unpack(packed, tmp_path / "out")
    assert findings == []
    assert root == tmp_path / "out/bag"
    assert bag.names(root) == bag.names(tmp_path / "bag")


def _entry(
    name: str, content: bytes = b"x", mode: int = 0o100644, kind: int = 0
) -> Callable[[Path], None]:
    def add(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as archive:
            entry = zipfile.ZipInfo(name, (2026, 3, 2, 0, 0, 0))
            entry.external_attr, entry.compress_type = mode << 16, kind
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                archive.writestr(entry, content)

    return add


def _before(path: Path) -> None:
    path.write_bytes(b"#!/bin/sh\n" + path.read_bytes())


def _behind(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"behind")


def _comment(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"hello"


def _between(path: Path) -> None:
    """Strike a file from the directory; its bytes stay."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.filelist.pop(0)
        archive._didModify = True  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "forge",
    [
        _entry("../evil.txt"),
        _entry("bag/../../evil.txt"),
        _entry("/etc/evil"),
        _entry("bag\\evil.txt"),
        _entry("bag/data/a.txt"),
        _entry("bag/data/A.TXT"),
        _entry("other/file.txt"),
        _entry("bag/\u202etxt.exe"),
        _entry("bag/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
        _entry("bag/bomb", b"0" * 1_000_000, kind=zipfile.ZIP_DEFLATED),
        _before,
        _behind,
        _comment,
        _between,
    ],
)
def test_another_layout_is_told_and_not_unpacked(
    packed: Path, tmp_path: Path, forge: Callable[[Path], None]
) -> None:
    forge(packed)
    root, findings = unpack(packed, tmp_path / "out")
    assert root is None
    assert findings
    assert not (tmp_path / "out").exists()


@given(st.binary(max_size=400))
def test_any_bytes_can_be_asked_about(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rubbish.zip"
        path.write_bytes(content)
        root, findings = unpack(path, Path(folder) / "out")
    assert root is None
    assert findings

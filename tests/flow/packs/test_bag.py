"""The bag and its ZIP."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from casework.flow.packs import bag

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def _filled(root: Path) -> Path:
    for name, content in (("data/a.txt", b"a"), ("data/水壶/b.txt", b"bb"), ("guide.txt", b"c")):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    bag.finish(root, {"External-Identifier": "one\ntwo"})
    return root


def test_every_file_stands_in_one_manifest(tmp_path: Path) -> None:
    # Given a folder with payload and a tag file
    root = _filled(tmp_path / "bag")
    # When it is finished
    listed = [
        line.split("  ", 1)[1]
        for name in (bag.MANIFESTS[0], bag.TAG_MANIFEST)
        for line in (root / name).read_text("utf-8").splitlines()
    ]
    # Then each file but the last manifest is listed once
    assert sorted(listed) == sorted(set(bag.names(root)) - bag.UNLISTED)


def test_the_manifest_holds_the_hash_and_the_info_the_count(tmp_path: Path) -> None:
    root = _filled(tmp_path / "bag")
    digest = hashlib.sha512(b"bb").hexdigest()
    assert f"{digest}  data/水壶/b.txt\n" in (root / bag.MANIFESTS[1]).read_text("utf-8")
    info = (root / "bag-info.txt").read_text("utf-8")
    assert "Payload-Oxum: 3.2\n" in info
    assert "External-Identifier: one two\n" in info


def test_equal_bags_give_equal_zips(tmp_path: Path) -> None:
    # Given the same bag made twice, at different times
    for which in ("first", "second"):
        bag.zip_up(_filled(tmp_path / which / "bag"), tmp_path / f"{which}.zip", AT)
    # Then the ZIPs are the same bytes, and nothing in them is compressed
    first = (tmp_path / "first.zip").read_bytes()
    assert first == (tmp_path / "second.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


@given(st.text(max_size=300))
def test_any_written_name_becomes_one_that_every_system_stores(written: str) -> None:
    safe = bag.safe_name(written)
    assert 0 < len(safe.encode()) <= 130
    assert safe not in (".", "..")
    assert not set(safe) & set('/\\:*?"<>|%\x00')
    assert safe.isprintable()
    assert bag.safe_name(safe) == safe


def test_a_path_keeps_only_its_last_part() -> None:
    assert bag.safe_name("../../etc/passwd") == "passwd"
    assert bag.safe_name("C:\\temp\\水壶.jpg") == "水壶.jpg"
    assert bag.safe_name("con.txt") == "file_con.txt"

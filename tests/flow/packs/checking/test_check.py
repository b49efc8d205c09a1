"""Packs held against themselves."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.flow.packs import PackCheck, bag
from casework.flow.packs.snapshot import Snapshot


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    """A sealed pack, unpacked."""
    with zipfile.ZipFile(sealed) as archive:
        archive.extractall(tmp_path)
    return tmp_path / sealed.stem


def test_a_zip_and_its_folder_are_alike(sealed: Path, root: Path, snapshot: Snapshot) -> None:
    for path in (sealed, root):
        check = PackCheck(path)
        assert check.findings() == []
        assert check.facts["case"] == snapshot.facts["case"]["number"]
        assert check.facts["recipient"] == "Guangdong Police"


@pytest.mark.parametrize(
    "name",
    [
        "READ-ME-FIRST.txt",
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha256.txt",
        "signatures/tagmanifest.p7s",
        "signatures/tagmanifest.tsr",
        "trust/ca.pem",
        "trust/signer.pem",
        "trust/tsa.pem",
        "verify/verify.py",
        "data/pack.pdf",
        "data/build.json",
        "data/machine/snapshot.json",
        "data/audit/extract.jsonl",
        "data/schedules/orders.csv",
        "data/exhibits/I-1/photo 1.png",
        "data/exhibits/I-1/custody.json",
    ],
)
def test_a_flipped_byte_is_told(root: Path, name: str) -> None:
    path = root / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert PackCheck(root).findings() != []


def _rehashed(root: Path) -> None:
    """Remake every manifest, as one would who has changed a file but holds no key."""
    for name in (*bag.MANIFESTS, bag.TAG_MANIFEST, "bagit.txt"):
        (root / name).unlink()
    info = (root / "bag-info.txt").read_text("utf-8").splitlines()
    pairs = dict(line.split(": ", 1) for line in info if not line.startswith("Payload"))
    bag.finish(root, pairs)


def _ledger(root: Path) -> None:
    path = root / "data/exhibits/I-1/custody.json"
    path.write_bytes(path.read_bytes().replace(b"obtained", b"returned"))


def _exhibit(root: Path) -> None:
    (root / "data/exhibits/I-1/photo 1.png").write_bytes(b"another picture")


def _extra(root: Path) -> None:
    (root / "data/exhibits/I-1/late.png").write_bytes(b"late")


def _gone(root: Path) -> None:
    shutil.rmtree(root / "data/exhibits/I-1")


@pytest.mark.parametrize("forge", [_ledger, _exhibit, _extra, _gone])
def test_a_forgery_with_new_manifests_breaks_the_signature(
    root: Path, forge: Callable[[Path], None]
) -> None:
    forge(root)
    _rehashed(root)
    found = PackCheck(root).findings()
    assert any("signature over the bag" in finding for finding in found)


def test_an_exhibit_is_held_against_the_snapshot_too(root: Path) -> None:
    _exhibit(root)
    _rehashed(root)
    assert any("as it was taken in" in finding for finding in PackCheck(root).findings())


def test_a_document_of_another_snapshot_is_told(root: Path, snapshot: Snapshot) -> None:
    changed = {**snapshot.facts, "notes": []}
    (root / "data/machine/snapshot.json").write_bytes(Snapshot.of(changed).text.encode())
    found = PackCheck(root).findings()
    assert any("another snapshot" in finding for finding in found)


def test_a_zip_whose_folder_was_renamed_is_told(root: Path, snapshot: Snapshot) -> None:
    renamed = root.rename(root.with_name("C-2026-9999_police_v1_police"))
    packed = root.with_name("renamed.zip")
    bag.zip_up(renamed, packed, snapshot.frozen_at)
    (found,) = PackCheck(packed).findings()
    assert "it was sealed as" in found


def test_a_snapshot_that_names_a_file_elsewhere_reads_nothing_there(
    root: Path, snapshot: Snapshot
) -> None:
    exhibit = {**snapshot.facts["exhibits"][0], "path": "data/exhibits/../../../outside.txt"}
    outside = root.parent / "outside.txt"
    outside.write_bytes(b"outside")
    exhibit["sha256"] = hashlib.sha256(b"outside").hexdigest()
    forged = Snapshot.of({**snapshot.facts, "exhibits": [exhibit]})
    (root / "data/machine/snapshot.json").write_bytes(forged.text.encode())
    assert any("cannot be read as the snapshot" in one for one in PackCheck(root).findings())


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'{"pack": 1}', b"{" * 9000, b"\xff"])
def test_a_snapshot_that_is_none_is_told(root: Path, content: bytes) -> None:
    (root / "data/machine/snapshot.json").write_bytes(content)
    (root / "data/build.json").write_bytes(content)
    assert PackCheck(root).findings() != []


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_zip_cut_or_changed_anywhere_is_told(sealed: Path, data: st.DataObject) -> None:
    content = sealed.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    changed = content[:place] + bytes([content[place] ^ 0x40]) + content[place + 1 :]
    if data.draw(st.booleans()):
        changed = content[:place]
    path = sealed.with_name("changed.zip")
    path.write_bytes(changed)
    assert PackCheck(path).findings() != []


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert PackCheck(tmp_path / "none.zip").findings() == ["There is no file none.zip."]
    (tmp_path / "empty").mkdir()
    assert "it is no pack" in PackCheck(tmp_path / "empty").findings()[0]

"""The seals of a pack."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from casework.flow.packs import Keys, signature
from casework.flow.packs.checking.seals import Seals
from tests.flow.packs.worlds import RingCase

TAGS = "tagmanifest-sha256.txt"


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    """A sealed pack, unpacked."""
    with zipfile.ZipFile(sealed) as archive:
        archive.extractall(tmp_path)
    return tmp_path / sealed.stem


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Another installation's keys."""
    made = Keys.__new__(Keys)
    made.dir = tmp_path_factory.mktemp("strangers")
    made.ensure()
    return made


def test_the_seals_of_a_sealed_pack_hold(root: Path, shown: RingCase) -> None:
    seals = Seals(root, Keys(shown.act.settings).authority)
    assert list(seals.findings()) == []
    assert seals.facts["authority"] == Keys(shown.act.settings).authority_fingerprint
    assert "own clock" in seals.facts["time stamp"]


@pytest.mark.parametrize("name", ["tagmanifest.p7s", "tagmanifest.tsr"])
def test_no_byte_of_a_signature_can_be_flipped(root: Path, name: str) -> None:
    # Given a signature file; some bytes stand for all (each was tried once)
    path = root / "signatures" / name
    content = path.read_bytes()
    missed = []
    for place in [25, 33, *range(0, len(content), 431)]:
        flipped = bytearray(content)
        flipped[place] ^= 1
        path.write_bytes(bytes(flipped))
        if not list(Seals(root).findings()):
            missed.append(place)
    # Then no flipped one passes
    assert missed == []


def test_a_revision_appended_to_the_document_is_told(root: Path) -> None:
    # Given a document changed by an update behind its signature
    path = root / "data/pack.pdf"
    content = path.read_bytes()
    start = content.rindex(b"startxref")
    xref = content[start:].split()[1]
    later = b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n1 1\n%010d 00000 n \n" % (
        len(content) + 1
    )
    place = len(content) + later.index(b"xref")
    trailer = b"trailer\n<< /Size 2 /Root 1 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(content + later + trailer % (xref, place))
    # Then its signature no longer covers it
    assert any("data/pack.pdf" in finding for finding in Seals(root).findings())


def test_a_document_without_signature_is_told(root: Path) -> None:
    with pikepdf.new() as bare:
        bare.add_blank_page()
        bare.save(root / "data/pack.pdf")
    found = list(Seals(root).findings())
    assert found == ["The signature in data/pack.pdf is not alone: the document holds 0."]


def test_a_pack_resealed_by_a_stranger_is_told(
    root: Path, shown: RingCase, strangers: Keys, tmp_path: Path
) -> None:
    # Given a bag whose seals a stranger remade, with an authority of the same name
    shutil.copyfile(strangers.authority, root / "trust/ca.pem")
    shutil.copyfile(strangers.signer.certificate, root / "trust/signer.pem")
    shutil.copyfile(strangers.time_stamper.certificate, root / "trust/tsa.pem")
    tags = (root / TAGS).read_bytes()
    (root / "signatures/tagmanifest.p7s").write_bytes(signature.sign_detached(tags, strangers))
    (root / "signatures/tagmanifest.tsr").write_bytes(signature.time_stamp(tags, strangers))
    # Then it holds neither under the right authority nor, for the document's sake, under its own
    expected = Keys(shown.act.settings).authority
    assert any("another authority" in one for one in Seals(root, expected).findings())
    assert any("data/pack.pdf" in one for one in Seals(root).findings())


@pytest.mark.parametrize(
    "name",
    ["trust/ca.pem", "signatures/tagmanifest.p7s", "signatures/tagmanifest.tsr", "data/pack.pdf"],
)
def test_rubbish_is_told(root: Path, name: str) -> None:
    for content in (b"", b"rubbish", b"\x30\x80" * 40, b"%PDF-1.7\nxref\n"):
        (root / name).write_bytes(content)
        assert list(Seals(root).findings()) != []

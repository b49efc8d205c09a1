"""Signing what is finished."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms, tsp

from casework.flow.packs import Keys, signature
from casework.flow.packs.checking.seals import Seals
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.worlds import RingCase


@pytest.fixture
def keys(shown: RingCase) -> Keys:
    return Keys(shown.act.settings)


def test_the_signed_document_begins_with_the_unsigned_one(keys: Keys, tmp_path: Path) -> None:
    # Given a finished body
    body, signed = tmp_path / "body.pdf", tmp_path / "signed.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(body)
    # When it is signed
    signature.sign_pdf(body, signed, keys)
    # Then the signature stands behind it, and nothing before was touched
    assert signed.read_bytes().startswith(body.read_bytes())
    assert signed.stat().st_size > body.stat().st_size


def test_a_detached_signature_holds_for_its_content_alone(
    keys: Keys, snapshot: Snapshot, tmp_path: Path
) -> None:
    # Given a signature over a tag manifest
    root = _bag(keys, tmp_path, b"0" * 64 + b"  bagit.txt\n")
    assert list(Seals(root)._signature()) == []
    # When the manifest is changed by one sign
    (root / "tagmanifest-sha256.txt").write_bytes(b"1" + b"0" * 63 + b"  bagit.txt\n")
    # Then it holds no longer
    assert list(Seals(root)._signature()) != []


def test_the_time_stamp_says_whose_clock_it_is(keys: Keys) -> None:
    answer = tsp.TimeStampResp.load(signature.time_stamp(b"content", keys))
    info = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert info["policy"].dotted == signature.POLICY
    assert info["gen_time"].native.tzinfo is not None


def test_no_private_key_travels_with_a_signature(keys: Keys) -> None:
    signed = cms.ContentInfo.load(signature.sign_detached(b"content", keys))
    assert len(signed["content"]["certificates"]) == 1
    assert b"PRIVATE" not in io.BytesIO(signed.dump()).getvalue()


def _bag(keys: Keys, root: Path, manifest: bytes) -> Path:
    (root / "trust").mkdir()
    (root / "signatures").mkdir()
    (root / "trust/ca.pem").write_bytes(keys.authority.read_bytes())
    (root / "trust/signer.pem").write_bytes(keys.signer.certificate.read_bytes())
    (root / "tagmanifest-sha256.txt").write_bytes(manifest)
    signed = signature.sign_detached(manifest, keys)
    (root / "signatures/tagmanifest.p7s").write_bytes(signed)
    return root

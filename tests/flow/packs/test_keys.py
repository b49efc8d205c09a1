"""The installation's own authority."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID

from casework.flow.packs import Keys
from casework.flow.packs.keys import fingerprint
from casework.settings import Settings

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def keys(settings: Settings, made_keys: Path) -> Keys:
    shutil.copytree(made_keys, settings.keys_dir, dirs_exist_ok=True)
    return Keys(settings)


def test_what_is_there_is_never_replaced(keys: Keys) -> None:
    # Given an authority with its signer and time-stamper
    before = {path.name: path.read_bytes() for path in keys.dir.iterdir()}
    # When keys are asked for again
    keys.ensure()
    # Then every file is the one that was there
    assert {path.name: path.read_bytes() for path in keys.dir.iterdir()} == before


def test_a_lost_signer_is_made_anew_under_the_same_authority(keys: Keys) -> None:
    # Given a signer that was lost
    authority = keys.authority.read_bytes()
    keys.signer.key.unlink()
    # When keys are ensured
    keys.ensure()
    # Then the authority is the same and has issued the new signer
    assert keys.authority.read_bytes() == authority
    issuer = x509.load_pem_x509_certificate(authority)
    issued = x509.load_pem_x509_certificate(keys.signer.certificate.read_bytes())
    issued.verify_directly_issued_by(issuer)


def test_nobody_else_may_read_them(keys: Keys) -> None:
    keys.signer.key.unlink()
    keys.ensure()
    assert keys.signer.key.stat().st_mode & 0o077 == 0
    assert keys.signer.certificate.stat().st_mode & 0o077 == 0


def test_the_authority_signs_certificates_and_the_stamper_only_time(keys: Keys) -> None:
    authority = x509.load_pem_x509_certificate(keys.authority.read_bytes())
    stamper = x509.load_pem_x509_certificate(keys.time_stamper.certificate.read_bytes())
    assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    usage = stamper.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert usage.critical
    assert list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def test_the_fingerprint_is_what_openssl_prints(keys: Keys) -> None:
    printed = fingerprint(keys.authority.read_bytes())
    certificate = x509.load_pem_x509_certificate(keys.authority.read_bytes())
    assert printed == certificate.fingerprint(SHA256()).hex(":").upper()
    assert printed == keys.authority_fingerprint

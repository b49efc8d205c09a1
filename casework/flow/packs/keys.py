"""The installation's own certificate authority, its signer and its time-stamper.

A self-made authority proves that a pack is unchanged since this installation sealed it. It does
not prove who runs the installation: that needs the fingerprint by another channel, or a
certificate from a public authority. The pack says so on its verification page.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from casework.settings import Settings

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

_BITS = 3072  # as strong as 128-bit keys: NIST SP 800-57 part 1, table 2
_YEARS = {"ca": 20, "signer": 10, "tsa": 10}
_NAMES = {
    "ca": "casework pack authority",
    "signer": "casework pack signer",
    "tsa": "casework own-clock time-stamper",
}


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate and the key that belongs to it, as PEM files."""

    certificate: Path
    key: Path


class Keys:
    """What packs are signed with: three certificates and keys in `home/keys/packs`."""

    def __init__(self, settings: Settings) -> None:
        self.dir = settings.keys_dir / "packs"

    @property
    def authority(self) -> Path:
        """The authority's certificate as PEM: what a check is held against."""
        return self._files("ca").certificate

    @property
    def signer(self) -> Issued:
        return self._files("signer")

    @property
    def time_stamper(self) -> Issued:
        return self._files("tsa")

    @cached_property
    def authority_fingerprint(self) -> str:
        """SHA-256 of the authority's certificate in DER, upper-case hex in pairs."""
        return fingerprint(self.authority.read_bytes())

    def ensure(self, at: datetime | None = None) -> None:
        """Make whatever is missing; what is there is never replaced."""
        names = ("ca", "signer", "tsa")
        if all(path.exists() for name in names for path in self._pair(name)):
            return
        self.dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        begins = (at or datetime.now(UTC)) - timedelta(minutes=5)
        for name in names:
            if not all(path.exists() for path in self._pair(name)):
                self._issue(name, begins)

    def _files(self, name: str) -> Issued:
        return Issued(self.dir / f"{name}.pem", self.dir / f"{name}.key")

    def _pair(self, name: str) -> tuple[Path, Path]:
        files = self._files(name)
        return files.certificate, files.key

    def _issue(self, name: str, begins: datetime) -> None:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
        certificate = self._certificate(name, key, begins)
        files = self._files(name)
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        # The key first: a certificate without its key would count as made.
        _write_private(files.key, secret)
        _write_private(files.certificate, certificate.public_bytes(serialization.Encoding.PEM))

    def _certificate(self, name: str, key: RSAPrivateKey, begins: datetime) -> x509.Certificate:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization

        subject = _subject(name)
        issuer, issuer_key = subject, key
        if name != "ca":
            files = self._files("ca")
            issuer = x509.load_pem_x509_certificate(files.certificate.read_bytes()).subject
            loaded = serialization.load_pem_private_key(files.key.read_bytes(), None)
            issuer_key = loaded  # type: ignore[assignment]  # we wrote it: it is RSA
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=365 * _YEARS[name]))
        )
        for extension, critical in _extensions(name, key, issuer_key):
            builder = builder.add_extension(extension, critical)
        return builder.sign(issuer_key, hashes.SHA256())


def fingerprint(certificate: bytes) -> str:
    """Return the SHA-256 of a PEM certificate's DER as upper-case hex pairs: AB:CD:…"""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    der = x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)
    return hashlib.sha256(der).digest().hex(":").upper()


def _subject(name: str) -> x509.Name:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "casework"),
            x509.NameAttribute(NameOID.COMMON_NAME, _NAMES[name]),
        ]
    )


def _extensions(
    name: str, key: RSAPrivateKey, issuer_key: RSAPrivateKey
) -> Iterable[tuple[x509.ExtensionType, bool]]:
    from cryptography import x509
    from cryptography.x509.oid import ExtendedKeyUsageOID

    authority = name == "ca"
    yield x509.BasicConstraints(ca=authority, path_length=0 if authority else None), True
    yield (
        x509.KeyUsage(
            digital_signature=not authority,
            content_commitment=name == "signer",
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=authority,
            crl_sign=authority,
            encipher_only=False,
            decipher_only=False,
        ),
        True,
    )
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
    if name == "tsa":
        # RFC 3161, 2.3: time-stamping alone, and critical.
        yield x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True


def _write_private(path: Path, content: bytes) -> None:
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

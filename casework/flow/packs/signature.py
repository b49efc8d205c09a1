"""Signing: PAdES B-T on the PDF, CMS and an RFC 3161 token over the bag's tag manifest.

Everything here adds to bytes that are finished: the signed PDF begins with the unsigned one.
"""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from casework.flow.packs.keys import Issued, Keys

POLICY = "2.25.215733084219532461840930278612045530913"
"""The own time-stamper's policy: a UUID-based OID (ITU-T X.667) that claims no public clock."""
REASON = "Sealed by casework; changes after this signature are not permitted."


def sign_pdf(body: Path, signed: Path, keys: Keys) -> None:
    """Write `signed`: the bytes of `body`, then an appended PAdES B-T signature over them all.

    The signature certifies the document and permits no change (DocMDP P1, ISO 32000-1 12.8.2.2).
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    how = signers.PdfSignatureMetadata(
        field_name="CaseworkSeal",
        md_algorithm="sha256",
        reason=REASON,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    pen = signers.PdfSigner(how, signer=_signer(keys.signer), timestamper=_stamper(keys))
    with body.open("rb") as unsigned, signed.open("w+b") as output:
        pen.sign_pdf(IncrementalPdfFileWriter(unsigned), output=output)


def sign_detached(content: bytes, keys: Keys) -> bytes:
    """Return a detached CMS signature (DER) that `openssl cms -verify -binary` accepts."""
    from asn1crypto import cms

    signing = _signer(keys.signer).async_sign_general_data(content, "sha256", detached=True)
    signed: cms.ContentInfo = asyncio.run(signing)
    return bytes(signed.dump())


def time_stamp(content: bytes, keys: Keys) -> bytes:
    """Return an RFC 3161 response (DER) over SHA-256 of `content`, by this machine's own clock."""
    from asn1crypto import algos, tsp

    imprint = tsp.MessageImprint(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": hashlib.sha256(content).digest(),
        }
    )
    request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True})
    return bytes(_stamper(keys).request_tsa_response(request).dump())


def _signer(issued: Issued) -> Any:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    return SimpleSigner(
        signing_cert=_certificate(issued),
        signing_key=_key(issued),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        embed_roots=False,
    )


def _stamper(keys: Keys) -> Any:
    from asn1crypto import tsp
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    class OwnClock(DummyTimeStamper):
        """Stamps with this machine's clock, under a policy that says so."""

        def _build_tst_info(self, message_imprint: Any, dt: datetime, req: Any) -> Any:
            info = super()._build_tst_info(message_imprint, dt, req)
            info["policy"] = tsp.ObjectIdentifier(POLICY)
            return info

    issued = keys.time_stamper
    return OwnClock(
        tsa_cert=_certificate(issued),
        tsa_key=_key(issued),
        fixed_dt=datetime.now(UTC).replace(microsecond=0),
    )


def _certificate(issued: Issued) -> Any:
    from pyhanko.keys import load_cert_from_pemder

    return load_cert_from_pemder(str(issued.certificate))  # type: ignore[no-untyped-call]


def _key(issued: Issued) -> Any:
    from pyhanko.keys import load_private_key_from_pemder

    return load_private_key_from_pemder(str(issued.key), passphrase=None)

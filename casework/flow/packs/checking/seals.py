"""The seals: the signature and the time stamp over the bag, and the one in the document."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from casework.flow.packs.bag import TAG_MANIFEST
from casework.flow.packs.keys import fingerprint

# A pack may hold any bytes, and the libraries that read signatures fail on them in many ways.
# Each of these is a finding here, never a crash; what else fails is ours and must be seen.
_UNREADABLE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_GRANTED = {"status": "granted", "status_string": None, "fail_info": None}


@dataclass(slots=True)
class Seals:
    """The seals of an unpacked pack, held against an authority: the expected one, or its own."""

    root: Path
    expected: Path | None = None
    facts: dict[str, str] = field(default_factory=dict)
    _at: datetime | None = None

    def findings(self) -> Iterator[str]:
        """Yield a sentence for each seal that does not hold."""
        # The libraries tell their troubles to the log as well; ours are the findings.
        quiet = logging.getLogger("pyhanko")
        level = quiet.level
        quiet.setLevel(logging.CRITICAL + 1)
        try:
            yield from self._findings()
        finally:
            quiet.setLevel(level)

    def _findings(self) -> Iterator[str]:
        failures = _failures()
        try:
            trusted = list(self._authority())
        except failures as problem:
            yield f"The certificate authority of the pack cannot be read ({_told(problem)})."
            return
        yield from trusted
        for what, check in (
            ("The time stamp over the bag", self._stamp),
            ("The signature over the bag", self._signature),
            ("The signature in data/pack.pdf", self._document),
        ):
            try:
                yield from (f"{what} {fault}." for fault in check())
            except failures as problem:
                yield f"{what} cannot be read ({_told(problem)})."

    def _authority(self) -> Iterator[str]:
        own = fingerprint((self.root / "trust/ca.pem").read_bytes())
        self.facts["authority"] = own
        if self.expected is None:
            return
        wanted = fingerprint(self.expected.read_bytes())
        if wanted != own:
            yield f"The pack was sealed under another authority: {own}, expected {wanted}."

    def _stamp(self) -> Iterator[str]:
        from asn1crypto import tsp
        from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

        raw = (self.root / "signatures/tagmanifest.tsr").read_bytes()
        answer = tsp.TimeStampResp.load(raw, strict=True)
        signed = answer["time_stamp_token"]["content"]
        granted = answer["status"].native == _GRANTED
        if answer.dump(force=True) != raw or not granted or not _plain(signed, "v3"):
            yield "is not in the form a time stamp has"
        moment = signed["encap_content_info"]["content"].parsed["gen_time"].native
        digest = hashlib.sha256((self.root / TAG_MANIFEST).read_bytes()).digest()
        told = asyncio.run(
            validate_tst_signed_data(signed, self._trust(moment), lambda method: digest)
        )
        if not (told["intact"] and told["valid"] and told["trust_problem_indic"] is None):
            yield "does not hold for this tag manifest under this authority"
            return
        yield from self._same_certificate(signed, "tsa.pem")
        self._at = moment
        self.facts["time stamp"] = f"{moment:%Y-%m-%d %H:%M:%S} UTC, by the sender's own clock"

    def _signature(self) -> Iterator[str]:
        from asn1crypto import cms
        from pyhanko.sign.validation import async_validate_detached_cms

        raw = (self.root / "signatures/tagmanifest.p7s").read_bytes()
        info = cms.ContentInfo.load(raw, strict=True)
        signed = info["content"]
        if info.dump(force=True) != raw or not _plain(signed, "v1"):
            yield "is not in the form a signature has"
        status = asyncio.run(
            async_validate_detached_cms(
                (self.root / TAG_MANIFEST).read_bytes(), signed, self._trust(self._at)
            )
        )
        if not (status.intact and status.valid and status.trusted):
            yield "does not hold for this tag manifest under this authority"
        yield from self._same_certificate(signed, "signer.pem")
        self.facts["signer"] = str(status.signing_cert.subject.human_friendly)

    def _document(self) -> Iterator[str]:
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import async_validate_pdf_signature
        from pyhanko.sign.validation.status import SignatureCoverageLevel

        with (self.root / "data/pack.pdf").open("rb") as file:
            signatures = PdfFileReader(file).embedded_signatures
            if len(signatures) != 1:
                yield f"is not alone: the document holds {len(signatures)}"
                return
            trust = self._trust(self._at)
            status = asyncio.run(async_validate_pdf_signature(signatures[0], trust, trust))
            whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
            if not whole:
                yield "does not cover the whole document: something was appended"
            if whole and not status.bottom_line:
                yield "does not hold for this document under this authority"
            stamp = status.timestamp_validity
            if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
                yield "carries no time stamp that holds"
            yield from self._same_certificate(signatures[0].signed_data, "signer.pem")

    def _same_certificate(self, signed: Any, name: str) -> Iterator[str]:
        """Say where the certificates inside a signature are not the one the bag names."""
        from pyhanko.keys import load_cert_from_pemder

        named = load_cert_from_pemder(str(self.root / "trust" / name))  # type: ignore[no-untyped-call]
        if [one.chosen.dump() for one in signed["certificates"]] != [named.dump()]:
            yield f"was not made with the certificate in trust/{name}"

    def _trust(self, moment: datetime | None) -> Any:
        from pyhanko.keys import load_cert_from_pemder
        from pyhanko_certvalidator import ValidationContext

        root = self.expected or self.root / "trust/ca.pem"
        return ValidationContext(
            trust_roots=[load_cert_from_pemder(str(root))],  # type: ignore[no-untyped-call]
            allow_fetching=False,
            moment=moment,
        )


def _plain(signed: Any, version: str) -> bool:
    """Whether the fields no signature covers say what they must: nothing can hide in them."""
    methods = [one["algorithm"].native for one in signed["digest_algorithms"]]
    signers = [one["version"].native for one in signed["signer_infos"]]
    return (
        signed["version"].native == version
        and methods == ["sha256"]
        and signers == ["v1"]
        and not signed["crls"]
    )


def _failures() -> tuple[type[Exception], ...]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko_certvalidator.errors import PathError, ValidationError

    return (*_UNREADABLE, PdfError, PathError, ValidationError)


def _told(problem: Exception) -> str:
    return type(problem).__name__

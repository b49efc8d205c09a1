"""The archival form: PDF/A-3b, checked as written, with no date of this machine in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

_METADATA_DATE = re.compile(rb"(<xmp:MetadataDate>)[^<]*")


def archive(rough: Path, target: Path, at: datetime, labels: Sequence[str]) -> None:
    """Write `rough` to `target` as PDF/A-3b, its pages labelled; raise PdfaError where it fails."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String, pdfa

    with pikepdf.open(rough) as document:
        for page in document.pages:
            # reportlab writes an empty page transition, which PDF/A does not allow.
            if Name.Trans in page.obj:
                del page.obj[Name.Trans]
        # One label a page: a viewer's own counting would drop the leading zeros.
        named = [Dictionary(P=String(label)) for label in labels]
        numbered = [part for page, label in enumerate(named) for part in (page, label)]
        document.Root.PageLabels = Dictionary(Nums=Array(numbered))
        pdfa.prepare(document, "3b")
        dated = at.astimezone(UTC).isoformat(timespec="seconds").encode()
        metadata = document.Root.Metadata
        metadata.write(_METADATA_DATE.sub(rb"\g<1>" + dated, metadata.read_bytes()))
        pdfa.save(document, target, "3b", repair=False, deterministic_id=True)

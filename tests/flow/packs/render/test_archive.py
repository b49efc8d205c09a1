"""The archival form."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa

from casework.evidence import Vault
from casework.flow.packs.render import draw
from casework.flow.packs.render.archive import archive
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.worlds import RingCase

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_a_pack_is_pdf_a_3b(shown: RingCase, snapshot: Snapshot, tmp_path: Path) -> None:
    settings = shown.act.settings
    draw(snapshot, settings, Vault(settings.vault_dir).path, tmp_path / "pack.pdf")
    report = pdfa.validate_written(tmp_path / "pack.pdf", "3b")
    assert report.passed


def test_no_date_of_this_machine_is_in_it(
    shown: RingCase, snapshot: Snapshot, tmp_path: Path
) -> None:
    settings = shown.act.settings
    draw(snapshot, settings, Vault(settings.vault_dir).path, tmp_path / "pack.pdf")
    with pikepdf.open(tmp_path / "pack.pdf") as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260302093000")
        dated = document.Root.Metadata.read_bytes().decode()
    moments = set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", dated))
    assert moments == {"2026-03-02T09:30:00+00:00"}


def test_what_cannot_be_archived_is_not_written(tmp_path: Path) -> None:
    # Given a document with a font that is not embedded
    rough, target = tmp_path / "rough.pdf", tmp_path / "target.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(b"BT /F1 12 Tf (x) Tj ET")
        document.save(rough)
    # Then it is refused
    with pytest.raises(pdfa.PdfaError):
        archive(rough, target, AT, ["P-1"])
    assert not target.exists()

"""A PDF's pages are drawn; what a program wrote into them is taken as it wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.photographs import scans
from casework.flow.intake.photographs.page import MOST_PAGES
from tests.factories import photographs
from tests.flow.intake.photographs import hostile


def test_a_program_wrote_its_text(tmp_path: Path) -> None:
    # Given a label printed to PDF; when opened
    (page,) = scans.pages(photographs.born_digital(tmp_path / "a.pdf"), "a.pdf")
    # Then its lines are to the letter, where they stand on a page of 300 dots an inch
    assert page.lines is not None
    number, sender = page.lines
    assert number.text == f"Tracking number {photographs.WAYBILL_NO}"
    assert sender.text == "From: Zhang Wei +86 138 1234 5678"
    assert (page.width, page.height) == (1200, 1801)  # PDFium rounds up
    (left, top), (right, _), (_, bottom), _ = number.box
    assert left == pytest.approx(20 / 72 * 300, abs=8)
    assert top < 32 / 72 * 300 < bottom + 1
    assert right > 800


def test_a_scan_has_no_text_of_its_own(tmp_path: Path) -> None:
    # Given pages that are pictures; when opened; then none is said to have text
    sheets = [photographs.blank(300, 400), photographs.blank(200, 100)]
    pages = list(scans.pages(photographs.scanned(tmp_path / "a.pdf", sheets), "a.pdf"))
    assert [(page.number, page.pages, page.lines) for page in pages] == [(1, 2, None), (2, 2, None)]


def test_more_pages_than_are_read_are_said(tmp_path: Path) -> None:
    # Given a PDF that shows one page a thousand times
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 30 40]>>"
    tree = b"<</Type/Pages/Kids[" + b"3 0 R " * 1000 + b"]/Count 1000>>"
    path = tmp_path / "many.pdf"
    path.write_bytes(hostile.written((b"<</Type/Catalog/Pages 2 0 R>>", tree, page)))
    # When opened; then
    pages = list(scans.pages(path, "many.pdf"))
    assert len(pages) == MOST_PAGES
    assert pages[-1].remarks == ("The file has 1,000 pages; the first 50 were read.",)


@pytest.mark.parametrize("name", ["locked.pdf", "cut.pdf", "a gigapixel within.pdf"])
def test_what_cannot_be_opened_is_one_sentence(tmp_path: Path, name: str) -> None:
    make, says = hostile.FILES[name]
    make(tmp_path / name)
    with pytest.raises(FileUnreadable, match=says):
        list(scans.pages(tmp_path / name, name))

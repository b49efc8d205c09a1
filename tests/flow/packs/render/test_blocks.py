"""The blocks of a page."""

from __future__ import annotations

from pathlib import Path

from reportlab.platypus import Flowable

from casework.flow.packs.render.blocks import Column, Heading, Prose, facts, halves, likely, table
from casework.flow.packs.render.page import PackDocument, Sheet
from tests.flow.packs.reading import text_of, texts

COLUMNS = [Column("Left", 1), Column("Right", 2, right=True)]


def _drawn(sheet: Sheet, blocks: list[Flowable], folder: Path) -> str:
    target = folder / "blocks.pdf"
    PackDocument(target, sheet).build(blocks)
    return text_of(target)


def test_a_long_table_keeps_every_row_and_repeats_its_titles(sheet: Sheet, tmp_path: Path) -> None:
    text = _drawn(sheet, table(COLUMNS, [(f"row-{n}", "x") for n in range(1200)]), tmp_path)
    lines = text.splitlines()
    assert [line for line in lines if line.startswith("row-")] == [f"row-{n}" for n in range(1200)]
    assert lines.count("Left") > 10


def test_a_cell_taller_than_a_page_is_cut_with_a_sign(sheet: Sheet, tmp_path: Path) -> None:
    text = _drawn(sheet, table(COLUMNS, [("\n".join(["line"] * 500), "x")]), tmp_path)
    assert "[…]" in text


def test_markup_is_drawn_as_it_is(sheet: Sheet, tmp_path: Path) -> None:
    markup = '<para><img src="file:///etc/passwd"/>&lt;</para>'
    blocks: list[Flowable] = [Prose(markup), *table(COLUMNS, [(markup, markup)])]
    text = _drawn(sheet, [*blocks, facts([(markup, markup)])], tmp_path)
    assert text.replace("\n", "").count(markup) == 5


def test_prose_longer_than_a_page_goes_on_over_the_next(sheet: Sheet, tmp_path: Path) -> None:
    said = " ".join(f"word{number}" for number in range(3000))
    text = _drawn(sheet, [Prose(said)], tmp_path)
    assert [word for word in text.split() if word.startswith("word")] == said.split()


def test_a_heading_is_a_bookmark(sheet: Sheet, tmp_path: Path) -> None:
    document = PackDocument(tmp_path / "one.pdf", sheet)
    document.build([Prose("first"), Heading("accounts", "3  Accounts")])
    assert document.starts == {"accounts": 1}


def test_an_empty_table_is_none() -> None:
    assert table(COLUMNS, []) == []


def test_a_hash_is_halved() -> None:
    assert halves("ab" * 32).split("\n") == ["ab" * 16, "ab" * 16]


def test_cells_can_be_read_back() -> None:
    assert "a | b" in texts(table(COLUMNS, [("a", "b")]))


def test_an_estimate_never_claims_to_be_sure() -> None:
    assert [likely(share) for share in (1.0, 0.995, 0.99, 0.5, 0.0)] == [
        ">99%",
        ">99%",
        "99%",
        "50%",
        "0%",
    ]

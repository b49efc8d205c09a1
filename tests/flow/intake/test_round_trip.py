"""Whatever is delivered in whatever form comes back as it was written, cell by cell."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from casework.flow.intake import readers
from casework.flow.intake.mapping import recognise
from casework.flow.intake.understanding import Understanding

Row = tuple[str, ...]

KNOWN = ("platform", "account_id", "shop_name", "registered_name", "address")
HEADER = (*KNOWN, "收藏")
"""The last one is none of ours. In UTF-8 it takes three bytes a character, as no other encoding has
them: of two bytes a character nobody could tell."""
LATIN_HEADER = (*KNOWN, "Größe")
_ANY = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=20
)
_WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
_DELIMITERS = (",", ";", "\t", "|")
_UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
_ONCE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

_SPOKEN = {
    "gb18030": "广东省广州市白云区兴隆路 旗舰店 正品手表 义乌小商品 张伟 退货地址 仓库 发货电话",
    "cp950": "廣東省廣州市白雲區興隆路 旗艦店 正品手錶 義烏小商品 張偉 退貨地址 倉庫 發貨電話",
    "cp1252": "Müllers Läden für Uhren Straße Größe café François été José señor Ångström façade",
}


def _rows(cell: st.SearchStrategy[str], fewest: int = 1) -> st.SearchStrategy[list[Row]]:
    row = st.tuples(_WORD, _WORD, *[cell] * (len(HEADER) - 2))
    return st.lists(row, min_size=fewest, max_size=12, unique_by=lambda one: one[:2])


def _language(encoding: str) -> st.SearchStrategy[list[Row]]:
    # Enough of a language to be told from another: a word or two could be any.
    words = st.sampled_from(_SPOKEN[encoding].split())
    return _rows(st.lists(words, min_size=2, max_size=4).map(" ".join), fewest=4)


@cache
def _cells(encoding: str) -> st.SearchStrategy[str]:
    """Any text that the encoding can write and read back.

    Made once: to sort the characters out takes a moment, and `characters(codec=...)` seconds.
    """
    marks = (chr(number) for number in range(0x20, 0x3_0000))
    alphabet = "".join(
        mark
        for mark in marks
        if unicodedata.category(mark) not in ("Cc", "Cs", "Cn")
        and mark.encode(encoding, "ignore").decode(encoding) == mark
    )
    return st.text(alphabet, max_size=20).filter(
        lambda cell: cell.encode(encoding).decode(encoding) == cell
    )


def _came_back(path: Path, encoding: str = "") -> list[Row]:
    """The rows as the intake has them, accepted ones alone: none of these may be rejected."""
    rows: list[Row] = []
    for table in readers.tables(path, path.name, readers.Said(encoding)):
        understanding = Understanding(recognise(table.header, table.label), "Asia/Shanghai")
        for piece in table.pieces:
            found = understanding.of(piece)
            assert found.rejected.num_rows == 0, found.rejected.to_pylist()
            for cells in found.accepted.to_pylist():
                extra = json.loads(cells["extra"] or "{}")
                rows.append(tuple(cells.get(name) or extra.get(name, "") for name in table.header))
    return rows


def _csv(rows: list[Row], delimiter: str, encoding: str, *, quoted: bool = False) -> bytes:
    out = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    writer.writerows([LATIN_HEADER if encoding == "cp1252" else HEADER, *rows])
    return out.getvalue().encode(encoding)


@given(rows=_rows(_ANY), delimiter=st.sampled_from(_DELIMITERS), quoted=st.booleans())
@example([("a", "1", '"', "\n", "'", "|")], ",", False)
@pytest.mark.parametrize("encoding", _UNICODE)
@_ONCE
def test_any_text_in_unicode(
    tmp_path: Path, encoding: str, rows: list[Row], delimiter: str, quoted: bool
) -> None:
    # Given any text whatever, written by a program that knows CSV
    path = tmp_path / "delivered.csv"
    path.write_bytes(_csv(rows, delimiter, encoding, quoted=quoted))

    # When it is taken in; then every cell is what it was
    assert _came_back(path) == rows


@given(data=st.data(), delimiter=st.sampled_from(_DELIMITERS))
@pytest.mark.parametrize("encoding", _SPOKEN)
@_ONCE
def test_a_language_in_its_old_encoding(
    tmp_path: Path, encoding: str, data: st.DataObject, delimiter: str
) -> None:
    # Given a few rows of a language, in an encoding that does not say its name
    rows = data.draw(_language(encoding))
    path = tmp_path / "delivered.csv"
    path.write_bytes(_csv(rows, delimiter, encoding))

    # When it is taken in; then every cell is what it was
    assert _came_back(path) == rows


@given(data=st.data(), delimiter=st.sampled_from(_DELIMITERS))
@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "cp1252"])
@_ONCE
def test_any_text_an_encoding_has_where_an_officer_says_which(
    tmp_path: Path, encoding: str, data: st.DataObject, delimiter: str
) -> None:
    # Given any text that the encoding can write and read back
    rows = data.draw(_rows(_cells(encoding)))
    path = tmp_path / "delivered.csv"
    path.write_bytes(_csv(rows, delimiter, encoding))

    # When it is taken in as the officer says; then every cell is what it was
    assert _came_back(path, encoding) == rows


def _json_lines(rows: list[Row], path: Path) -> None:
    objects = [dict(zip(HEADER, row, strict=True)) for row in rows]
    path.write_text("\n".join(json.dumps(one) for one in objects), encoding="utf-8")


def _json(rows: list[Row], path: Path) -> None:
    objects = [dict(zip(HEADER, row, strict=True)) for row in rows]
    path.write_text(json.dumps({"total": len(rows), "rows": objects}), encoding="utf-8")


def _parquet(rows: list[Row], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: [row[at] for row in rows] for at, name in enumerate(HEADER)}
    pq.write_table(pa.table(columns), path)


@given(rows=_rows(_ANY))
@pytest.mark.parametrize("write", [_json_lines, _json, _parquet])
@_ONCE
def test_any_text_in_other_formats(
    tmp_path: Path, write: Callable[[list[Row], Path], None], rows: list[Row]
) -> None:
    # Given any text; when it comes as JSON or Parquet; then every cell is what it was
    path = tmp_path / "delivered.dat"
    write(rows, path)
    assert _came_back(path) == rows


_SHEET = _ANY.filter(lambda cell: not cell.startswith(("=", "_x")) and cell == cell.strip("\t\n"))
"""A program that writes workbooks would take these for formulas, or trim them."""


@given(rows=_rows(_SHEET))
@_ONCE
def test_any_text_in_a_workbook(tmp_path: Path, rows: list[Row]) -> None:
    import xlsxwriter

    # Given any text in the cells of a workbook
    path = tmp_path / "delivered.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("rows")
        for at, row in enumerate([HEADER, *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)

    # When it is taken in; then every cell is what it was
    assert _came_back(path) == rows

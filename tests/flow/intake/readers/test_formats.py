"""The bytes say what a file is; its name may say what it likes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import (
    Piece,
    blocks,
    columnar,
    json_lines,
    table,
    tables,
)
from tests.factories.intake import write_csv, write_json_lines, write_xlsx
from tests.flow.intake.readers.reading import read_one

_ROWS = [{"a": "1", "b": "x"}]


def test_names_do_not_matter(tmp_path: Path) -> None:
    # Given tables under names that lie
    write_xlsx(tmp_path / "t.csv", {"A": [["a", "b"], ["1", "x"]]})
    write_csv(tmp_path / "t.jsonl", _ROWS)
    write_json_lines(tmp_path / "t.xlsx", _ROWS)
    # When read; then each is read as what it is
    formats = {name: read_one(tmp_path / name) for name in ("t.csv", "t.jsonl", "t.xlsx")}
    assert {name: read.reading["format"] for name, read in formats.items()} == {
        "t.csv": "xlsx",
        "t.jsonl": "csv",
        "t.xlsx": "json lines",
    }
    assert all(list(read.rows.values()) == _ROWS for read in formats.values())


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "without a password"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\x1f\x8b\x08", "GZIP"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"PK\x05\x06" + b"\x00" * 18, "nothing in it"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, head: bytes, said: str) -> None:
    # Given a file of another kind; when read; then the sentence says what it is
    path = tmp_path / "orders.csv"
    path.write_bytes(head)
    with pytest.raises(FileUnreadable, match=f"orders.csv: .*{said}"):
        read_one(path)


def test_a_zip_within_a_zip_is_not_opened(tmp_path: Path) -> None:
    # Given; when; then
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("orders.csv", "a\n1\n")
    path = tmp_path / "inner.zip"
    path.write_bytes(inner.getvalue())
    with pytest.raises(FileUnreadable, match="by itself"):
        read_one(path)


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.xlsx", "t.parquet"])
def test_a_long_file_comes_in_pieces_and_whole(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a file longer than what is held in memory at a time
    for module in (table, json_lines, columnar, blocks):
        monkeypatch.setattr(module, "ROWS_AT_ONCE", 2)
    rows = [{"a": str(n), "b": "x"} for n in range(5)]
    path = tmp_path / name
    if name == "t.csv":
        write_csv(path, rows)
    elif name == "t.jsonl":
        write_json_lines(path, rows)
    elif name == "t.xlsx":
        write_xlsx(path, {"A": [["a", "b"], *(list(row.values()) for row in rows)]})
    else:
        pq.write_table(pa.Table.from_pylist(rows), path)
    # When read; then there are several pieces, and no row is lost between them
    assert [len(piece.numbers) for piece in _pieces(path)] == [2, 2, 1]
    assert list(read_one(path).rows.values()) == rows


def _pieces(path: Path) -> list[Piece]:
    return [piece for table in tables(path, path.name) for piece in table.pieces if piece.numbers]

"""Rejected rows leave as a table that can be mended and sent again, and that runs nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from casework import lake
from casework.flow.intake.rejects import write_rejects


def _rejects(folder: Path, *written: dict[str, str]) -> Path:
    rows = [
        {
            "row_number": number,
            "column": "amount",
            "value": row.get("amount"),
            "reason": "it is not an amount",
            "written": json.dumps(row, ensure_ascii=False),
        }
        for number, row in enumerate(written, start=2)
    ]
    pq.write_table(pa.Table.from_pylist(rows, schema=lake.rejects_schema()), folder / "r.parquet")
    return folder / "r.parquet"


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_row_follows_its_reason_under_its_own_header(tmp_path: Path) -> None:
    # Given a rejected row, and one with a column of its own
    source = _rejects(tmp_path, {"平台": "淘宝", "amount": "x"}, {"column 3": "y"})
    # When written out
    target = tmp_path / "out" / "rejects.csv"
    write_rejects(source, {"header": ["平台", "amount"]}, target)
    # Then the delivered header comes first, and nothing is missing
    header, first, second = _read(target)
    assert header[4:] == ["平台", "amount", "column 3"]
    assert first == ["2", "amount", "x", "it is not an amount", "淘宝", "x", ""]
    assert second[4:] == ["", "", "y"]


def test_cells_that_would_run_are_disarmed(tmp_path: Path) -> None:
    # Given a row and a header with formulas in them
    row = {"=cmd": "1", "amount": '=HYPERLINK("http://x")', "phone": "+86 138", "n": "-1"}
    target = tmp_path / "rejects.csv"
    # When written out; then no cell begins like one
    write_rejects(_rejects(tmp_path, row), {"header": list(row)}, target)
    cells = [cell for line in _read(target) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'+86 138" in cells


def test_spreadsheets_see_the_encoding(tmp_path: Path) -> None:
    # Given; when; then the file begins with the mark that spreadsheets look for
    target = tmp_path / "rejects.csv"
    write_rejects(_rejects(tmp_path, {"a": "省"}), {"header": ["a"]}, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.iterdir() if "rejects.csv" in path.name] == [
        "rejects.csv"
    ]

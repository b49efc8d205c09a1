"""Parquet's typed values become the text that says the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers import columnar
from casework.flow.intake.readers.table import TEXT_AT_ONCE
from tests.flow.intake.readers.reading import read_one


def test_typed_values_become_text(tmp_path: Path) -> None:
    # Given a value of each type
    aware = datetime(2026, 3, 6, 7, 29, 27, 123456, tzinfo=UTC)
    path = tmp_path / "t.parquet"
    row = {
        "text": "s1",
        "number": 13812345678,
        "share": 1000000.5,
        "nothing": float("nan"),
        "money": Decimal("118.90"),
        "moment": aware.replace(tzinfo=None),
        "aware": aware,
        "day": date(2026, 3, 6),
        "devices": ["a", "b"],
        "flag": True,
    }
    pq.write_table(pa.Table.from_pylist([row]), path)
    # When read; then
    assert read_one(path).rows == {
        1: {
            "text": "s1",
            "number": "13812345678",
            "share": "1000000.5",
            "money": "118.90",
            "moment": "2026-03-06 07:29:27.123456",
            "aware": "2026-03-06 07:29:27.123456+00:00",
            "day": "2026-03-06",
            "devices": "a|b",
            "flag": "True",
        }
    }


def test_empty_rows_are_counted_and_numbers_stay(tmp_path: Path) -> None:
    # Given rows, one without content; when read; then the others keep their place in the file
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": ["x", None, "z"], "b": [None, None, "1"]}), path)
    read = read_one(path)
    assert read.rows == {1: {"a": "x"}, 3: {"a": "z", "b": "1"}}
    assert read.reading["blank_rows"] == 1


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    # Given a file that only begins like Parquet; when read; then
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1" + b"\x00" * 100)
    with pytest.raises(FileUnreadable, match=r"t\.parquet: it is not a Parquet file"):
        read_one(path)


def test_a_cut_off_file_is_one_sentence(tmp_path: Path) -> None:
    # Given a good file whose pages were overwritten; when read; then it is not an Arrow traceback
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": [str(n) for n in range(5000)]}), path)
    content = bytearray(path.read_bytes())
    content[40:4000] = b"\xee" * 3960
    path.write_bytes(content)
    with pytest.raises(FileUnreadable):
        read_one(path)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    # Given a text column that holds other bytes in its second row
    offsets, content = pa.py_buffer(np.array([0, 1, 3], np.int32)), pa.py_buffer(b"a\xff\xfe")
    texts = pa.Array.from_buffers(pa.string(), 2, [None, offsets, content])
    pq.write_table(pa.table({"account_id": texts}), tmp_path / "t.parquet")
    # When read; then
    with pytest.raises(FileUnreadable, match=r"t\.parquet: row 2, column account_id: its bytes"):
        read_one(tmp_path / "t.parquet")


def test_a_moment_beyond_every_calendar_is_kept(tmp_path: Path) -> None:
    # Given a moment in a year of six digits
    moments = pa.array([2**53, 0], pa.timestamp("ms"))
    pq.write_table(pa.table({"paid_on": moments}), tmp_path / "t.parquet")
    # When read; then both rows are there, for intake to judge
    rows = read_one(tmp_path / "t.parquet").rows
    assert "9007199254740992" in rows[1]["paid_on"]
    assert rows[2]["paid_on"].startswith("1970-01-01")


_NOON = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ([1, -1, None, 2**63 - 1], pa.int64()),
        ([0, 2**64 - 1], pa.uint64()),
        ([True, False, None], pa.bool_()),
        ([Decimal("0.0000001"), Decimal("118.90"), None], pa.decimal128(38, 9)),
        ([Decimal("118.90"), Decimal("-0.05")], pa.decimal128(12, 2)),
        ([date(2026, 3, 6), date(1, 1, 1), None], pa.date32()),
        ([_NOON, _NOON.replace(microsecond=120), None], pa.timestamp("us", "Asia/Shanghai")),
        ([_NOON.replace(tzinfo=None, microsecond=500000)], pa.timestamp("ms")),
        ([_NOON.replace(tzinfo=None)], pa.timestamp("s")),
        (["", "a", None, "省"], pa.large_string()),
        (["a", "b", "a", None], pa.dictionary(pa.int8(), pa.string())),
        ([1.5, 1e20, 1e-9, float("nan"), None], pa.float64()),
        ([b"\x00\xff", None], pa.binary()),
        ([[1, 2], None, ["a"]][:2], pa.list_(pa.int64())),
        ([None, None], pa.null()),
    ],
)
def test_arrow_says_what_python_would(values: list[object], type_: pa.DataType) -> None:
    # Given a column of a type
    column = pa.array(values, type_)
    # When put into words at once; then each cell says what it would alone
    assert columnar.texts(column).to_pylist() == [columnar._text(one.as_py()) for one in column]


def test_nanoseconds_are_kept() -> None:
    # Given moments finer than a microsecond; when put into words; then no digit is lost
    moments = pa.array([1, 1_000, 1_000_000_000], pa.timestamp("ns"))
    assert columnar.texts(moments).to_pylist() == [
        "1970-01-01 00:00:00.000000001",
        "1970-01-01 00:00:00.000001",
        "1970-01-01 00:00:01",
    ]


def test_rows_that_pack_well_are_read_few_at_a_time(tmp_path: Path) -> None:
    # Given a small file whose rows are long, and alike
    note = pa.array(["编号说明" * 100] * 40_000)
    pq.write_table(pa.table({f"note {n}": note for n in range(4)}), tmp_path / "t.parquet")
    # When read; then no piece holds more than there is room for
    sizes = [
        len(piece.numbers)
        for table in columnar.tables(tmp_path / "t.parquet", "t.parquet")
        for piece in table.pieces
    ]
    assert sum(sizes) == 40_000
    assert max(sizes) * len("编号说明".encode()) * 100 * 4 <= TEXT_AT_ONCE


def test_a_column_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    # Given a file in which a byte of a name was changed
    pq.write_table(pa.table({"account_id": ["1"]}), tmp_path / "t.parquet")
    damaged = (tmp_path / "t.parquet").read_bytes().replace(b"account_id", b"acco\xe9nt_id")
    (tmp_path / "t.parquet").write_bytes(damaged)
    # When read; then it is refused in a sentence
    with pytest.raises(FileUnreadable, match=r"t\.parquet: it is not a Parquet file"):
        next(columnar.tables(tmp_path / "t.parquet", "t.parquet"))

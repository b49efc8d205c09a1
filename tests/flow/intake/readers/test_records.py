"""Records carry the number a person counts, and none is lost at the end of a file."""

from __future__ import annotations

import pytest

from casework.errors import FileUnreadable
from casework.flow.intake.readers.dialect import Dialect
from casework.flow.intake.readers.records import Records
from casework.flow.intake.readers.table import Rows


def test_records_are_numbered() -> None:
    # Given lines, one record over two of them; when read; then numbers count records
    records = Records(iter(['"a\n', 'b",1\n', "\n", "c,2"]), Dialect(), "t.csv")
    assert list(records) == [(1, ["a\nb", "1"]), (2, []), (3, ["c", "2"])]
    assert not records.cut_off


def test_a_record_cut_off_by_the_end_is_known() -> None:
    # Given a mark that is never closed; when read; then the last record is known to be cut off
    records = Records(iter(["a,1\n", '"b,2\n']), Dialect(), "t.csv")
    assert [number for number, _ in records] == [1, 2]
    assert records.cut_off


def test_pieces_begin_behind_a_row() -> None:
    # Given records, two of them read before; when the others are asked for; then only they come
    records = Records(iter(["a,b\n", "1,2\n", "3,4\n", "5\n"]), Dialect(), "t.csv")
    (piece,) = records.pieces(Rows(["a", "b"]), behind=2)
    assert piece.numbers.to_pylist() == [3]
    assert [fault.row_number for fault in piece.faults] == [4]


def test_a_cell_of_megabytes_is_read_and_a_longer_one_named() -> None:
    # Given a cell longer than the csv module allows by itself; when read; then it is there
    long = "x" * 200_000
    assert list(Records(iter([f"{long},1\n"]), Dialect(), "t.csv")) == [(1, [long, "1"])]
    # Given one longer than any line; when read; then the row is named
    endless = (f"{mark}{'x' * (1 << 20)}\n" for mark in ['"', *" " * 9])
    with pytest.raises(FileUnreadable, match=r"t\.csv: row 1 cannot be read"):
        list(Records(endless, Dialect(), "t.csv"))

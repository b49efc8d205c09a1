"""Arrow's blocks give the same pieces as the records one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.flow.intake.readers import blocks
from casework.flow.intake.readers.blocks import Blocks
from casework.flow.intake.readers.dialect import Dialect
from tests.flow.intake.readers.reading import Read, read_one

_HEADER = "编号说明,second,third\n"
_MARKS = [*'a"" ,;\n\r\x00省é\\', "合计"]
_TEXT = st.lists(st.sampled_from(_MARKS), max_size=40).map("".join)
_CELL = st.text(st.sampled_from('ab" ,\n\r省é'), max_size=6) | st.sampled_from(["", "", "Total"])
_ROWS = st.lists(st.lists(_CELL, min_size=1, max_size=5), max_size=12)


def _one_by_one(path: Path) -> Read:
    def nothing(*_: Any) -> Iterator[Any]:
        return iter(())

    with patch.object(Blocks, "pieces", nothing):
        return read_one(path)


def _both(text: str, encoding: str = "utf-8", block: int = 1 << 22) -> tuple[Read, Read]:
    with TemporaryDirectory() as folder, patch.object(blocks, "_BLOCK", block):
        path = Path(folder) / "t.csv"
        path.write_bytes(text.encode(encoding))
        return read_one(path), _one_by_one(path)


@settings(deadline=None)
@given(_TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_any_text_is_read_alike(text: str, encoding: str) -> None:
    # Given any text under a header, sound CSV or not
    # When it is read in blocks, and one by one
    fast, careful = _both(_HEADER + text, encoding)
    # Then row for row, fault for fault, the same comes out
    assert fast == careful


@settings(deadline=None)
@given(_ROWS, st.sampled_from(["\n", "\r\n"]))
def test_sound_tables_are_read_alike(rows: list[list[str]], end: str) -> None:
    # Given sound CSV, with marks, line ends and delimiters in its cells, blank and ragged rows
    out = io.StringIO()
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    # When read both ways; then nothing differs
    fast, careful = _both(_HEADER + out.getvalue())
    assert fast == careful


def test_a_header_that_comes_again_is_read_alike() -> None:
    # Given pages put together, with a sum and the header behind each
    rows = '1,2,3\nTotal,,\n编号说明,"second",third\n编号说明,5,6\n'
    # When read both ways; then nothing differs, and the header is no row
    fast, careful = _both(_HEADER + rows * 2)
    assert fast == careful
    assert "repeats the header" in str(fast)


@settings(deadline=None)
@given(st.lists(_CELL, max_size=8))
def test_one_column_is_read_alike(cells: list[str]) -> None:
    # Given a table of one column
    out = io.StringIO()
    csv.writer(out).writerows([["only"], *([cell] for cell in cells)])
    # When read both ways; then nothing differs
    fast, careful = _both(out.getvalue())
    assert fast == careful


@pytest.mark.parametrize("rows", [1, 200])
def test_a_row_longer_than_a_block_is_read_one_by_one(rows: int) -> None:
    # Given a row that does not fit into a block, among others that do
    text = "a,b\n" + "1,2\n" * rows + "x" * 5_000 + ',"y\n"\n' + "3,4\n" * rows
    # When read in small blocks
    fast, careful = _both(text, block=1_000)
    # Then all rows are there, under their numbers
    assert fast == careful
    assert len(fast.rows) == 2 * rows + 1


def test_blocks_do_the_work() -> None:
    # Given a plain table; when read in blocks; then nothing is left to read in another way
    read = Blocks(["a", "b"], Dialect(), 1)
    source = io.BytesIO(b'1,2\n"x\n""y""",\n\n3\n')
    piece, last = read.pieces(source, quoted=True)
    assert read.complete
    assert piece.numbers.to_pylist() == [2, 3]
    assert piece.columns["a"].to_pylist() == ["1", 'x\n"y"']
    assert [fault.row_number for fault in last.faults] == [5]
    assert read.blank == 1


def test_a_file_of_odd_rows_is_left_to_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given more ragged rows in a row than are kept waiting
    monkeypatch.setattr(blocks, "_MOST_ODD", 3)
    fast, careful = _both("a,b,c\n" + "1\n" * 9 + "1,2,3\n")
    # When read; then nothing is lost
    assert fast == careful
    assert len(fast.faults) == 9

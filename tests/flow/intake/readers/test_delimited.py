"""A CSV file gives back exactly the cells it was written with."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import DeliveryEmpty, FileUnreadable
from tests.flow.intake.readers.reading import read_one

_SPECTRUM = Path(__file__).parents[5] / "shared" / "data" / "csv-spectrum"
_CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_ROW = st.lists(_CELL, min_size=3, max_size=3)


@given(
    rows=st.lists(_ROW, max_size=8),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read(
    rows: list[list[str]], encoding: str, delimiter: str, line_end: str
) -> None:
    # Given any cells, in any of the encodings, with any of the delimiters. The header is Chinese:
    # bytes that are GB18030 and UTF-8 at once belong to no encoding for certain.
    header = ["编号说明", "second", "third"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            # This writer leaves a lone carriage return bare unless told to quote everything.
            out = csv.writer(
                file,
                delimiter=delimiter,
                lineterminator=line_end,
                quoting=csv.QUOTE_MINIMAL if line_end == "\r\n" else csv.QUOTE_ALL,
            )
            out.writerows([header, *rows])
        # When the file is read
        read = read_one(path)
    # Then each row is there under its number, cell by cell
    assert read.header == header
    assert read.faults == []
    assert read.rows == {
        number: {name: cell for name, cell in zip(header, row, strict=True) if cell}
        for number, row in enumerate(rows, start=2)
        if any(row)
    }


@pytest.mark.skipif(not _SPECTRUM.is_dir(), reason="csv-spectrum is not beside the checkout")
@pytest.mark.parametrize("path", sorted(_SPECTRUM.glob("csvs/*.csv")), ids=lambda path: path.stem)
def test_the_oddities_others_collected_are_read(path: Path) -> None:
    # Given a file of csv-spectrum; when it is read
    read = read_one(path)
    # Then it says what its authors say it does
    meant = json.loads((_SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert [_plain(row) for row in read.rows.values()] == [_plain(row) for row in meant]


def _plain(row: dict[str, str]) -> dict[str, str]:
    # Copies of the collection lose the carriage returns of its CSV files, not those of its JSON.
    return {name: cell.replace("\r\n", "\n") for name, cell in row.items() if cell}


def test_records_are_counted_not_lines(tmp_path: Path) -> None:
    # Given a cell with a line end in it, and a blank line
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"one\ntwo",1\n\nx,2\n', encoding="utf-8")
    # When read; then rows carry the number a spreadsheet shows
    read = read_one(path)
    assert list(read.rows) == [2, 4]
    assert read.reading["blank_rows"] == 1


def test_a_quotation_mark_never_closed_costs_one_row(tmp_path: Path) -> None:
    # Given a file that was cut off within quotation marks
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,2\n"3,4\n5', encoding="utf-8")
    # When read
    read = read_one(path)
    # Then the rows before are good, and what was swallowed is kept with the reason
    assert list(read.rows) == [2]
    (fault,) = read.faults
    assert fault.row_number == 3
    assert "never closed" in fault.reason
    assert fault.written == {"a": "3,4\n5"}


def test_a_quotation_mark_that_swallows_the_file_is_named(tmp_path: Path) -> None:
    # Given a mark opened in row 2 and far too much behind it
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"' + "x,y\n" * 50_000, encoding="utf-8")
    # When read; then the sentence names the row
    with pytest.raises(FileUnreadable, match=r"t\.csv: row 2 cannot be read"):
        read_one(path)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "  \n"])
def test_nothing_to_read_is_said(tmp_path: Path, content: str) -> None:
    # Given a file without content; when read; then
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeliveryEmpty):
        read_one(path)


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    # Given; when; then
    path = tmp_path / "t.csv"
    path.write_text("platform,order_id\n", encoding="utf-8")
    assert read_one(path).rows == {}

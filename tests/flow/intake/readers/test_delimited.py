"""A CSV file gives back exactly the cells it was written with."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.table import SUMS
from tests.flow.intake.readers.reading import DATA, read_all, read_one

_SPECTRUM = DATA / "csv-spectrum"
_CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12
).filter(lambda cell: cell not in SUMS)
_ROW = st.lists(_CELL, min_size=3, max_size=3)


@settings(deadline=None)
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


@pytest.mark.skipif(not _SPECTRUM.is_dir(), reason=f"csv-spectrum is not in {DATA}")
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
    path.write_text('a,b\n"' + "x,y\n" * 2_500_000, encoding="utf-8")
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


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "平台,收件人\n淘宝,张伟\n"),
        ("utf-8-sig", "平台,收件人\n淘宝,张伟\n"),
        ("utf-16", "平台,收件人\n淘宝,张伟\n"),
        ("utf-16-le", "平台,收件人\n淘宝,张伟\n"),
        ("utf-16-be", "平台,收件人\n淘宝,张伟\n"),
        ("gb18030", "平台,收件人\n淘宝,张伟\n"),
        ("cp950", "平臺,收件人,地址\n蝦皮,陳大文,臺北市信義區松仁路\n"),
        ("big5hkscs", "平臺,收件人,地址\n蝦皮,陳大文,香港銅鑼灣軒尼詩道㗎\n"),
        ("cp1252", "Name,Straße\nMüller,Königsallee 5 – 7\n"),
    ],
)
def test_a_table_in_each_encoding_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    # Given a table as its country writes it; when read; then cell by cell what was written
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode(encoding))
    header, row = (line.split(",") for line in text.splitlines())
    read = read_one(path)
    assert (read.header, list(read.rows.values())) == (
        header,
        [dict(zip(header, row, strict=True))],
    )
    assert read.reading["encoding"] == encoding


@settings(deadline=None)
@given(
    rows=st.lists(st.lists(_CELL, min_size=3, max_size=3), max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    quote=st.sampled_from(["doubled", "escaped", "single"]),
)
def test_every_way_of_quoting_is_read(rows: list[list[str]], delimiter: str, quote: str) -> None:
    # Given any cells, quoted in each way; the first row shows the way
    shown = {"doubled": "x", "escaped": 'say "hi" now', "single": "x"}[quote]
    written = {
        "doubled": lambda cell: '"{}"'.format(cell.replace('"', '""')),
        "escaped": lambda cell: '"{}"'.format(cell.replace("\\", "\\\\").replace('"', '\\"')),
        "single": lambda cell: "'{}'".format(cell.replace("'", "''").replace('"', "")),
    }[quote]
    if quote == "single":
        rows = [[cell.replace('"', "") for cell in row] for row in rows]
    table = [["编号说明", "second", "third"], [shown] * 3, *rows]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        text = "".join(delimiter.join(map(written, row)) + "\r\n" for row in table)
        path.write_bytes(text.encode())
        # When read
        read = read_one(path)
    # Then the same cells
    assert read.faults == []
    assert list(read.rows.values()) == [
        {name: cell for name, cell in zip(table[0], row, strict=True) if cell}
        for row in table[1:]
        if any(row)
    ]


def test_what_stands_above_the_header_is_kept_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    # Given an export with a title, a date and a blank line above its header, a sum below its rows
    path = tmp_path / "t.csv"
    text = (
        "订单导出,,,\n导出时间：2026-03-06 10:00,,,\n\n"
        "平台,订单号,金额,币种\n淘宝,1,2.50,CNY\n合计,,2.50,\n"
    )
    path.write_text(text, encoding="gb18030")
    # When read
    read = read_one(path)
    # Then the header is found, rows have the numbers a person counts, and the sum is no order
    assert read.header == ["平台", "订单号", "金额", "币种"]
    assert list(read.rows) == [5]
    assert read.reading["preamble"] == [
        {"row": 1, "text": "订单导出"},
        {"row": 2, "text": "导出时间：2026-03-06 10:00"},
    ]
    assert read.reading["blank_rows"] == 1
    (fault,) = read.faults
    assert (fault.row_number, fault.reason) == (
        6,
        "the row is a sum of others, not a row of the table",
    )


def test_a_cell_of_a_megabyte_is_a_cell(tmp_path: Path) -> None:
    # Given a cell longer than the csv module's own limit; when read; then the file is not refused
    path = tmp_path / "t.csv"
    path.write_text(f"a,b\n1,{'x' * (1 << 20)}\n2,y\n", encoding="utf-8")
    assert [len(row["b"]) for row in read_one(path).rows.values()] == [1 << 20, 1]


def test_a_few_rows_of_many_columns_are_read_within_the_limits(tmp_path: Path) -> None:
    # Given as many columns as a spreadsheet can have, and hardly any rows
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(",".join(f"{c}{n}" for n in range(16_000)) for c in "abc"))
    # When read in confinement
    (read,) = read_all(path, confined=True)
    # Then nothing is missing
    assert (len(read.header), list(read.rows)) == (16_000, [2, 3])
    assert read.rows[3]["a15999"] == "c15999"

"""Cells of a workbook become what a person sees; what a spreadsheet destroyed is not believed."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.readers.workbook import text
from tests.factories.intake import write_xlsx
from tests.flow.intake.readers.reading import read_all, read_one


def test_cells_become_text(tmp_path: Path) -> None:
    # Given cells of several types
    moment = datetime.fromisoformat("2026-03-06T07:29")
    cells = ["007", 13812345678, 12.5, moment, True, ""]
    path = write_xlsx(tmp_path / "t.xlsx", {"A": [["a", "b", "c", "d", "e", "f"], cells]})
    # When read; then
    assert read_one(path).rows == {
        2: {"a": "007", "b": "13812345678", "c": "12.5", "d": "2026-03-06 07:29:00", "e": "TRUE"}
    }


@pytest.mark.parametrize(
    ("cell", "said"),
    [(date(2026, 3, 6), "2026-03-06"), (time(7, 29), "07:29:00"), (0.1, "0.1"), (-3.0, "-3")],
)
def test_a_cell_is_said_as_seen(cell: date | time | float, said: str) -> None:
    # Given a cell; when put into words; then
    assert text(cell) == said


def test_row_numbers_are_the_spreadsheets_own(tmp_path: Path) -> None:
    # Given a table that begins in row 3, with an empty row within
    sheet = [[], [], ["a", "b"], ["x", "1"], [], ["y", "2"]]
    path = write_xlsx(tmp_path / "t.xlsx", {"A": sheet})
    # When read; then
    read = read_one(path)
    assert read.header == ["a", "b"]
    assert list(read.rows) == [4, 6]


def test_each_filled_sheet_is_a_table(tmp_path: Path) -> None:
    # Given two filled sheets and an empty one
    sheets = {"账户": [["a"], ["1"]], "Empty": [], "订单": [["b"], ["2"]]}
    # When read; then
    found = read_all(write_xlsx(tmp_path / "t.xlsx", sheets))
    assert [(read.member, read.header) for read in found] == [("账户", ["a"]), ("订单", ["b"])]


def test_the_only_sheet_is_the_file(tmp_path: Path) -> None:
    # Given one filled sheet; when read; then it needs no name beside the file's
    assert read_one(write_xlsx(tmp_path / "t.xlsx", {"A": [["a"], ["1"]]})).member == ""


def test_a_number_that_lost_digits_is_refused(tmp_path: Path) -> None:
    # Given a waybill that a spreadsheet took for a number
    rows: list[list[object]] = [["waybill_no", "b"], [7800000697339912345, "x"]]
    rows.append(["7800000697339912345", "y"])
    # When read
    read = read_one(write_xlsx(tmp_path / "t.xlsx", {"A": rows}))
    # Then the rounded one is refused, the one kept as text is taken
    assert read.rows == {3: {"waybill_no": "7800000697339912345", "b": "y"}}
    (fault,) = read.faults
    assert (fault.row_number, fault.column) == (2, "waybill_no")
    assert "rounds" in fault.reason


def test_an_empty_workbook_is_said(tmp_path: Path) -> None:
    # Given; when; then
    with pytest.raises(DeliveryEmpty):
        read_one(write_xlsx(tmp_path / "t.xlsx", {"A": []}))


def test_a_damaged_workbook_is_one_sentence(tmp_path: Path) -> None:
    # Given a workbook cut in half; when read; then
    path = write_xlsx(tmp_path / "t.xlsx", {"A": [["a"], ["1"]]})
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(FileUnreadable, match=r"t\.xlsx"):
        read_one(path)


def test_titles_above_the_header_are_kept(tmp_path: Path) -> None:
    # Given a sheet with a title over all columns, a date, a table, and its sum
    sheet: list[list[object]] = [
        ["订单导出", "", "", ""],
        ["导出时间", datetime.fromisoformat("2026-03-06T10:00"), "", ""],
        ["a", "b", "c", "d"],
        ["x", 1, "y", ""],
        ["x", 2, "y", "z"],
        ["合计", 3, "", ""],
    ]
    # When read
    read = read_one(write_xlsx(tmp_path / "t.xlsx", {"A": sheet}))
    # Then the header is found, and what stands around the rows is told from them
    assert read.header == ["a", "b", "c", "d"]
    assert list(read.rows) == [4, 5]
    assert [note["row"] for note in read.reading["preamble"]] == [1, 2]
    assert [fault.row_number for fault in read.faults] == [6]


def test_a_hidden_sheet_is_read_and_said(tmp_path: Path) -> None:
    # Given two sheets, the second hidden
    path = write_xlsx(tmp_path / "p.xlsx", {"A": [["a"], ["1"]], "B": [["b"], ["2"]]})
    hidden = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hidden, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = re.sub(rb'(<sheet\s[^>]*name="B")', rb'\1 state="hidden"', part)
            new.writestr(name, part)
    # When read; then both are there, and the second is said to be hidden
    assert [read.reading.get("hidden", False) for read in read_all(hidden)] == [False, True]


def test_a_percentage_is_the_number_that_the_sheet_holds(tmp_path: Path) -> None:
    # Given 17 %, which a sheet keeps as 0.17 and a format that the library does not tell
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["brand", "rate"])
        sheet.write(1, 0, "Norvik")
        sheet.write(1, 1, 0.17, book.add_format({"num_format": "0%"}))
    # When read; then it is the number, not another one
    assert read_one(tmp_path / "t.xlsx").rows == {2: {"brand": "Norvik", "rate": "0.17"}}

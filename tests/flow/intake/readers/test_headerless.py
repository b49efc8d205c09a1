"""A first line that is like the lines below it is a row; a header never is."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from casework.flow.intake import readers
from casework.flow.intake.readers.headerless import (
    FirstLine,
    Said,
    Unnamed,
    beginning,
    first_row,
    kind_of,
    kinds_of,
    names_ours,
)
from tests.factories.intake import write_xlsx
from tests.flow.intake.exports import EXPORTS, UNSEEN, Export
from tests.flow.intake.readers.reading import read_one
from tests.flow.intake.strangers import STRANGERS

_ALL = [*EXPORTS, *UNSEEN, *STRANGERS]
_LINES = [
    f"7800{number:08d},138{number:08d},王偉,台北市中山區民生東路{number}號3棟402室,2026-03-06 10:00"
    for number in range(1, 41)
]


def _rows(export: Export) -> list[list[str]]:
    return [list(row) for row in zip(*export.cells.values(), strict=True)]


@pytest.mark.parametrize("export", _ALL, ids=lambda one: one.system)
def test_a_header_is_a_header_and_without_it_the_first_row_is_a_row(export: Export) -> None:
    # Given an export of another system; when looked at with its header and without; then
    rows = _rows(export)
    assert first_row([export.header, *rows], 0) is None
    assert first_row([export.header], 0) is None
    assert first_row(rows, 0) == 0
    assert first_row(rows[:1], 0) == 0


@pytest.mark.parametrize(
    "lines",
    [
        "商品,2022,2023,2024/水壶,10,20,30/水杯,11,21,31",
        "product,2024-01-01,2024-02-01/Kettle,10,20/Flask,11,21",
        "20240101,20240102,20240103/10,20,30/11,21,31",
        "2023,2024/118.90,120.10/99.00,98.00",
        "SKU10001,SKU10002/3,5/4,6",
        "column 1,column 2/13812345678,张伟/13912345678,李斌",
        "address line 1,address line 2 (street)/12 High Street,London/9 Mill Lane,Leeds",
        "收货地址1（街道）,收货地址2（门牌号）/兴隆路12号,3栋402室/人民路9号,2栋101室",
        "姓名,备注/张伟,无/李斌,无",
        "1,2,3/a,b,c/d,e,f",
        "手机号,姓名/,张伟/-,李斌",
        "13800138000,姓名/广州,张伟/深圳,李斌",
        "a,b",
        "2024-01-01,2024-02-01",
    ],
)
def test_names_that_look_like_values_are_names(lines: str) -> None:
    # Given columns named by years, days, products, numbers or notes; when looked at; then
    assert first_row([line.split(",") for line in lines.split("/")], 0) is None


@pytest.mark.parametrize(
    "lines",
    [
        "13812345678,张伟/13912345678,李斌",
        "138 1234 5678,N/A/,x/0086-139-1234-5678,y",
        "s00000001,2024-05-01,恒达小铺/s00000002,2024-05-02,兴隆小铺",
        "o1@mail.example,12/o2@mail.example,13",
        "无,118.90/退货,99.00/无,1.00",
        "138******34,张**/139******35,李**",
    ],
)
def test_values_above_values_of_their_kind_are_a_row(lines: str) -> None:
    # Given; when looked at; then
    assert first_row([line.split(",") for line in lines.split("/")], 0) == 0


def test_rows_taken_for_notes_are_rows_where_they_are_like_the_others() -> None:
    # Given a note, two rows that hold little, and a full one
    rows = [["导出于三月"], ["13812345678"], ["13912345678", "", "", "", "1.50"]]
    rows += [[f"138{n:08d}", "张伟", "x", "y", f"{n}.50"] for n in range(20)]
    # When the full one is looked at; then the table begins behind the note
    assert first_row(rows, 3) == 1


def test_what_stands_in_columns_is_told_where_they_agree() -> None:
    # Given; when; then
    rows = [["1.50", "a", ""], ["2.50", "13812345678"], ["3.50", "b"]]
    assert kinds_of(rows) == ["amount", "", ""]
    assert kinds_of(rows, 1) == ["amount"]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", ""), (" - ", ""), ("N/A", ""), ("未知", ""),
        ("7", "whole"), ("2024", "whole"), ("-3", "whole"),
        ("118.90", "amount"), ("¥1,234.50", "amount"), ("17%", "text"), ("0.5%", "amount"),
        ("13812345678", "digits"), ("+86 138 1234 5678", "digits"), ("138******34", "digits"),
        ("2026-03-06", "moment"), ("2026年3月6日", "moment"), ("06/03/2026 10:22", "moment"),
        ("a@b.example", "email"), ("SF1234567890123", "code"), ("alipay:2088123456", "code"),
        ("广州市白云区兴隆路12号", "address"), ("12 High Street, London", "address"),
        ("Rm 402, Bldg 3, No.12 Xinglong Rd", "address"),
        ("手机号", "text"), ("Street 1", "text"), ("column 1", "text"), ("x" * 5_000, "text"),
    ],
)  # fmt: skip
def test_a_cell_is_of_a_kind(cell: str, kind: str) -> None:
    # Given; when; then
    assert kind_of(cell) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp950", "gb18030"])
@pytest.mark.parametrize("first", ["", "\n", "導出\n\n"])
def test_no_row_is_lost_in_any_encoding(tmp_path: Path, encoding: str, first: str) -> None:
    # Given a CSV without a header
    path = tmp_path / "t.csv"
    path.write_text(first + "\n".join(_LINES), encoding=encoding, newline="")
    # When read
    read = read_one(path)
    # Then all of it is rows, by the numbers they have in the file
    assert read.header == [f"column {number}" for number in range(1, 6)]
    above = first.count("\n")
    assert list(read.rows) == list(range(1 + above, len(_LINES) + 1 + above))
    assert list(read.rows[1 + above].values()) == _LINES[0].split(",")
    assert read.reading["headerless"] is True
    assert read.reading["kinds"] == ["digits", "digits", "text", "address", "moment"]


def test_a_first_row_over_several_lines_and_rows_of_another_width_are_kept(tmp_path: Path) -> None:
    # Given a first cell with a line end in it, and a row that has a cell too few
    path = tmp_path / "t.csv"
    lines = ['"line one\nline two",13812345678,1.50', "a,13912345678,2.50", "b,13712345678"]
    path.write_text("\n".join([*lines, "c,13612345678,3.50"]))
    # When read
    read = read_one(path)
    # Then nothing is missing, and nobody speaks of a header
    assert read.rows[1]["column 1"] == "line one\nline two"
    assert list(read.rows) == [1, 2, 4]
    assert [fault.reason for fault in read.faults] == ["the row has 2 cells, the table has 3"]


def test_a_sheet_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    # Given such a sheet, its numbers being numbers, with a number that lost digits on top
    rows = [[13800000000 + n, "张伟", n + 0.25, f"2026-03-{n:02d}"] for n in range(1, 20)]
    path = write_xlsx(tmp_path / "t.xlsx", {"A": [[7800000697339912345, "x", 0.5, ""], *rows]})
    # When read
    read = read_one(path)
    # Then each is a row
    assert (len(read.rows), len(read.faults)) == (19, 1)
    assert read.faults[0].row_number == 1
    assert read.rows[2] == {
        "column 1": "13800000001", "column 2": "张伟", "column 3": "1.25", "column 4": "2026-03-01"
    }  # fmt: skip
    assert read.reading["headerless"] is True


def test_who_reads_in_confinement_sees_that_nobody_wrote_the_header(tmp_path: Path) -> None:
    # Given a file without a header, and one whose header is written so
    without, written = tmp_path / "a.csv", tmp_path / "b.csv"
    without.write_text("\n".join(_LINES))
    written.write_text("column 1,column 2\n13812345678,x\n13912345678,y\n")
    # When read in another process
    tables = list(chain(readers.read(without, "a.csv"), readers.read(written, "b.csv")))
    # Then
    assert isinstance(tables[0].header, Unnamed)
    assert tables[0].header.kinds[0] == "digits"
    assert tables[0].header.begins == Unnamed.of([line.split(",") for line in _LINES], 5).begins
    assert tables[1].header == ["column 1", "column 2"]
    assert not isinstance(tables[1].header, Unnamed)


@pytest.mark.parametrize(
    "lines",
    [
        "运单号,快递公司,2026-03-01,2026-03-02/SF1000000000001,顺丰,1.50,2.50",
        "waybill_no,Carrier,13812345678,,2026-03-01/SF1000000000001,sf,13912345678,x,2026-03-02",
    ],
)
def test_two_names_of_ours_make_a_header_whatever_stands_beside(lines: str) -> None:
    # Given dates and numbers beside names of ours; when looked at; then it is a header
    assert first_row([line.split(",") for line in lines.split("/")], 0) is None


def test_a_value_that_is_called_like_a_column_of_ours_is_a_value() -> None:
    # Given rows that sell telephones by courier; when looked at; then nothing is lost of them
    rows = [["手机", "快递", f"138{n:08d}", f"2026-03-{n:02d}"] for n in range(1, 9)]
    assert not names_ours(rows[0], rows[1:])
    assert first_row(rows, 0) == 0


def test_a_half_empty_header_is_no_note(tmp_path: Path) -> None:
    # Given a header that names two of six columns; when read; then they have their names
    path = tmp_path / "t.csv"
    rows = [f"SF10000000000{n:02d},sf,138{n:08d},2026-03-{n:02d},x,y" for n in range(1, 9)]
    path.write_text("\n".join(["运单号,快递公司,,,,", *rows]), encoding="utf-8")
    assert read_one(path).header[:3] == ["运单号", "快递公司", "column 3"]


_DATA = [[f"SF10000000000{n:02d}", f"138{n:08d}"] for n in range(1, 9)]


@pytest.mark.parametrize(
    ("rows", "least", "said", "begins"),
    [
        (_DATA, 0, FirstLine.AS_FOUND, (0, 0)),
        (_DATA, 0, FirstLine.HEADER, (0, None)),
        (_DATA, 0, FirstLine.ROW, (0, 0)),
        ([["A", "B"], *_DATA], 0, FirstLine.AS_FOUND, (0, None)),
        ([["A", "B"], *_DATA], 0, FirstLine.ROW, (0, 0)),
        # A title is no first line, a line that was taken for a note may be one.
        ([["订单导出"], *_DATA], 1, FirstLine.HEADER, (1, None)),
        ([["订单导出"], *_DATA], 1, FirstLine.ROW, (1, 1)),
        ([["A", "B", ""], *_DATA], 1, FirstLine.HEADER, (0, None)),
        ([["A", "B", ""], ["C", "D"], *_DATA], 1, FirstLine.HEADER, (1, None)),
        ([[], []], 1, FirstLine.ROW, (1, None)),
    ],
)
def test_what_an_officer_says_of_the_first_line_counts(
    rows: list[list[str]], least: int, said: FirstLine, begins: tuple[int, int | None]
) -> None:
    # Given; when; then
    assert beginning(rows, least, said) == begins


def test_what_is_said_of_the_first_line_is_read_so_in_every_format(tmp_path: Path) -> None:
    # Given a CSV and a workbook whose first line is taken for a row, and said to be the header
    csv, book = tmp_path / "t.csv", tmp_path / "t.xlsx"
    csv.write_text("\n".join(map(",".join, _DATA)), encoding="utf-8")
    write_xlsx(book, {"A": _DATA})
    for path in (csv, book):
        (table,) = readers.read(path, path.name, Said(first_line=FirstLine.HEADER))
        # Then it is read so in another process, and said to be so
        assert (table.header, table.reading["header_said"]) == (_DATA[0], "yes")


def test_a_table_is_told_from_others_by_its_first_rows() -> None:
    # Given tables as wide, of the same kinds of values
    first, other = (Unnamed.of(_DATA[at:], 2) for at in (0, 1))
    # When told of and made anew; then the one is not the other, and neither is a written header
    assert first.kinds == other.kinds
    assert first.begins != other.begins
    again = Unnamed.as_told(list(first), first.told)
    assert isinstance(again, Unnamed)
    assert (again.begins, again.kinds) == (first.begins, first.kinds)
    assert not isinstance(Unnamed.as_told(["A", "B"], first.told), Unnamed)
    assert not isinstance(Unnamed.as_told(list(first), {}), Unnamed)

"""XLSX: every sheet that holds something is a table; cells become the text a person sees."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.archives import checked, opened, reading
from casework.flow.intake.readers.extent import extent
from casework.flow.intake.readers.table import MOST_COLUMNS, Piece, Rows, Table, labels

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | date | time | datetime | timedelta
MOST_ROWS = 1 << 20
MOST_CELLS = 30_000_000
"""A gigabyte of them: as many rows as a spreadsheet can have, of columns A to Z and a few."""
EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; the rest it has replaced by zeros."""


def tables(path: Path, label: str) -> Iterator[Table]:
    """Return the tables of a workbook, in its order; row numbers are the spreadsheet's own."""
    from python_calamine import CalamineError, CalamineWorkbook

    _check_extent(path, label, checked(path, label))
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            filled = [name for name in book.sheet_names if _holds_something(book, name)]
            if not filled:
                raise DeliveryEmpty(label)
            for name in filled:
                member = name if len(filled) > 1 else ""
                yield _table(book.get_sheet_by_name(name), label, member)
    except CalamineError as problem:
        raise FileUnreadable(label, f"it is not a workbook that can be read ({problem}).") from None


def _check_extent(path: Path, label: str, members: list[zipfile.ZipInfo]) -> None:
    """Refuse a sheet whose cells lie so far apart that the reader could not hold what is between.

    It keeps every cell of the rectangle they span, and ends the process where memory does not do.
    """
    if any(member.filename.endswith("/workbook.bin") for member in members):
        raise FileUnreadable(label, "it is a binary workbook (XLSB); save it as XLSX.")
    with opened(path, label) as archive:
        for member in members:
            if not member.filename.startswith("xl/worksheets/"):
                continue
            with reading(label), archive.open(member) as sheet:
                rows, columns = extent(sheet)
            if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
                raise FileUnreadable(
                    label,
                    f"{member.filename} reaches to column {columns:,} and row {rows:,}; delete the "
                    "stray cells that lie far from the table, or deliver it as CSV.",
                )


def _holds_something(book: CalamineWorkbook, name: str) -> bool:
    return book.get_sheet_by_name(name).height > 0


def _table(sheet: CalamineSheet, label: str, member: str) -> Table:
    rows = enumerate(sheet.iter_rows(), start=1)
    first = next(cells for _, cells in rows if any(cell != "" for cell in cells))
    header = labels([text(cell) for cell in first])
    called = f"{label}, sheet {member}" if member else label
    reading = {"format": "xlsx", "sheet": sheet.name}
    table = Table(called, member, header, iter(()), reading, sheet.height - 1)
    table.pieces = _pieces(rows, table)
    return table


def _pieces(cells_of: Iterator[tuple[int, list[Cell]]], table: Table) -> Iterator[Piece]:
    rows = Rows(table.header)
    for number, cells in cells_of:
        row = [cell if isinstance(cell, str) else text(cell) for cell in cells]
        rounded = _rounded(cells)
        if rounded is None:
            rows.add(number, row)
        else:
            reason = (
                f"{row[rounded]} has more than {EXACT_DIGITS} digits, which a spreadsheet rounds; "
                "deliver this column as text"
            )
            rows.refuse(number, row, reason, rounded)
        if rows.full:
            yield rows.piece()
    table.reading["blank_rows"] = rows.blank
    yield rows.piece()


def _rounded(cells: list[Cell]) -> int | None:
    """Return the position of a number that has lost digits: such a waybill is another one."""
    for position, cell in enumerate(cells):
        if isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS:
            return position
    return None


def text(cell: Cell) -> str:
    """Return a cell as a person sees it, dates as ISO 8601.

    >>> text(13812345678.0), text(0.5), text(True)
    ('13812345678', '0.5', 'TRUE')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)

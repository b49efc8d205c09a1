"""XLSX: every sheet that holds something is a table; cells become the text a person sees."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from casework.errors import DeliveryEmpty, FileUnreadable
from casework.flow.intake.archives import checked, opened, reading
from casework.flow.intake.readers.dialect import preamble, width
from casework.flow.intake.readers.extent import extent
from casework.flow.intake.readers.headerless import FirstLine, Unnamed, beginning
from casework.flow.intake.readers.table import (
    MOST_COLUMNS,
    MOST_KEPT,
    Piece,
    Rows,
    Table,
    labels,
    too_wide,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell = str | int | float | bool | date | time | datetime | timedelta
MOST_ROWS = 1 << 20
MOST_CELLS = 30_000_000
"""A gigabyte of them: as many rows as a spreadsheet can have, of columns A to Z and a few."""
_ROWS_LOOKED_AT = 1_000
_PROLOG = 1 << 16
"""Bytes: declarations stand before anything else."""
EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number; the rest it has replaced by zeros."""


def tables(path: Path, label: str, first: FirstLine = FirstLine.AS_FOUND) -> Iterator[Table]:
    """Return the tables of a workbook, in its order; row numbers are the spreadsheet's own.

    Hidden sheets are read like others, and said to be hidden. `member` is empty where there is one
    sheet alone; where there are several, one that is no table of ours is to be passed over.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    members = checked(path, label)
    _check_parts(path, label, members)
    _check_extent(path, label, members)
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            names = _worksheets(book)
            # Looking into a sheet reads all of it: one that is alone is looked into once.
            alone = len(names) == 1
            filled = [name for name in names if alone or _holds_something(book, name)]
            if not filled:
                raise DeliveryEmpty(label)
            for name in filled:
                sheet = book.get_sheet_by_name(name)
                if not sheet.height:
                    raise DeliveryEmpty(label)
                table = _table(sheet, label, name if len(filled) > 1 else "", first)
                if names[name]:
                    table.reading["hidden"] = True
                yield table
    except CalamineError as problem:
        raise FileUnreadable(label, f"it is not a workbook that can be read ({problem}).") from None


def _worksheets(book: CalamineWorkbook) -> dict[str, bool]:
    """Return the sheets that may hold a table, and whether each is hidden."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return {
        sheet.name: sheet.visible != SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }


def _check_parts(path: Path, label: str, members: list[zipfile.ZipInfo]) -> None:
    """Refuse XML that declares its own entities: bombs are made of them, spreadsheets never."""
    with opened(path, label) as archive:
        for member in members:
            if not member.filename.endswith((".xml", ".rels")):
                continue
            with reading(label), archive.open(member) as part:
                prolog = part.read(_PROLOG).replace(b"\x00", b"")
            if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
                raise FileUnreadable(
                    label, f"{member.filename} in it declares entities of its own; not opened."
                )


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
                raise FileUnreadable(label, _too_far(member.filename, rows, columns))


def _too_far(part: str, rows: int, columns: int) -> str:
    """Return why a sheet of such an extent is not opened, and what to do."""
    return (
        f"{part} reaches to column {columns:,} and row {rows:,}: {rows * columns:,} cells, and a "
        f"workbook is held in memory whole, up to {MOST_CELLS:,}. Deliver it as CSV, which may be "
        "of any length; or, where the table itself is smaller, delete the stray cells that lie far "
        "from it."
    )


def _holds_something(book: CalamineWorkbook, name: str) -> bool:
    return book.get_sheet_by_name(name).height > 0


def _table(sheet: CalamineSheet, label: str, member: str, first: FirstLine) -> Table:
    called = f"{label}, sheet {member}" if member else label
    if sheet.width > MOST_COLUMNS:
        raise FileUnreadable(called, too_wide(sheet.width))
    opening = [
        _trimmed([text(cell) for cell in cells])
        for cells in islice(sheet.iter_rows(), _ROWS_LOOKED_AT)
    ]
    least, begins = beginning(opening, preamble(opening, width(opening)), first)
    rows: Iterator[tuple[int, list[Cell]]] = enumerate(sheet.iter_rows(), start=1)
    header, notes = labels([""] * sheet.width), []
    for number, cells in rows:
        said = [text(cell) for cell in cells if cell != ""]
        if begins is not None and number > begins:
            header = Unnamed.of(opening[begins:], sheet.width)
            rows = islice(enumerate(sheet.iter_rows(), start=1), begins, None)
            break
        if said and number > least:
            header = labels([text(cell) for cell in cells])
            begins = number
            break
        if said:
            notes.append({"row": number, "text": " ".join(said)[:MOST_KEPT]})
    told: dict[str, object] = {"format": "xlsx", "sheet": sheet.name}
    if notes:
        told["preamble"] = notes
    if isinstance(header, Unnamed):
        told |= header.told
    if first is not FirstLine.AS_FOUND:
        told["header_said"] = first.value
    table = Table(called, member, header, iter(()), told, sheet.height - (begins or 0))
    table.pieces = _pieces(rows, table)
    return table


def _trimmed(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end, which every row of a spreadsheet has."""
    while row and not row[-1]:
        row.pop()
    return row


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

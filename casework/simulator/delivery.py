"""Writes a world as the files that marketplaces, couriers, banks and customs would deliver."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from random import Random

from casework.simulator.rows import ROW_OF, Row
from casework.simulator.spoiling import Reject, spoil
from casework.simulator.world import World
from casework.vocabulary import DeliveryKind

_SHEET_ROWS = 500_000  # well below the 1,048,576 rows a worksheet can hold


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written: `xlsx`, `jsonl`, or `csv` with its encoding and delimiter."""

    name: str
    encoding: str = "utf-8"
    delimiter: str = ","


_XLSX, _JSONL = Form("xlsx"), Form("jsonl")
_CSV, _CSV_BOM = Form("csv"), Form("csv", "utf-8-sig")
_CSV_CHINESE, _CSV_SEMICOLON = Form("csv", "gb18030"), Form("csv", "utf-8", ";")
_TABS_UTF16 = Form("csv", "utf-16", "\t")


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """One file of a delivery, before it is written."""

    name: str
    kind: DeliveryKind
    form: Form
    rows: list[Row]
    rejects: list[Reject]

    def described(self) -> dict[str, object]:
        """Return what an import should find, rows counted as a person counts them.

        The header is row 1 of a table; a JSON Lines file has none, its first row is 1.
        """
        first = 1 if self.form is _JSONL else 2
        rejects = [
            {"row": first + place, "column": column, "reason": reason}
            for place, column, reason in self.rejects
        ]
        return {
            "file": self.name,
            "kind": str(self.kind),
            "rows": len(self.rows),
            "rejects": rejects,
        }


def write_delivery(world: World, folder: Path) -> list[Path]:
    """Return the files written into `folder`: all seven kinds, each as its source would send it.

    The same world gives the same bytes. Existing files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in delivered_files(world):
        path = folder / file.name
        if file.form is _XLSX:
            _write_xlsx(file, path, datetime.combine(world.plan.ends_on, time()))
        elif file.form is _JSONL:
            _write_jsonl(file, path)
        else:
            _write_csv(file, path)
        paths.append(path)
    return paths


def write_truth(world: World, path: Path) -> None:
    """Write what is really so as JSON; keep it outside the folder that is imported."""
    known = world.truth.as_object()
    known["rows"] = {str(kind): len(rows) for kind, rows in world.tables.items()}
    known["files"] = [file.described() for file in delivered_files(world)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def delivered_files(world: World) -> Iterator[DeliveredFile]:
    """Yield the files of a delivery one after another, bad rows included."""
    for name, kind, form, rows in _shares(world):
        rng = Random(f"bad rows of {name} {world.plan.seed}")  # noqa: S311 must be repeatable
        mixed, rejects = spoil(kind, rows, rng)
        yield DeliveredFile(name, kind, form, mixed, rejects)


def _shares(world: World) -> Iterator[tuple[str, DeliveryKind, Form, Sequence[Row]]]:
    kinds, tables = DeliveryKind, world.tables
    accounts = tables[kinds.ACCOUNTS]
    for start in range(0, len(accounts), _SHEET_ROWS):
        part = f"_{start // _SHEET_ROWS + 1}" if len(accounts) > _SHEET_ROWS else ""
        share = accounts[start : start + _SHEET_ROWS]
        yield f"accounts{part}.xlsx", kinds.ACCOUNTS, _XLSX, share
    yield "listings.jsonl", kinds.LISTINGS, _JSONL, tables[kinds.LISTINGS]
    orders = tables[kinds.ORDERS]
    taobao, others = _split(orders, "platform", ("taobao", "1688"))
    yield "orders_taobao.csv", kinds.ORDERS, _CSV_BOM, taobao
    yield "orders_others.csv", kinds.ORDERS, _CSV, others
    yield "payments.csv", kinds.PAYMENTS, _CSV_SEMICOLON, tables[kinds.PAYMENTS]
    zto, rest = _split(tables[kinds.SHIPMENTS], "carrier", ("zto", "sto"))
    yto, rest = _split(rest, "carrier", ("yto",))
    yield "运单.csv", kinds.SHIPMENTS, _CSV_CHINESE, rest
    yield "shipments_zto.csv", kinds.SHIPMENTS, _CSV, zto
    yield "shipments_yto.csv", kinds.SHIPMENTS, _CSV_BOM, yto
    yield "test_buys.csv", kinds.TEST_BUYS, _CSV, tables[kinds.TEST_BUYS]
    yield "seizures.tsv", kinds.SEIZURES, _TABS_UTF16, tables[kinds.SEIZURES]


def _split(
    rows: Sequence[Row], column: str, values: tuple[str, ...]
) -> tuple[list[Row], list[Row]]:
    """Return the rows whose `column` is one of `values`, and the others."""
    if not rows:
        return [], []
    at = type(rows[0])._fields.index(column)
    inside = [row for row in rows if row[at].lower() in values]
    outside = [row for row in rows if row[at].lower() not in values]
    return inside, outside


def _write_csv(file: DeliveredFile, path: Path) -> None:
    form = file.form
    with path.open("w", encoding=form.encoding, newline="") as out:
        writer = csv.writer(out, delimiter=form.delimiter)
        writer.writerow(ROW_OF[file.kind]._fields)
        writer.writerows(file.rows)


def _write_jsonl(file: DeliveredFile, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in file.rows:
            known = {column: value for column, value in row._asdict().items() if value}
            out.write(json.dumps(known, ensure_ascii=False) + "\n")


def _write_xlsx(file: DeliveredFile, path: Path, made_at: datetime) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": made_at})  # else the moment of writing is in the bytes
    sheet = book.add_worksheet(str(file.kind))
    for number, row in enumerate((ROW_OF[file.kind]._fields, *file.rows)):
        for column, value in enumerate(row):
            if value:
                sheet.write_string(number, column, value)
    book.close()

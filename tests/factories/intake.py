"""Deliveries as partners send them, and batches as the register keeps them."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping as Map
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from casework.model import Batch, Delivery, Mapping, Officer, Photograph
from casework.vocabulary import COLUMNS, DeliveryKind, DeliveryState
from tests.factories.base import HASH, kept, numbers
from tests.factories.people import NOW

Row = Map[str, str]


def order(number: int = 1, **given: str) -> dict[str, str]:
    """Return an order as a marketplace writes it."""
    row = {
        "platform": "taobao",
        "order_id": f"0561{number:08d}",
        "account_id": f"s{number % 97:08d}",
        "ordered_on": "2026-03-06 07:29:27",
        "quantity": "2",
        "unit_price": "59.45",
        "amount": "118.90",
        "currency": "CNY",
        "status": "completed",
        "carrier": "zto",
        "waybill_no": f"7800{number:08d}",
    }
    return row | given


def account(number: int = 1, **given: str) -> dict[str, str]:
    """Return a seller account as a marketplace writes it."""
    row = {
        "platform": "taobao",
        "account_id": f"s{number:08d}",
        "shop_name": f"恒达小铺{number}",
        "registered_name": "张伟",
        "phone": f"+86 138 {number % 10000:04d} 5678",
        "opened_on": "2024-05-01",
    }
    return row | given


def shipment(number: int = 1, **given: str) -> dict[str, str]:
    """Return a parcel as a courier writes it."""
    row = {
        "carrier": "zto",
        "waybill_no": f"7800{number:08d}",
        "shipped_on": "2026/03/06 22:38",
        "sender_name": "李斌",
        "sender_phone": f"185{number:08d}",
        "sender_address": f"广东省广州市白云区兴隆路{number % 200 + 1}号3栋402室",
        "weight_kg": "1.68",
        "direction": "domestic",
    }
    return row | given


def write_csv(
    path: Path, rows: Sequence[Row], *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """Write rows as CSV, the header being every key in the order of first use; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    header = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.DictWriter(file, header, restval="", delimiter=delimiter)
        out.writeheader()
        out.writerows(rows)
    return path


def write_json_lines(path: Path, rows: Sequence[Map[str, Any]]) -> Path:
    """Write rows as JSON Lines and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_xlsx(path: Path, sheets: Map[str, Sequence[Sequence[Any]]]) -> Path:
    """Write sheets of rows of cells as a workbook and return the path."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def batch(session: Session, by: Officer, **given: Any) -> Batch:
    """Return a kept batch whose rows nobody will read: the lake holds nothing of it."""
    number = next(numbers)
    sha256 = f"{number:064x}"
    kind = given.get("kind", DeliveryKind.ACCOUNTS)
    facts: dict[str, Any] = {
        "agency_id": by.agency_id,
        "kind": kind,
        "file": f"{kind}-{number}.csv",
        "sha256": sha256,
        "size": 1000,
        "lake_file": f"{kind}/{sha256}.parquet",
        "lake_sha256": HASH,
        "rows": 10,
        "accepted": 10,
        "rejected": 0,
        "reading": {"format": "csv", "header": list(COLUMNS[kind])},
        "imported_at": NOW,
        "imported_by_id": by.id,
    }
    return kept(session, Batch(**facts | given))


def mapping(session: Session, by: Officer) -> Mapping:
    """Return a kept mapping."""
    return kept(
        session,
        Mapping(
            agency_id=by.agency_id,
            name=f"mapping {next(numbers)}",
            kind=DeliveryKind.ACCOUNTS,
            header_sha256=HASH,
            columns={},
            saved_at=NOW,
            saved_by_id=by.id,
        ),
    )


def delivery(session: Session, by: Officer, **given: Any) -> Delivery:
    """Return a kept delivery that nobody has looked at yet."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "agency_id": by.agency_id,
        "name": f"delivery-{number}.csv",
        "sha256": f"{number:064x}",
        "size": 1000,
        "zone": "Asia/Shanghai",
        "state": DeliveryState.RECEIVED,
        "received_at": NOW,
        "received_by_id": by.id,
    }
    return kept(session, Delivery(**facts | given))


def photograph(session: Session, by: Officer, **given: Any) -> Photograph:
    """Return a kept photograph with nothing read from it."""
    number = next(numbers)
    facts: dict[str, Any] = {
        "agency_id": by.agency_id,
        "file": f"waybill-{number}.jpg",
        "sha256": f"{number:064x}",
        "size": 1000,
        "page": 1,
        "width": 1200,
        "height": 1600,
        "taken_as_written": "",
        "reading": {"barcodes": [], "lines": [], "fields": []},
        "read_at": NOW,
        "read_by_id": by.id,
    }
    return kept(session, Photograph(**facts | given))


def hidden_sheet(folder: Path, sheets: dict[str, Any], hidden: str) -> Path:
    """Write a workbook of which one sheet is hidden."""
    open_ = write_xlsx(folder / "open.xlsx", sheets)
    path = folder / "hidden.xlsx"
    with zipfile.ZipFile(open_) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(
                    f'name="{hidden}"'.encode(), f'name="{hidden}" state="hidden"'.encode()
                )
            new.writestr(name, part)
    return path

"""A lake of a few written rows, or of a simulated world, for the tests of linking and rings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

import duckdb
import pyarrow as pa

from casework.analysis import normalise
from casework.vocabulary import COLUMNS, ColumnType, DeliveryKind

_TYPES = {
    ColumnType.AMOUNT: pa.decimal128(18, 4),
    ColumnType.MOMENT: pa.timestamp("us"),
    ColumnType.COORDINATE: pa.float64(),
    ColumnType.DEVICES: pa.list_(pa.string()),
}


def lake_of(
    tables: Mapping[DeliveryKind, Iterable[Mapping[str, str]]],
) -> duckdb.DuckDBPyConnection:
    """Return a connection with one table per kind, as the lake's views are: written, understood."""
    lake = duckdb.connect()
    for batch, kind in enumerate(DeliveryKind, start=1):
        table = _table(kind, list(tables.get(kind, ())), batch)
        lake.register("delivered", table)
        lake.execute(f"CREATE TABLE {kind.value} AS SELECT * FROM delivered")
        lake.unregister("delivered")
    return lake


def _table(kind: DeliveryKind, rows: list[Mapping[str, str]], batch: int) -> pa.Table:
    columns: dict[str, pa.Array] = {}
    for name, column_type in COLUMNS[kind].items():
        written = [row.get(name) or None for row in rows]
        known: dict[str, object] = {}
        for text in {one for one in written if one is not None}:
            value = normalise.understand(column_type, text)
            known[text] = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        columns[name] = pa.array(written, pa.string())
        columns[f"{name}_value"] = pa.array(
            [None if text is None else known[text] for text in written],
            _TYPES.get(column_type, pa.string()),
        )
    columns["row_number"] = pa.array(range(2, len(rows) + 2), pa.int64())
    columns["row_sha256"] = pa.array([_digest(row) for row in rows], pa.string())
    columns["batch_id"] = pa.array([batch] * len(rows), pa.int64())
    return pa.table(columns)


def _digest(row: Mapping[str, str]) -> str:
    return sha256(json.dumps(dict(row), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Village:
    """A small world of written rows: strangers who share nothing, and whoever a test adds."""

    def __init__(self, strangers: int = 200) -> None:
        self.tables: dict[DeliveryKind, list[dict[str, str]]] = {kind: [] for kind in DeliveryKind}
        for number in range(strangers):
            self.account(f"stranger{number:04d}", phone=f"1391{number:07d}")

    def account(self, account_id: str, **columns: str) -> None:
        """Add an account on taobao, opened long ago."""
        row = {"platform": "taobao", "account_id": account_id, "opened_on": "2025-01-01"}
        number = len(self.tables[DeliveryKind.ACCOUNTS])
        row |= {"registered_name": f"owner {number}", "device_ids": f"{number:016x}"} | columns
        self.tables[DeliveryKind.ACCOUNTS].append(row)

    def listing(self, account_id: str, **columns: str) -> None:
        """Add a listing seen all through the year."""
        self._add(DeliveryKind.LISTINGS, "listing_id", account_id, columns)

    def order(self, account_id: str, **columns: str) -> None:
        """Add a completed order."""
        columns = {"status": "completed", "currency": "CNY", "quantity": "1"} | columns
        self._add(DeliveryKind.ORDERS, "order_id", account_id, columns)

    def test_buy(self, account_id: str, verdict: str, brand: str = "Norvik") -> None:
        """Add a test buy."""
        columns = {"verdict": verdict, "brand": brand, "ordered_on": "2025-06-01"}
        self._add(DeliveryKind.TEST_BUYS, "test_buy_id", account_id, columns)

    def parcel(self, account_id: str, **columns: str) -> None:
        """Add a parcel that names its account; without one it is bulk."""
        rows = self.tables[DeliveryKind.SHIPMENTS]
        row = {"carrier": "sf", "waybill_no": f"SF{len(rows):012d}", "shipped_on": "2025-06-01"}
        if account_id:
            row |= {"platform": "taobao", "account_id": account_id}
        rows.append(row | columns)

    def payment(self, payment_id: str, payee: str, amount: str) -> None:
        """Add a payment."""
        self.tables[DeliveryKind.PAYMENTS].append(
            {"payment_id": payment_id, "payee_account": payee, "amount": amount}
        )

    def seizure(self, **columns: str) -> None:
        """Add a seizure."""
        rows = self.tables[DeliveryKind.SEIZURES]
        rows.append({"seizure_ref": f"Z{len(rows)}", "brand": "Norvik"} | columns)

    def ring(self, size: int = 4, name: str = "ring") -> list[str]:
        """Add accounts that each share a device with the next and a phone with all; return ids."""
        names = [f"{name}{place}" for place in range(size)]
        for place, account_id in enumerate(names):
            devices = [f"{name}-{place}".encode().hex(), f"{name}-{place + 1}".encode().hex()]
            self.account(account_id, phone="13912345678", device_ids="|".join(devices))
            self.listing(account_id, brand="Norvik", title="Norvik jacket")
        return names

    def lake(self) -> duckdb.DuckDBPyConnection:
        """Return the lake of this village."""
        return lake_of(self.tables)

    def _add(self, kind: DeliveryKind, key: str, account_id: str, columns: dict[str, str]) -> None:
        rows = self.tables[kind]
        row = {"platform": "taobao", "account_id": account_id, key: f"{kind.value}{len(rows)}"}
        rows.append(row | columns)

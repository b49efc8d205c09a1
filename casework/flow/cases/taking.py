"""Take the rows a case rests on out of the lake into the register, each with its way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from casework import lake
from casework.act import Act
from casework.errors import FindingOutdated
from casework.flow import intake
from casework.model import Batch, Case, Finding, Record
from casework.vocabulary import COLUMNS, CasePart, ColumnType, DeliveryKind

if TYPE_CHECKING:
    import duckdb

PART_OF: dict[DeliveryKind, CasePart] = {
    DeliveryKind.ACCOUNTS: CasePart.MEMBERS,
    DeliveryKind.LISTINGS: CasePart.MEMBERS,
    DeliveryKind.ORDERS: CasePart.SALES,
    DeliveryKind.PAYMENTS: CasePart.SALES,
    DeliveryKind.TEST_BUYS: CasePart.TEST_BUYS,
    DeliveryKind.SEIZURES: CasePart.TEST_BUYS,
    DeliveryKind.SHIPMENTS: CasePart.SHIPMENTS,
}
"""The part of a case a row of each kind belongs to."""

WHEN: dict[DeliveryKind, str] = {
    DeliveryKind.ACCOUNTS: "opened_on",
    DeliveryKind.LISTINGS: "first_seen",
    DeliveryKind.ORDERS: "ordered_on",
    DeliveryKind.PAYMENTS: "paid_on",
    DeliveryKind.TEST_BUYS: "ordered_on",
    DeliveryKind.SEIZURES: "seized_on",
    DeliveryKind.SHIPMENTS: "shipped_on",
}
"""The column that says when what a row speaks of happened."""

_OF_MEMBERS: dict[DeliveryKind, str] = {
    DeliveryKind.ACCOUNTS: "(platform_value, account_id_value) IN (FROM members)",
    DeliveryKind.LISTINGS: "(platform_value, account_id_value) IN (FROM members)",
    DeliveryKind.ORDERS: "(platform_value, account_id_value) IN (FROM members)",
    DeliveryKind.TEST_BUYS: "(platform_value, account_id_value) IN (FROM members)",
    DeliveryKind.PAYMENTS: "payment_id_value IN (SELECT payment_id_value FROM orders"
    " WHERE (platform_value, account_id_value) IN (FROM members))",
    DeliveryKind.SHIPMENTS: "(platform_value, account_id_value) IN (FROM members)"
    " OR (carrier_value, waybill_no_value) IN (SELECT (carrier_value, waybill_no_value)"
    " FROM orders WHERE (platform_value, account_id_value) IN (FROM members))"
    " OR (carrier_value, waybill_no_value) IN (SELECT (carrier_value, waybill_no_value)"
    " FROM test_buys WHERE (platform_value, account_id_value) IN (FROM members))",
    DeliveryKind.SEIZURES: "false",
}
"""Which rows speak of a ring's members; rows a tie or place rests on come besides."""


def take_rows(act: Act, case: Case) -> int:
    """Return how many rows were taken into the register for a new case."""
    batches = _batches(act, case.finding)
    files = [file for file in intake.lake_files(act) if file.batch_id in batches]
    rows = 0
    with lake.connect(act.settings.lake_dir, files) as lake_rows:
        _load(lake_rows, case.finding)
        tiers = _tiers(lake_rows)
        for kind in DeliveryKind:
            records = list(_records(lake_rows, kind, case, batches, tiers, act.at))
            if records:
                act.session.execute(insert(Record), records)
            if kind is DeliveryKind.ORDERS:
                case.tiers = _sums([record for record in records if record["tier"]])
            rows += len(records)
            act.progress(f"taking {kind.value} into the case", len(records), len(records))
    return rows


def _batches(act: Act, finding: Finding) -> dict[int, Batch]:
    batches = {
        batch.id: batch
        for batch in act.session.scalars(
            select(Batch).where(Batch.id.in_(finding.run.batch_ids))
        ).unique()
    }
    for batch in batches.values():
        if batch.withdrawn_at is not None:
            raise FindingOutdated(finding.ring.number, batch.file)
    return batches


def _load(rows: duckdb.DuckDBPyConnection, finding: Finding) -> None:
    rows.execute("CREATE TEMP TABLE members (platform VARCHAR, account_id VARCHAR)")
    rows.executemany(
        "INSERT INTO members VALUES (?, ?)",
        [(member.platform, member.account_id) for member in finding.members],
    )
    rows.execute("CREATE TEMP TABLE rests_on (kind VARCHAR, batch_id BIGINT, row_number BIGINT)")
    cited = sorted(_cited(finding))
    if cited:
        rows.executemany("INSERT INTO rests_on VALUES (?, ?, ?)", cited)


def _cited(finding: Finding) -> set[tuple[str, int, int]]:
    rows: list[dict[str, Any]] = list(finding.rows)
    for member in finding.members:
        rows.extend(member.rows)
    for place in finding.places:
        rows.extend(place.rows)
    for tie in finding.ties:
        for reason in tie.reasons:
            rows.extend(reason["rows"])
    return {(row["kind"], row["batch_id"], row["row_number"]) for row in rows}


def _sums(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The orders of each currency and tier, counted and added up."""
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for record in records:
        understood = record["understood"]
        key = (understood.get("currency", "").upper(), record["tier"])
        orders, amount = sums.get(key, (0, Decimal(0)))
        sums[key] = orders + 1, amount + Decimal(understood.get("amount", "0"))
    return [
        {"tier": tier, "currency": currency, "orders": orders, "amount": f"{amount:.2f}"}
        for (currency, tier), (orders, amount) in sorted(sums.items())
    ]


def _tiers(rows: duckdb.DuckDBPyConnection) -> dict[tuple[int, int], str]:
    """The tier of proof of each member's order, each order in exactly one (docs/rings.md)."""
    found = rows.execute(
        f"""
        SELECT o.batch_id, o.row_number, {lake.ORDER_TIER}
        FROM orders o WHERE (o.platform_value, o.account_id_value) IN (FROM members)
        """  # noqa: S608 - the tier's rule is a constant of the lake
    ).fetchall()
    return {(batch_id, row_number): tier for batch_id, row_number, tier in found}


def _records(
    rows: duckdb.DuckDBPyConnection,
    kind: DeliveryKind,
    case: Case,
    batches: dict[int, Batch],
    tiers: dict[tuple[int, int], str],
    at: datetime,
) -> Iterator[dict[str, Any]]:
    result = rows.execute(
        f"""
        SELECT * FROM {kind.value}
        WHERE {_OF_MEMBERS[kind]}
           OR ('{kind.value}', batch_id, row_number) IN (FROM rests_on)
        ORDER BY batch_id, row_number
        """  # noqa: S608 - the kind and its rule are constants of this file
    )
    names = [column[0] for column in result.description or ()]
    while chunk := result.fetchmany(2000):
        for values in chunk:
            row = dict(zip(names, values, strict=True))
            batch = batches[row["batch_id"]]
            yield {
                "case_id": case.id,
                "part": PART_OF[kind],
                "kind": kind,
                "batch_id": batch.id,
                "row_number": row["row_number"],
                "row_sha256": row["row_sha256"],
                "file": batch.file,
                "file_sha256": batch.sha256,
                "written": _written(kind, row),
                "understood": _understood(kind, row),
                "at": _aware(row.get(f"{WHEN[kind]}_value")),
                "tier": tiers.get((batch.id, row["row_number"]))
                if kind is DeliveryKind.ORDERS
                else None,
                "taken_at": at,
            }


def _written(kind: DeliveryKind, row: dict[str, Any]) -> dict[str, Any]:
    written = {name: row[name] for name in COLUMNS[kind] if row[name] is not None}
    written.update(json.loads(row["extra"]) if row.get("extra") else {})
    return written


def _understood(kind: DeliveryKind, row: dict[str, Any]) -> dict[str, Any]:
    understood = {}
    for name, type_ in COLUMNS[kind].items():
        value = row[f"{name}_value"]
        if value is not None:
            understood[name] = _plain(value, type_)
    return understood


def _plain(value: Any, type_: ColumnType) -> Any:
    if type_ is ColumnType.MOMENT:
        moment = _aware(value)
        return moment.isoformat() if moment else None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def _aware(value: datetime | None) -> datetime | None:
    if value is None:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

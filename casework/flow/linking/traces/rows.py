"""The rows behind the traces: which rows of the delivered files show what, of grouped accounts.

Left in the lake's connection by `read_grouped`, for the accounts in `grouped`: `grouped_trace`
(account, kind, value, as_written, shown_at, delivery, batch_id, row_number, row_sha256) · `reading`
(kind, value, read_as, masked), what values are read as, themselves or a masked form ·
`nature` (kind, whole, masked, family).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import MASKED, SPACE
from casework.flow.linking.traces.kinds import SENDER, kind_number, natures
from casework.flow.linking.traces.readings import Forms, joined
from casework.flow.linking.traces.sightings import LABELLED, REGISTERED, cell, degrees
from casework.lake import DuckDB, delivered, sql
from casework.vocabulary import DeliveryKind, IdentifierKind

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import Column, Table

_TRACE = """
CREATE OR REPLACE TEMP TABLE grouped_trace (
    account INTEGER, kind TINYINT, value VARCHAR, as_written VARCHAR, shown_at TIMESTAMP,
    delivery VARCHAR, batch_id BIGINT, row_number BIGINT, row_sha256 VARCHAR)
"""
_ROW = ("batch_id", "row_number", "row_sha256")
_LINE = ("account", "kind", "value", "as_written", "shown_at", "delivery", *_ROW)


def read_grouped(lake: duckdb.DuckDBPyConnection) -> None:
    """Leave in the lake what sentences about the accounts now in `grouped` are written from.

    Every file is read once, for the rows of these accounts alone; a line for each thing a row shows
    comes after. One line at a time: as a UNION over the files, joined with others, DuckDB 2.0 was
    seen to die of it ("dict-surviving cache: global dictionary column changed identity").
    """
    import pyarrow as pa

    engine = DuckDB(lake)
    forms = Forms.kept(engine)
    engine.give("nature", pa.table({name: np.array(column) for name, column in natures().items()}))
    lake.execute(_TRACE)
    for rows, lines in _deliveries(engine, forms):
        engine.keep("grouped_row", rows)
        for line in lines(engine.table("grouped_row")):
            lake.execute(f"INSERT INTO grouped_trace {sql(line, engine.name)}")
    engine.drop("grouped_row", "grouped_account")
    _keep_readings(engine, forms)


def _deliveries(
    engine: DuckDB, forms: Forms
) -> Iterator[tuple[Table, Callable[[Table], Iterator[Table]]]]:
    """Give the rows of each delivery that name grouped accounts, and how their lines are made."""
    account, parcel = _grouped(engine, "account"), _grouped(engine, "parcel")
    named = account.select("account", platform_value="platform", account_id_value="account_id")
    kept = engine.keep("grouped_account", named)
    columns = _both(*REGISTERED.values())
    yield _named(DeliveryKind.ACCOUNTS, kept, *columns), _of_accounts
    columns = _both("image_hash")
    yield _named(DeliveryKind.LISTINGS, kept, *columns, *_LISTED_AT), _of_listings
    columns = _both("batch_mark")
    yield _named(DeliveryKind.TEST_BUYS, kept, *columns, *_BOUGHT_AT), _of_test_buys
    yield _parcels(parcel), lambda rows: _of_parcels(rows, forms)
    yield _payments(kept), _of_payments


_LISTED_AT = ("first_seen_value", "last_seen_value")
_BOUGHT_AT = ("received_on_value", "ordered_on_value")
_SENT = ("sender_phone", "sender_name", "sender_address", "pickup_lat", "pickup_lon")


def _grouped(engine: DuckDB, name: str) -> Table:
    return engine.table(name).semi_join(engine.table("grouped"), "account")


def _both(*columns: str) -> list[str]:
    """Return the columns as written and as understood."""
    return [name for column in columns for name in (column, f"{column}_value")]


def _named(kind: DeliveryKind, account: Table, *columns: str) -> Table:
    """Return rows that name an account by its keys, with its number."""
    rows = delivered(kind).join(account, ["platform_value", "account_id_value"])
    return rows.select("account", *_ROW, *columns)


def _parcels(parcel: Table) -> Table:
    keys = parcel.select("account", carrier_value="carrier", waybill_no_value="waybill")
    rows = delivered(DeliveryKind.SHIPMENTS).join(keys, ["carrier_value", "waybill_no_value"])
    return rows.select("account", *_ROW, *_both(*_SENT), shown_at="shipped_on_value")


def _payments(account: Table) -> Table:
    orders = _named(DeliveryKind.ORDERS, account, "payment_id_value")
    paid = delivered(DeliveryKind.PAYMENTS)
    mine = paid.join(orders.select("account", "payment_id_value"), "payment_id_value")
    return mine.select("account", *_ROW, *_both("payee_account"), "paid_on_value")


def _line(rows: Table, kind: int, delivery: DeliveryKind, **columns: Column) -> Table:
    """Return the rows that show a value of a kind, as lines of `grouped_trace`."""
    import ibis

    shown = rows.select(
        "account",
        *_ROW,
        kind=ibis.literal(kind, "int8"),
        delivery=ibis.literal(delivery.value),
        **columns,
    )
    return shown.filter(shown.value.notnull()).select(*_LINE)


def _of_accounts(rows: Table) -> Iterator[Table]:
    import ibis

    for kind, column in REGISTERED.items():
        value = rows[f"{column}_value"]
        yield _line(
            rows,
            kind_number(kind),
            DeliveryKind.ACCOUNTS,
            value=value.unnest() if kind is IdentifierKind.DEVICE else value,
            as_written=rows[column],
            shown_at=ibis.null("timestamp"),
        )


def _of_listings(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.IMAGE),
        DeliveryKind.LISTINGS,
        value=rows.image_hash_value,
        as_written=rows.image_hash,
        shown_at=rows.first_seen_value.coalesce(rows.last_seen_value),
    )


def _of_test_buys(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.BATCH_MARK),
        DeliveryKind.TEST_BUYS,
        value=rows.batch_mark_value.upper(),
        as_written=rows.batch_mark,
        shown_at=rows.received_on_value.coalesce(rows.ordered_on_value),
    )


def _of_parcels(rows: Table, forms: Forms) -> Iterator[Table]:
    shipments = DeliveryKind.SHIPMENTS
    for kind, column in LABELLED.items():
        yield _line(
            rows,
            kind_number(kind),
            shipments,
            value=rows[f"sender_{column}_value"],
            as_written=rows[f"sender_{column}"],
            shown_at=rows.shown_at,
        )
    yield _line(
        rows,
        kind_number(IdentifierKind.PICKUP_POINT),
        shipments,
        value=degrees(cell(rows.pickup_lat_value)) + "," + degrees(cell(rows.pickup_lon_value)),
        as_written=rows.pickup_lat + ", " + rows.pickup_lon,
        shown_at=rows.shown_at,
    )
    labels = rows.mutate(phone=rows.sender_phone_value, address=rows.sender_address_value)
    read = joined(labels, forms.shapes)
    written = read.sender_phone + ", " + read.sender_address
    yield _line(
        read, SENDER, shipments, value=read.value, as_written=written, shown_at=read.shown_at
    )


def _of_payments(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.PAYMENT_ACCOUNT),
        DeliveryKind.PAYMENTS,
        value=rows.payee_account_value,
        as_written=rows.payee_account,
        shown_at=rows.paid_on_value,
    )


def _keep_readings(engine: DuckDB, forms: Forms) -> None:
    """Keep what the values in `grouped_trace` are read as: themselves, and their masked forms."""
    seen = engine.keep(
        "shown_now", engine.table("grouped_trace").select("kind", "value").distinct()
    )
    itself = seen.mutate(read_as=seen.value, masked=seen.kind == SENDER)
    engine.keep("reading", itself)
    for space, masked in MASKED.items():
        kinds = [kind_number(kind) for kind, of in SPACE.items() if of is space]
        read = forms.of(masked, seen.filter(seen.kind.isin(kinds)))
        found = read.select("kind", "value", "read_as", masked=True).distinct()
        engine.lake.execute(f"INSERT INTO reading {sql(found, engine.name)}")
    engine.drop("shown_now")

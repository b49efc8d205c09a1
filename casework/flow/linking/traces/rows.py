"""The rows behind the traces: in which rows of the delivered files an account shows a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import MASKED, SPACE, Space
from casework.flow.linking.traces.kinds import SENDER, kind_number, natures
from casework.flow.linking.traces.readings import Forms, joined
from casework.flow.linking.traces.sightings import LABELLED, REGISTERED, cell, degrees
from casework.lake import DuckDB, delivered, sql
from casework.vocabulary import DeliveryKind, IdentifierKind

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import Column, Table

_LINES = """
CREATE OR REPLACE TEMP TABLE shown_line (
    account INTEGER, kind TINYINT, value VARCHAR, as_written VARCHAR, delivery VARCHAR,
    batch_id BIGINT, row_number BIGINT, row_sha256 VARCHAR)
"""
_ROW = ("batch_id", "row_number", "row_sha256")
_LINE = ("account", "kind", "value", "as_written", "delivery", *_ROW)

_TOLD_ROWS = """
CREATE OR REPLACE TEMP TABLE told_row AS
WITH meant AS (
    SELECT v.value_id, r.kind, r.value FROM told_value v
    JOIN reading r ON r.read_as = v.value
    JOIN nature n ON n.kind = r.kind
     AND v.space = CASE WHEN r.masked THEN n.masked ELSE n.whole END)
SELECT DISTINCT t.account, t.value_id, l.kind, l.as_written, l.delivery, l.batch_id, l.row_number,
       l.row_sha256
FROM shown_line l JOIN meant m ON m.kind = l.kind AND m.value = l.value
JOIN told t ON t.account = l.account AND t.value_id = m.value_id
"""


def read_told(lake: duckdb.DuckDBPyConnection) -> None:
    """Leave in the lake the rows in which accounts show the values that are told of them.

    `told` (account, value_id) says of whom and which; `told_row` (account, value_id, kind,
    as_written, delivery, batch_id, row_number, row_sha256) is left, each row once; and `label_row`,
    what is written on these accounts' parcels and on the shipments of `labelled` (batch_id,
    row_number). Every file is read once, for these alone; a line for each thing a row shows comes
    after. One line at a time: as a UNION over the files, joined with others, DuckDB 2.0 was seen to
    die of it ("dict-surviving cache: global dictionary column changed identity").
    """
    import pyarrow as pa

    engine = DuckDB(lake)
    engine.give("nature", pa.table({name: np.array(column) for name, column in natures().items()}))
    values = engine.table("common_value").semi_join(engine.table("told"), "value_id")
    told = engine.keep("told_value", values.select("value_id", "space", "value"))
    forms = _forms_of(engine, told)
    lake.execute(_LINES)
    for rows, lines in _deliveries(engine, forms):
        engine.keep("told_now", rows)
        for line in lines(engine.table("told_now")):
            lake.execute(f"INSERT INTO shown_line {sql(line, engine.name)}")
    _keep_readings(engine, forms)
    lake.execute(_TOLD_ROWS)
    engine.drop("told_now", "told_account", "told_parcel", "told_value")
    engine.drop("shown_line", "reading", "nature")


def _forms_of(engine: DuckDB, told: Table) -> Forms:
    """Return the masked forms that stand for one of the values."""
    import ibis

    forms = Forms.kept(engine)
    by_space = {space: told.filter(told.space == int(space)) for space in MASKED.values()}
    places, names = by_space[Space.ADDRESS_MASKED], by_space[Space.NAME_MASKED]
    stems, hidden = forms.stems, forms.hidden
    return replace(
        forms,
        stems=stems.semi_join(places, stems.stem + ibis.literal("/*") == places.value),
        hidden=hidden.semi_join(names, hidden.read_as == names.value),
    )


def _deliveries(
    engine: DuckDB, forms: Forms
) -> Iterator[tuple[Table, Callable[[Table], Iterator[Table]]]]:
    """Give the rows of each delivery that name these accounts, and how their lines are made."""
    account = _told(engine, "account")
    named = account.select("account", platform_value="platform", account_id_value="account_id")
    kept = engine.keep("told_account", named)
    columns = _both(*REGISTERED.values())
    yield _named(DeliveryKind.ACCOUNTS, kept, *columns), _of_accounts
    columns = _both("image_hash")
    yield _named(DeliveryKind.LISTINGS, kept, *columns), _of_listings
    columns = _both("batch_mark")
    yield _named(DeliveryKind.TEST_BUYS, kept, *columns), _of_test_buys
    yield _parcels(engine), lambda rows: _of_parcels(rows, forms)
    yield _payments(kept), _of_payments


_SENT = ("sender_phone", "sender_name", "sender_address", "pickup_lat", "pickup_lon")


def _told(engine: DuckDB, name: str) -> Table:
    return engine.table(name).semi_join(engine.table("told"), "account")


def _both(*columns: str) -> list[str]:
    """Return the columns as written and as understood."""
    return [name for column in columns for name in (column, f"{column}_value")]


def _named(kind: DeliveryKind, account: Table, *columns: str) -> Table:
    """Return rows that name an account by its keys, with its number."""
    rows = delivered(kind).join(account, ["platform_value", "account_id_value"])
    return rows.select("account", *_ROW, *columns)


def _parcels(engine: DuckDB) -> Table:
    """Keep the labels, then return those of parcels that belong to an account, with its number."""
    keys = _told(engine, "parcel").rename(carrier_value="carrier", waybill_no_value="waybill")
    shipments = delivered(DeliveryKind.SHIPMENTS)
    own = shipments.join(keys, ["carrier_value", "waybill_no_value"])
    parcel = engine.keep("told_parcel", own.select("account", "batch_id", "row_number"))
    wanted = parcel.select("batch_id", "row_number").union(engine.table("labelled"), distinct=True)
    rows = shipments.join(wanted, ["batch_id", "row_number"]).select(*_ROW, *_both(*_SENT))
    return engine.keep("label_row", rows).join(parcel, ["batch_id", "row_number"])


def _payments(account: Table) -> Table:
    orders = _named(DeliveryKind.ORDERS, account, "payment_id_value")
    paid = delivered(DeliveryKind.PAYMENTS)
    mine = paid.join(orders.select("account", "payment_id_value"), "payment_id_value")
    return mine.select("account", *_ROW, *_both("payee_account"))


def _line(rows: Table, kind: int, delivery: DeliveryKind, **columns: Column) -> Table:
    """Return the rows that show a value of a kind, as lines of `shown_line`."""
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

    for kind, column in REGISTERED.items():
        value = rows[f"{column}_value"]
        yield _line(
            rows,
            kind_number(kind),
            DeliveryKind.ACCOUNTS,
            value=value.unnest() if kind is IdentifierKind.DEVICE else value,
            as_written=rows[column],
        )


def _of_listings(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.IMAGE),
        DeliveryKind.LISTINGS,
        value=rows.image_hash_value,
        as_written=rows.image_hash,
    )


def _of_test_buys(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.BATCH_MARK),
        DeliveryKind.TEST_BUYS,
        value=rows.batch_mark_value.upper(),
        as_written=rows.batch_mark,
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
        )
    yield _line(
        rows,
        kind_number(IdentifierKind.PICKUP_POINT),
        shipments,
        value=degrees(cell(rows.pickup_lat_value)) + "," + degrees(cell(rows.pickup_lon_value)),
        as_written=rows.pickup_lat + ", " + rows.pickup_lon,
    )
    labels = rows.mutate(phone=rows.sender_phone_value, address=rows.sender_address_value)
    read = joined(labels, forms.shapes)
    written = read.sender_phone + ", " + read.sender_address
    yield _line(read, SENDER, shipments, value=read.value, as_written=written)


def _of_payments(rows: Table) -> Iterator[Table]:
    yield _line(
        rows,
        kind_number(IdentifierKind.PAYMENT_ACCOUNT),
        DeliveryKind.PAYMENTS,
        value=rows.payee_account_value,
        as_written=rows.payee_account,
    )


def _keep_readings(engine: DuckDB, forms: Forms) -> None:
    """Keep what the values in `shown_line` are read as: themselves, and their masked forms."""
    seen = engine.keep("shown_now", engine.table("shown_line").select("kind", "value").distinct())
    itself = seen.mutate(read_as=seen.value, masked=seen.kind == SENDER)
    engine.keep("reading", itself)
    for space, masked in MASKED.items():
        kinds = [kind_number(kind) for kind, of in SPACE.items() if of is space]
        read = forms.of(masked, seen.filter(seen.kind.isin(kinds)))
        found = read.select("kind", "value", "read_as", masked=True).distinct()
        engine.lake.execute(f"INSERT INTO reading {sql(found, engine.name)}")
    engine.drop("shown_now")

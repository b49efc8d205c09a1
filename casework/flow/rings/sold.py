"""What a ring sold, order by order: each with its tier and the rows that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casework import lake
from casework.act import Act
from casework.analysis.values import AccountKey
from casework.flow.rings.sources import counted_files
from casework.model import Finding
from casework.vocabulary import Action, DeliveryKind

if TYPE_CHECKING:
    import duckdb

Row = tuple[int, int]
"""Batch and row number."""

_KINDS = frozenset(
    {DeliveryKind.ACCOUNTS, DeliveryKind.ORDERS, DeliveryKind.PAYMENTS, DeliveryKind.SHIPMENTS}
)
_SOLD = f"""
CREATE TEMP TABLE sold AS
SELECT o.platform_value AS platform, o.account_id_value AS account_id, o.order_id AS number,
       upper(coalesce(o.currency_value, '')) AS currency, {lake.ORDER_TIER} AS tier,
       o.ordered_on_value AS ordered_on, o.quantity_value AS quantity, o.amount_value AS amount,
       o.batch_id, o.row_number, p.batch_id AS paid_batch, p.row_number AS paid_row,
       p.payee_account_value AS payee, s.batch_id AS sent_batch, s.row_number AS sent_row
FROM orders o JOIN member m ON m.platform = o.platform_value AND m.account_id = o.account_id_value
LEFT JOIN payments p ON p.payment_id_value = o.payment_id_value
LEFT JOIN shipments s
  ON s.carrier_value = o.carrier_value AND s.waybill_no_value = o.waybill_no_value
"""  # noqa: S608 - the tier's rule is a constant of the lake
_WANTED = """
CREATE TEMP VIEW wanted AS
WITH asked AS (
    SELECT getvariable('asked_tier') AS tier, getvariable('asked_platform') AS platform,
           getvariable('asked_account') AS account_id,
           getvariable('purse_platform') AS purse_platform,
           getvariable('purse_account') AS purse_account),
purse AS (
    SELECT r.payment_account_value AS payee FROM accounts r
    JOIN asked ON r.platform_value = purse_platform AND r.account_id_value = purse_account)
SELECT s.* FROM sold s, asked
WHERE asked.tier IN ('', s.tier)
  AND (asked.account_id IS NULL
       OR (s.platform = asked.platform AND s.account_id = asked.account_id))
  AND (purse_account IS NULL
       OR (s.payee IN (FROM purse)
           AND NOT (s.platform = purse_platform AND s.account_id = purse_account)))
"""
_SUMS = """
SELECT currency, tier, count(*), count(DISTINCT (platform, account_id)),
       coalesce(sum(amount), 0), avg(quantity)::DOUBLE
FROM wanted GROUP BY currency, tier ORDER BY currency, tier
"""
_ORDERS = """
SELECT platform, account_id, number, currency, tier, ordered_on, quantity, amount,
       batch_id, row_number, paid_batch, paid_row, sent_batch, sent_row FROM wanted
ORDER BY tier, ordered_on, batch_id, row_number LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True)
class SoldFilter:
    """Which orders of a ring to show; all of them by default."""

    tier: str = ""
    account: AccountKey | None = None
    collector: AccountKey | None = None
    """Whose registered payment account took the money of the other members' orders."""


@dataclass(frozen=True, slots=True)
class SoldSum:
    """The orders of one currency and tier, counted."""

    currency: str
    tier: str
    orders: int
    accounts: int
    amount: Decimal
    units: float | None
    """Mean units an order; None where no order says."""


@dataclass(frozen=True, slots=True)
class SoldOrder:
    """One order with what proves it."""

    account: AccountKey
    number: str
    currency: str
    tier: str
    ordered_on: datetime | None
    quantity: Decimal | None
    amount: Decimal | None
    row: Row
    payment: Row | None
    parcel: Row | None


@dataclass(frozen=True, slots=True)
class Sold:
    """Orders of a ring: what they come to, and some of them."""

    sums: list[SoldSum]
    orders: list[SoldOrder]
    withdrawn: int
    """Batches the finding counted that were withdrawn since: their rows are not here."""


def sold(
    act: Act, of: Finding, wanted: SoldFilter | None = None, skip: int = 0, limit: int = 100
) -> Sold:
    """Return the orders that the sums of a finding rest on, tier by tier, the oldest first.

    Of the batches its run read, as they count now; `skip` leaves out the first ones.
    """
    act.require(Action.RING_READ, of)
    live, withdrawn = counted_files(act, of)
    files = [one for one in live if one.kind in _KINDS]
    with lake.connect(act.settings.lake_dir, files) as rows:
        _narrow(rows, [(m.platform, m.account_id) for m in of.members], wanted or SoldFilter())
        sums = [SoldSum(*row) for row in rows.execute(_SUMS).fetchall()]
        orders = rows.execute(_ORDERS, [limit, skip]).fetchall()
    return Sold(sums, [_order(*row) for row in orders], withdrawn)


def _narrow(
    rows: duckdb.DuckDBPyConnection, members: Sequence[AccountKey], wanted: SoldFilter
) -> None:
    """Leave in the lake `wanted`, the orders of the members that were asked for."""
    rows.execute("CREATE TEMP TABLE member (platform VARCHAR, account_id VARCHAR)")
    rows.executemany("INSERT INTO member VALUES (?, ?)", list(members))
    asked, purse = wanted.account or (None, None), wanted.collector or (None, None)
    names = ("asked_platform", "asked_account", "purse_platform", "purse_account", "asked_tier")
    for name, value in zip(names, (*asked, *purse, wanted.tier), strict=True):
        rows.execute(f"SET VARIABLE {name} = ?::VARCHAR", [value])
    rows.execute(_SOLD)
    rows.execute(_WANTED)


def _order(platform: str, account_id: str, *rest: Any) -> SoldOrder:
    number, currency, tier, ordered_on, quantity, amount, *places = rest
    row, payment, parcel = zip(places[::2], places[1::2], strict=True)
    return SoldOrder(
        (platform, account_id),
        number or "",
        currency,
        tier,
        ordered_on,
        quantity,
        amount,
        row,
        payment if payment[0] is not None else None,
        parcel if parcel[0] is not None else None,
    )

"""What each ring sold, by currency and tier of proof, counted from the delivered rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from casework import lake
from casework.analysis.values import Sales

if TYPE_CHECKING:
    import duckdb

_CENT = Decimal("0.01")

_TIERS = f"""
WITH payments AS (FROM own_payment),
shipments AS (SELECT carrier AS carrier_value, waybill AS waybill_no_value FROM own_parcel),
mine AS (
    SELECT o.ring, upper(coalesce(o.currency_value, '')) AS currency, o.amount_value AS amount,
           {lake.ORDER_TIER} AS tier
    FROM own_order o WHERE o.amount_value IS NOT NULL)
SELECT ring, currency, tier, sum(amount) AS amount
FROM mine GROUP BY ring, currency, tier ORDER BY ring, currency, tier
"""  # noqa: S608 - the tier's rule is a constant of the lake


def sales_by_ring(rows: duckdb.DuckDBPyConnection, rings: int) -> list[list[Sales]]:
    """Return for each ring of the table `grouped` its sales, the largest currency first.

    Each order falls in exactly one tier: X refunded or cancelled; else A with a payment of the
    same number and amount and a parcel of the same carrier and waybill; B with one of the two;
    C alone. An order without a readable amount adds nothing. A ring without orders has one
    entry without a currency. Needs the tables of `ordered` and `freight`.
    """
    amounts: list[dict[str, dict[str, Decimal]]] = [{} for _ in range(rings)]
    for ring, currency, tier, amount in rows.execute(_TIERS).fetchall():
        amounts[ring].setdefault(currency, {})[tier] = Decimal(amount).quantize(_CENT)
    return [_largest_first(by_currency) for by_currency in amounts]


def _largest_first(by_currency: dict[str, dict[str, Decimal]]) -> list[Sales]:
    sales = [Sales(currency, **tiers) for currency, tiers in by_currency.items()]
    ordered = sorted(sales, key=lambda s: (-(s.total + s.X), s.currency))
    return ordered or [Sales("")]

"""Whose payment account takes the money of a ring's other accounts, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from casework.analysis.keystones import Collected

if TYPE_CHECKING:
    import duckdb

_COLLECTED = """
WITH paid AS (
    SELECT DISTINCT o.ring, o.account, p.payment_id_value, p.payee_account_value AS payee,
           upper(coalesce(p.currency_value, o.currency_value, '')) AS currency,
           p.amount_value AS amount
    FROM own_order o JOIN own_payment p USING (payment_id_value) WHERE p.amount_value > 0),
total AS (
    SELECT ring, currency, sum(amount) AS amount FROM paid GROUP BY ring, currency
    QUALIFY row_number() OVER (
        PARTITION BY ring
        ORDER BY count(DISTINCT payment_id_value) DESC, sum(amount) DESC, currency) = 1)
SELECT paid.ring, owner.account, paid.currency, sum(paid.amount),
       count(DISTINCT paid.account), (sum(paid.amount) / any_value(total.amount))::DOUBLE
FROM paid
JOIN payee_owner owner
  ON owner.ring = paid.ring AND owner.payee = paid.payee AND owner.account <> paid.account
JOIN total ON total.ring = paid.ring AND total.currency = paid.currency
GROUP BY paid.ring, owner.account, paid.currency
ORDER BY paid.ring, owner.account
"""


def collected_by_ring(
    lake: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[int]]
) -> list[dict[int, Collected]]:
    """Return for each group, by the account's place in it, what it takes for others.

    In the currency of most of the group's payments: a share of few says nothing of the rest. A
    payment that names none is in that of its order. Told only where one account of the group
    registered the payment account: whose it is, is then known. Needs the tables of `ordered`.
    """
    found: list[dict[int, Collected]] = [{} for _ in groups]
    place = [{account: number for number, account in enumerate(group)} for group in groups]
    for ring, account, currency, amount, accounts, share in lake.execute(_COLLECTED).fetchall():
        money = Decimal(amount).quantize(Decimal("0.01"))
        found[ring][place[ring][account]] = Collected(money, currency, accounts, share)
    return found

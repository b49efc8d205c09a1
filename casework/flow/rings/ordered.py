"""The orders of the grouped accounts with what they were paid by, read once from the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_ORDERS = """
CREATE OR REPLACE TEMP TABLE own_order AS
WITH mine AS (
    SELECT g.ring, a.account, a.platform, a.account_id
    FROM account a JOIN grouped g USING (account))
SELECT m.ring, m.account, o.currency_value, o.amount_value, o.quantity_value, o.status_value,
       o.ordered_on_value, o.payment_id_value, o.carrier_value, o.waybill_no_value
FROM orders o JOIN mine m ON m.platform = o.platform_value AND m.account_id = o.account_id_value
"""

_PAYMENTS = """
CREATE OR REPLACE TEMP TABLE own_payment AS
SELECT p.payment_id_value, p.payee_account_value, p.amount_value, p.currency_value FROM payments p
SEMI JOIN own_order o ON o.payment_id_value = p.payment_id_value
"""

_OWNERS = """
CREATE OR REPLACE TEMP TABLE payee_owner AS
SELECT g.ring, r.payment_account_value AS payee, min(g.account) AS account FROM accounts r
JOIN account a ON a.platform = r.platform_value AND a.account_id = r.account_id_value
JOIN grouped g ON g.account = a.account
WHERE r.payment_account_value IS NOT NULL
GROUP BY ALL HAVING count(*) = 1
"""


def read_orders(lake: duckdb.DuckDBPyConnection) -> None:
    """Leave in the lake the orders of the accounts of the table `grouped`, and their payments.

    Temporary tables: `own_order`, with ring and account; `own_payment`; `payee_owner`, the account
    of each ring that alone registered a payment account: whose it is, is then known.
    """
    for statement in (_ORDERS, _PAYMENTS, _OWNERS):
        lake.execute(statement)

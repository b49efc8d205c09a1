"""What each account of a ring does: for whom it collects, what bulk comes to it, what it sells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.analysis.roles import AccountConduct

if TYPE_CHECKING:
    import duckdb

_COLLECTS = """
WITH paid AS (
    SELECT DISTINCT o.ring, o.account, p.payee_account_value AS payee
    FROM own_order o JOIN own_payment p USING (payment_id_value))
SELECT owner.account, count(DISTINCT paid.account) FROM payee_owner owner
JOIN paid ON paid.ring = owner.ring AND paid.payee = owner.payee AND paid.account <> owner.account
GROUP BY owner.account
"""

_BULK_IN = """
WITH homes AS (
    SELECT o.ring, o.site, min(o.account) AS account FROM own_site o
    ANTI JOIN store s ON s.ring = o.ring AND s.site = o.site AND s.accounts > 1
    GROUP BY o.ring, o.site HAVING count(*) = 1)
SELECT h.account, count(*) FROM homes h
JOIN ring_freight f ON f.ring = h.ring AND f.target = h.site AND f.source <> f.target
GROUP BY h.account
"""

_SOLD = "SELECT account, count(*), avg(quantity_value)::DOUBLE FROM own_order GROUP BY account"


def conduct_by_ring(
    lake: duckdb.DuckDBPyConnection, groups: list[list[int]]
) -> list[list[AccountConduct]]:
    """Return what the accounts of each group do, in the order of the groups.

    Needs the tables of `places` and `ordered`. Whose payment account takes money for others is
    told only where one account of the ring registered it.
    """
    collects = dict(lake.execute(_COLLECTS).fetchall())
    bulk = dict(lake.execute(_BULK_IN).fetchall())
    sold = {row[0]: row[1:] for row in lake.execute(_SOLD).fetchall()}
    return [
        [
            AccountConduct(
                account,
                collects.get(account, 0),
                bulk.get(account, 0),
                sold.get(account, (0, 0.0))[0],
                sold.get(account, (0, 0.0))[1] or 0.0,
            )
            for account in group
        ]
        for group in groups
    ]

"""What accounts show, as whoever has casework's understood values and a database would gather it.

Read from the lake's views alone, every value as understood. One space for each sort of fact, so
that the sender's phone of a parcel meets the phone an account is registered with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Group: TypeAlias = list[int]

SMALLEST_RING = 3
_DOOR = 7
"""Parts of a place that names one door: province, city, district, road, number, building, room."""

_ACCOUNTS = """
CREATE TEMP TABLE bench_account AS
WITH seen AS (
    SELECT platform_value p, account_id_value a FROM accounts
    UNION SELECT platform_value, account_id_value FROM listings
    UNION SELECT platform_value, account_id_value FROM orders
    UNION SELECT platform_value, account_id_value FROM test_buys)
SELECT row_number() OVER (ORDER BY p, a) - 1 AS account, p AS platform, a AS account_id
FROM seen WHERE p IS NOT NULL AND a IS NOT NULL
"""

_PARCELS = """
CREATE TEMP TABLE bench_parcel AS
WITH named AS (
    SELECT carrier_value c, waybill_no_value w, platform_value p, account_id_value a FROM shipments
    UNION SELECT carrier_value, waybill_no_value, platform_value, account_id_value FROM orders
    UNION SELECT carrier_value, waybill_no_value, platform_value, account_id_value FROM test_buys)
SELECT b.account, s.sender_phone_value AS phone, s.sender_address_value AS place,
       s.sender_name_value AS name
FROM named n
JOIN bench_account b ON b.platform = n.p AND b.account_id = n.a
JOIN shipments s ON s.carrier_value = n.c AND s.waybill_no_value = n.w
"""

_OWN = "JOIN bench_account b ON b.platform = r.platform_value AND b.account_id = r.account_id_value"

_SHOWN = f"""
CREATE TEMP TABLE bench_shown AS
WITH own AS (SELECT b.account, r.* FROM accounts r {_OWN}), every AS (
    SELECT account, 'phone' AS space, phone_value AS value FROM own
    UNION SELECT account, 'e-mail', email_value FROM own
    UNION SELECT account, 'payment', payment_account_value FROM own
    UNION SELECT account, 'company', company_reg_no_value FROM own
    UNION SELECT account, 'name', registered_name_value FROM own
    UNION SELECT account, 'place', address_value FROM own
    UNION SELECT account, 'place', return_address_value FROM own
    UNION SELECT account, 'device', unnest(device_ids_value) FROM own
    UNION SELECT b.account, 'payment', p.payee_account_value
          FROM payments p JOIN orders r USING (payment_id_value) {_OWN}
    UNION SELECT account, 'phone', phone FROM bench_parcel
    UNION SELECT account, 'place', place FROM bench_parcel
    UNION SELECT account, 'name', name FROM bench_parcel
    UNION SELECT b.account, 'picture', r.image_hash_value FROM listings r {_OWN}
    UNION SELECT b.account, 'batch mark', r.batch_mark_value FROM test_buys r {_OWN})
SELECT account, space, value FROM every WHERE value IS NOT NULL
"""

_WHOLE = (
    "space NOT IN ('name', 'picture', 'batch mark') AND NOT contains(value, '*') "
    f"AND (space <> 'place' OR len(string_split(value, '/')) >= {_DOOR})"
)
"""What names one person, thing or door: no personal name, picture or mask, no building alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Who shows which of the values that at least two accounts show; both numbered from 0."""

    names: list[tuple[str, str]]
    """Platform and account id of every account."""
    account: Ints
    value: Ints
    holders: Ints
    """Of every value, how many accounts show it."""
    whole: Flags
    """Of every value, whether it names one person, thing or door by itself."""
    bad: frozenset[int]
    """Accounts with a counterfeit test buy."""

    @property
    def accounts(self) -> int:
        """How many accounts there are."""
        return len(self.names)

    def only(self, values: Flags) -> tuple[Ints, Ints]:
        """Return the accounts and values of those showings whose value is chosen."""
        chosen = values[self.value]
        return self.account[chosen], self.value[chosen]


def gather(lake: DuckDBPyConnection) -> Shown:
    """Return what the accounts of the lake show, made from its views."""
    for statement in (_ACCOUNTS, _PARCELS, _SHOWN):
        lake.execute(statement)
    lake.execute(
        "CREATE TEMP TABLE bench_shared AS SELECT row_number() OVER (ORDER BY space, value) - 1 "
        f"AS number, space, value, count(*) AS holders, {_WHOLE} AS whole "
        "FROM bench_shown GROUP BY space, value HAVING count(*) > 1"
    )
    names = lake.execute(
        "SELECT platform, account_id FROM bench_account ORDER BY account"
    ).fetchall()
    value = lake.execute("SELECT holders, whole FROM bench_shared ORDER BY number").fetchnumpy()
    held = lake.execute(
        "SELECT account, number FROM bench_shown JOIN bench_shared USING (space, value) "
        "ORDER BY number, account"
    ).fetchnumpy()
    return Shown(
        [(platform, account) for platform, account in names],
        held["account"].astype(np.int64),
        held["number"].astype(np.int64),
        value["holders"].astype(np.int64),
        value["whole"].astype(bool),
        _with_counterfeits(lake),
    )


def _with_counterfeits(lake: DuckDBPyConnection) -> frozenset[int]:
    found = lake.execute(
        f"SELECT DISTINCT b.account FROM test_buys r {_OWN} WHERE verdict_value = 'counterfeit'"
    ).fetchall()
    return frozenset(account for (account,) in found)


def rings_among(shown: Shown, groups: Iterable[Group]) -> list[Group]:
    """Return the groups that are rings: three accounts or more, one with a counterfeit test buy.

    The most test buys of all come first.
    """
    rings = [g for g in groups if len(g) >= SMALLEST_RING and not shown.bad.isdisjoint(g)]
    return sorted(rings, key=lambda ring: (-len(shown.bad.intersection(ring)), min(ring)))


def told(shown: Shown, rings: Iterable[Group]) -> dict[str, Any]:
    """Return rings as `casework rings --json` tells them, without places."""
    return {
        "rings": [
            {
                "accounts": [
                    {"platform": shown.names[one][0], "account_id": shown.names[one][1]}
                    for one in ring
                ],
                "places": [],
            }
            for ring in rings
        ]
    }


def groups_of(label: Ints) -> list[Group]:
    """Return the groups of accounts that have the same label, each of two or more."""
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [part.tolist() for part in np.split(order, cuts) if len(part) > 1]

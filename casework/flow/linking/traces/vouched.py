"""A count of parties before any weight: which holders of a value something else joins too.

The holders of a service's value (an agency's phone, a payment agent's card) share it and nothing
else. The holders of an operator's value share more with one another. So before any weight is
known, two values vouch for each other when the holders of the one are found among the holders of
the other far more often than chance puts them there, and no single service hands out both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.components import components
from casework.analysis.evidence import (
    FIRST_MASKED,
    NATURE,
    Family,
    Ints,
    Space,
    distinct_parties,
    related,
)
from casework.analysis.grouping import Flags
from casework.analysis.parameters import Parameters

if TYPE_CHECKING:
    import duckdb

_PURSES = (Family.PAYMENT, Family.REGISTRATION)
"""Money and registration stay with whoever runs a shop: no agency, warehouse or counter lends its
clients its card together with its phone, its computer or its address."""
_NARROW = 3
"""A value of two or three accounts is not what a service hands out to all its clients."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """Who holds what, and which holders of each value vouching values join; arrays of one length.

    In the order of value and account.
    """

    value: Ints
    account: Ints
    party: Ints
    """Among the holders of the value."""

    def parties(self, values: int, also: Ints | None = None) -> Ints:
        """Return how many parties hold each value; `also` says who else belongs together."""
        if also is None:
            return distinct_parties(self.value, self.party, values)
        both = [
            np.unique(self._of_value(party), return_inverse=True) for party in (self.party, also)
        ]
        (ours, one), (theirs, other) = both
        label = components(one, len(ours) + other, len(ours) + len(theirs))
        return distinct_parties(self.value, label[one], values)

    def _of_value(self, party: Ints) -> Ints:
        return self.value * (int(party.max(initial=0)) + 1) + party


def vouched(lake: duckdb.DuckDBPyConnection, accounts: int, parameters: Parameters) -> Holdings:
    """Return every holding of a shared value, with the holders that vouching values join.

    Money and registration vouch for contacts, devices and places, and these for them. Among
    contacts, devices and places, which one service can hand out together, only narrow values
    vouch, only for a wide one, and only where they chain most of its holders together.
    """
    held = lake.execute("SELECT value_id, account FROM holding ORDER BY ALL").fetchnumpy()
    values, holders = held["value_id"].astype(np.int64), held["account"].astype(np.int64)
    found = lake.execute(_BOTH.format(wide=parameters.hub_parties, **_sources())).fetchnumpy()
    common, smaller, larger = (
        found[name].astype(np.int64) for name in ("common", "smaller", "larger")
    )
    kept = related(common, smaller, larger, accounts, parameters)
    purse = found["purse"].astype(bool)
    alone = Holdings(values, holders, _parties(lake, found, kept & purse, values, holders))
    chained = _parties(lake, found, kept, values, holders)
    sizes = np.bincount(chained, minlength=len(values))[chained]
    most = np.zeros(int(values.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(most, values, sizes)
    spanned = 2 * most[values] > np.bincount(values)[values]
    return Holdings(values, holders, np.where(spanned, chained, alone.party))


def _parties(
    lake: duckdb.DuckDBPyConnection,
    found: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]],
    kept: Flags,
    values: Ints,
    holders: Ints,
) -> Ints:
    """Return for each holding a number that holdings of one value and one party share."""
    import pyarrow as pa

    lake.register(
        "vouching", pa.table({"value_id": found["v"][kept], "by_value": found["w"][kept]})
    )
    joined = lake.execute(_JOINED).fetchnumpy()
    lake.unregister("vouching")
    # A holder of a value is one node, the value that vouches among those holders another.
    span = max(int(holders.max(initial=0)), int(values.max(initial=0))) + 1
    everyone = values * span + holders
    holder = joined["v"].astype(np.int64) * span + joined["account"].astype(np.int64)
    voucher = joined["v"].astype(np.int64) * span + joined["w"].astype(np.int64)
    vouchers, place = np.unique(voucher, return_inverse=True)
    nodes = len(everyone) + len(vouchers)
    return components(np.searchsorted(everyone, holder), len(everyone) + place, nodes)[
        : len(everyone)
    ]


def _sources() -> dict[str, str]:
    own = [space for space in Space if NATURE[space].alone and space < FIRST_MASKED]
    return {
        "own": ", ".join(str(int(space)) for space in own),
        "purses": ", ".join(str(int(family)) for family in _PURSES),
        "narrow": str(_NARROW),
    }


_BOTH = """
WITH own AS (
    SELECT h.account, h.value_id, h.family, h.family IN ({purses}) AS purse, v.accounts
    FROM holding h JOIN common_value v USING (value_id) WHERE v.space IN ({own}))
SELECT a.value_id AS v, b.value_id AS w, count(*) AS common, a.purse OR b.purse AS purse,
       least(a.accounts, b.accounts) AS smaller, greatest(a.accounts, b.accounts) AS larger
FROM own a JOIN own b ON a.account = b.account AND a.value_id <> b.value_id
WHERE a.family <> b.family
  AND (a.purse OR b.purse OR (b.accounts <= {narrow} AND a.accounts >= {wide}))
GROUP BY ALL HAVING count(*) > 1 ORDER BY v, w, purse
"""

_JOINED = """
SELECT g.value_id AS v, g.by_value AS w, a.account FROM vouching g
JOIN holding a ON a.value_id = g.value_id
JOIN holding b ON b.value_id = g.by_value AND b.account = a.account
ORDER BY ALL
"""

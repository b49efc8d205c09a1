"""Every pair of accounts, or of groups of them, with what they share, weighed by family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import FIRST_MASKED, NATURE, Family, Floats, Ints, Space
from casework.analysis.grouping import CONFIRMED
from casework.analysis.parameters import Parameters

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Pairs:
    left: Ints
    right: Ints
    by_family: Floats
    log_odds: Floats

    def over(self, threshold: float) -> Pairs:
        kept = self.log_odds >= threshold
        return Pairs(self.left[kept], self.right[kept], self.by_family[kept], self.log_odds[kept])


def weighed_pairs(lake: duckdb.DuckDBPyConnection, prior: float, parameters: Parameters) -> Pairs:
    """Return every pair of units with a shared usable value, weighed by family."""
    limit = parameters.family_limit - prior
    sums = ", ".join(
        f"least(coalesce(max(w) FILTER (family = {int(f)}), 0), {limit!r}) AS f{int(f)}"
        for f in Family
    )
    columns = ", ".join(f"coalesce(s.f{int(f)}, 0) AS f{int(f)}" for f in Family)
    found = lake.execute(
        _PAIRS.format(
            shared=shared(prior, parameters.pair_limit),
            sums=sums,
            columns=columns,
            even=repr(-prior),
            alone=", ".join(str(int(space)) for space in Space if NATURE[space].alone),
        )
    ).fetchnumpy()
    by_family = np.column_stack([np.asarray(found[f"f{int(f)}"], np.float64) for f in Family])
    judged = np.asarray(found["judged"], np.float64)
    log_odds = by_family.sum(axis=1) + prior
    log_odds = np.where(judged > 0, np.maximum(log_odds, CONFIRMED), log_odds)
    log_odds = np.where(judged < 0, -np.inf, log_odds)
    left, right = found["l"].astype(np.int64), found["r"].astype(np.int64)
    return Pairs(left, right, by_family, log_odds)


def shared(prior: float, limit: int, scope: str = "") -> str:
    """Return the SQL of the table `shared`: units l and r, a value both show, and its weight.

    A value of more than `limit` units and parties is left out; of one with many units in few
    parties, each is paired with the `limit` next ones, so that pairs grow with the holders and not
    with their square. `scope` joins what l and r must be.
    Of a number or a place that the two never showed at the same time, no more than even odds.
    """
    return _SHARED.format(
        limit=limit, even=repr(-prior), first_masked=int(FIRST_MASKED), scope=scope
    )


_SHARED = """
held AS (
    SELECT u.unit, h.value_id, min(h.family) AS family, bool_or(h.really_masked) AS masked,
           min(h.from_at) AS f, max(h.to_at) AS t
    FROM holding h JOIN weight w ON w.value_id = h.value_id AND w.weight > 0 AND NOT w.hub
    JOIN unit u ON u.account = h.account
    GROUP BY u.unit, h.value_id),
few AS (
    SELECT h.*, row_number() OVER (PARTITION BY h.value_id ORDER BY h.unit) AS place
    FROM held h JOIN weight w USING (value_id)
    QUALIFY count(*) OVER (PARTITION BY h.value_id) > 1
        AND least(w.parties, count(*) OVER (PARTITION BY h.value_id)) <= {limit}),
shared AS (
    SELECT a.unit AS l, b.unit AS r, v.space, v.region, a.value_id,
           CASE WHEN a.family = b.family THEN a.family ELSE v.family END AS family,
           CASE WHEN w.recycled AND (a.f > b.t OR b.f > a.t)
                THEN least(w.weight, {even}) ELSE w.weight END
           - ln(greatest(1.0, ka.breadth * kb.breadth)) AS w
    FROM few a
    JOIN few b ON a.value_id = b.value_id AND b.place BETWEEN a.place + 1 AND a.place + {limit}
    JOIN weight w ON w.value_id = a.value_id
    JOIN common_value v ON v.value_id = a.value_id
    JOIN unit_breadth ka ON ka.unit = a.unit AND ka.space = v.space
    JOIN unit_breadth kb ON kb.unit = b.unit AND kb.space = v.space
    {scope}
    WHERE v.space < {first_masked} OR a.masked OR b.masked)
"""

_PAIRS = """
WITH {shared},
by_region AS (
    SELECT l, r, family, space, region,
           least(ln(sum(exp(w))), CASE WHEN space IN ({alone}) THEN 1e9 ELSE {even} END) AS w
    FROM shared WHERE w > 0 GROUP BY l, r, family, space, region),
by_space AS (SELECT l, r, family, space, sum(w) AS w FROM by_region GROUP BY l, r, family, space),
by_family AS (SELECT l, r, family, max(w) AS w FROM by_space GROUP BY l, r, family),
judged AS (
    SELECT least(a.unit, b.unit) AS l, greatest(a.unit, b.unit) AS r,
           CASE WHEN bool_or(refused) THEN -1 ELSE 1 END AS judged
    FROM judgement j JOIN unit a ON a.account = j.l JOIN unit b ON b.account = j.r
    WHERE a.unit <> b.unit GROUP BY 1, 2),
scored AS (SELECT l, r, {sums} FROM by_family GROUP BY l, r)
SELECT coalesce(s.l, j.l) AS l, coalesce(s.r, j.r) AS r, coalesce(j.judged, 0) AS judged,
       {columns}
FROM scored s FULL JOIN judged j ON s.l = j.l AND s.r = j.r
ORDER BY 1, 2
"""

_BREADTH = """
CREATE OR REPLACE TEMP TABLE breadth AS
WITH each AS (SELECT account, space, count(DISTINCT value) AS k FROM shown GROUP BY account, space)
SELECT account, space, space IN ({many}) AS many,
       CASE WHEN space IN ({many}) THEN k / avg(k) OVER (PARTITION BY space) ELSE 1.0 END AS breadth
FROM each
"""


def make_breadth(lake: duckdb.DuckDBPyConnection) -> None:
    """How many values of a space an account shows, against the average account that shows any.

    Who shows many values meets others by chance more often; the weight is lowered by that.
    """
    many = ", ".join(str(int(space)) for space in Space if NATURE[space].many)
    lake.execute(_BREADTH.format(many=many))


def keep_units(lake: duckdb.DuckDBPyConnection, unit: Ints) -> None:
    import pyarrow as pa

    lake.register("unit_now", pa.table({"account": np.arange(len(unit)), "unit": unit}))
    lake.execute("CREATE OR REPLACE TEMP TABLE unit AS SELECT * FROM unit_now")
    lake.unregister("unit_now")
    lake.execute(
        "CREATE OR REPLACE TEMP TABLE unit_breadth AS "
        "SELECT u.unit, b.space, CASE WHEN b.many THEN sum(b.breadth) ELSE 1.0 END AS breadth "
        "FROM breadth b JOIN unit u USING (account) GROUP BY u.unit, b.space, b.many"
    )

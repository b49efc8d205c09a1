"""What the members of a group share, pair by pair, for a closer look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import Ints
from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.pairs import keep_units, shared

if TYPE_CHECKING:
    import duckdb


def traces_within(
    lake: duckdb.DuckDBPyConnection,
    groups: Sequence[Sequence[int]],
    prior: float,
    parameters: Parameters,
) -> list[Traces]:
    """Return for each group of accounts every usable value its members share, pair by pair.

    Accounts of a group are numbered from 0 in the order given. Leaves the table `grouped`
    (account, ring) in the lake.
    """
    import pyarrow as pa

    accounts = np.array([a for group in groups for a in group], dtype=np.int64)
    rings = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    lake.register("grouped_now", pa.table({"account": accounts, "ring": rings}))
    lake.execute("CREATE OR REPLACE TEMP TABLE grouped AS SELECT * FROM grouped_now")
    lake.unregister("grouped_now")
    size = int(lake.execute("SELECT count(*) FROM account").fetchall()[0][0])
    keep_units(lake, np.arange(size, dtype=np.int64))
    scope = (
        "JOIN grouped ga ON ga.account = a.unit JOIN grouped gb ON gb.account = b.unit "
        "AND ga.ring = gb.ring"
    )
    found = lake.execute(_INSIDE.format(shared=shared(prior, size, scope))).fetchnumpy()
    place = np.full(size, -1, dtype=np.int64)
    for group in groups:
        place[np.asarray(group, dtype=np.int64)] = np.arange(len(group))
    ring = found["ring"].astype(np.int64)
    bounds = np.searchsorted(ring, np.arange(len(groups) + 1))
    judged = _judged_within(lake, place, len(groups))
    return [
        Traces(
            len(group),
            prior,
            place[found["l"][low:high].astype(np.int64)],
            place[found["r"][low:high].astype(np.int64)],
            found["value_id"][low:high].astype(np.int64),
            found["family"][low:high].astype(np.int64),
            found["space"][low:high].astype(np.int64),
            found["aspect"][low:high].astype(np.int64),
            found["w"][low:high].astype(np.float64),
            judged[index],
        )
        for index, (group, low, high) in enumerate(
            zip(groups, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        )
    ]


def _judged_within(
    lake: duckdb.DuckDBPyConnection, place: Ints, groups: int
) -> list[dict[tuple[int, int], bool]]:
    judged: list[dict[tuple[int, int], bool]] = [{} for _ in range(groups)]
    rows = lake.execute(
        "SELECT a.ring, j.l, j.r, bool_or(j.refused) FROM judgement j "
        "JOIN grouped a ON a.account = j.l JOIN grouped b ON b.account = j.r AND a.ring = b.ring "
        "GROUP BY 1, 2, 3"
    ).fetchall()
    for ring, left, right, refused in rows:
        ends = sorted((int(place[left]), int(place[right])))
        judged[ring][(ends[0], ends[1])] = not refused
    return judged


_INSIDE = """
WITH {shared}
SELECT g.ring, l, r, value_id, family, space, dense_rank() OVER (ORDER BY space, region) AS aspect,
       w
FROM shared JOIN grouped g ON g.account = shared.l
WHERE w > 0 ORDER BY g.ring, l, r, value_id
"""

"""What the members of a group share, pair by pair, for a closer look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import Ints
from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.candidates import with_breadth
from casework.flow.linking.traces.pairs import lowered, met
from casework.lake import DuckDB, floats, ints

if TYPE_CHECKING:
    import duckdb
    from ibis.expr.types import Table


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
    sizes = [len(group) for group in groups]
    accounts = np.array([a for group in groups for a in group], dtype=np.int64)
    rings = np.repeat(np.arange(len(groups)), sizes)
    engine = DuckDB(lake)
    _keep_groups(engine, accounts, rings)
    found = engine.rows(_inside(engine, prior))
    place = np.full(int(accounts.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[accounts] = np.arange(len(accounts)) - np.repeat(np.cumsum([0, *sizes])[:-1], sizes)
    ring = ints(found, "ring")
    left, right = place[ints(found, "l")], place[ints(found, "r")]
    value, family = ints(found, "value_id"), ints(found, "family")
    space, aspect = ints(found, "space"), ints(found, "aspect")
    weight = floats(found, "w")
    bounds = np.searchsorted(ring, np.arange(len(groups) + 1)).tolist()
    judged = _judged_within(lake, place, len(groups))
    return [
        Traces(
            size,
            prior,
            left[low:high],
            right[low:high],
            value[low:high],
            family[low:high],
            space[low:high],
            aspect[low:high],
            weight[low:high],
            judged[index],
        )
        for index, (size, low, high) in enumerate(zip(sizes, bounds, bounds[1:], strict=False))
    ]


def _keep_groups(engine: DuckDB, accounts: Ints, rings: Ints) -> None:
    import pyarrow as pa

    engine.give("grouped", pa.table({"account": accounts, "ring": rings}))


def _inside(engine: DuckDB, prior: float) -> Table:
    """Return what accounts of one group share, ring by ring, in the order of their numbers."""
    import ibis

    weight, value = engine.table("weight"), engine.table("common_value")
    usable = weight.filter(weight.weight > 0.0, ~weight.hub)
    known = usable.join(value.rename(value_family="family").drop("accounts"), "value_id")
    later = ibis.ifelse(known.recycled, ibis.least(known.weight, -prior), known.weight)
    tying = known.mutate(later=later, top=ibis.literal(0.0))
    held = engine.table("holding").join(engine.table("grouped"), "account").drop("kind")
    ours = held.join(tying.select("value_id", "space", "value_family"), "value_id")
    units = with_breadth(
        ours.rename(unit="account"), engine.table("breadth").rename(unit="account")
    )
    found = lowered(met(units.mutate(place=units.unit), within=("ring",)), tying)
    shown = found.select("ring", "l", "r", "value_id", "family", "space", "aspect", "w")
    return shown.order_by(["ring", "l", "r", "value_id"])


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

"""How well rings are found, beside joining whatever shares a value; one run, one table.

    python -m benchmarks.bench_rings [--accounts 5000] [--rings 12] [--evasion mild] [SEED ...]

For every seed and level of evasion a world is simulated, its rows are understood as an import does,
and from the same sightings three ways of grouping are compared with the world's truth:

  casework   the rings that `casework discover` shows;
  closure    every two accounts that show one same value, whole or masked as written, and friends of
             friends; a group of three or more with a counterfeit test buy is a ring;
  capped     the same without values that more than `--cap` accounts show (default 20).

Printed: pairwise precision, recall and F1; B-cubed F1; rings found; honest accounts accused in
10,000; rings with freight whose production site is named first; seconds, without simulating and
understanding. The default seeds are not those that anything was tuned on (1 to 3, 11 and 12).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

import duckdb
import numpy as np
import pyarrow as pa

from casework.analysis import normalise
from casework.analysis.components import components
from casework.analysis.evidence import FIRST_MASKED
from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery
from casework.flow.linking.traces import suggest
from casework.flow.rings.find import find
from casework.simulator import Comparison, Evasion, WorldPlan, compare, simulate
from casework.vocabulary import COLUMNS, ColumnType, DeliveryKind

SEEDS = (41, 42, 43)
LEVELS: tuple[Evasion, ...] = ("mild", "strong", "extreme")
_TYPES = {
    ColumnType.AMOUNT: pa.decimal128(18, 4),
    ColumnType.MOMENT: pa.timestamp("us"),
    ColumnType.COORDINATE: pa.float64(),
    ColumnType.DEVICES: pa.list_(pa.string()),
}
_HEAD = (
    f"{'seed':>4} {'evasion':<8} {'method':<9} {'P':>7} {'R':>7} {'F1':>7} {'B3':>7} "
    f"{'found':>7} {'named':>6} {'accused':>8} {'/10,000':>8} {'site':>6} {'s':>6}"
)


def main() -> None:
    """Print a line for every seed, level of evasion and way of grouping."""
    parser = argparse.ArgumentParser(description="Measure how well rings are found.")
    parser.add_argument("seeds", nargs="*", type=int, default=list(SEEDS))
    parser.add_argument("--accounts", type=int, default=5_000)
    parser.add_argument("--rings", type=int, default=12)
    parser.add_argument("--evasion", choices=LEVELS, action="append")
    parser.add_argument("--cap", type=int, default=20, help="holders of a value, for `capped`")
    options = parser.parse_args()
    print(_HEAD)
    for seed in options.seeds:
        for evasion in options.evasion or LEVELS:
            _measure(WorldPlan(seed, options.accounts, options.rings, evasion), options.cap)


def _measure(plan: WorldPlan, cap: int) -> None:
    world = simulate(plan)
    truth = world.truth.as_object()
    with _lake(world.tables) as lake:
        started = time.perf_counter()
        found = find(lake, [], Parameters(), lambda _step, _done, _of: None)
        _print_line(plan, "casework", compare(truth, _told(found)), time.perf_counter() - started)
        suggest(lake, [], Parameters())  # the sightings of all accounts, as `find` made them
        for name, most in (("closure", plan.accounts), ("capped", cap)):
            started = time.perf_counter()
            told = {"rings": [{"accounts": ring, "places": []} for ring in _closure(lake, most)]}
            _print_line(plan, name, compare(truth, told), time.perf_counter() - started)


def _print_line(plan: WorldPlan, method: str, found: Comparison, seconds: float) -> None:
    sites = f"{found.sites_right}/{found.rings_with_freight}" if method == "casework" else "-"
    print(
        f"{plan.seed:>4} {plan.evasion:<8} {method:<9} {found.precision:>7.4f} "
        f"{found.recall:>7.4f} {found.f1:>7.4f} {found.bcubed:>7.4f} "
        f"{found.rings_found:>3}/{found.rings:<3} "
        f"{found.rings_named:>6} {found.accused:>8} {found.accused_per_10_000:>8.2f} {sites:>6} "
        f"{seconds:>6.1f}",
        flush=True,
    )


def _told(found: Discovery) -> dict[str, Any]:
    return {
        "rings": [
            {
                "accounts": [
                    {"platform": m.platform, "account_id": m.account_id} for m in ring.members
                ],
                "places": [
                    {"role": p.role.value, "address": p.address, "lat": p.lat, "lon": p.lon}
                    for p in ring.places
                ],
            }
            for ring in found.rings
        ]
    }


def _closure(lake: duckdb.DuckDBPyConnection, most: int) -> list[list[dict[str, str]]]:
    """Return the groups with a counterfeit test buy that sharing any whole value joins."""
    names = lake.execute("SELECT platform, account_id FROM account ORDER BY account").fetchall()
    held = lake.execute(
        "SELECT h.account, v.value_id FROM holding h JOIN common_value v USING (value_id) "
        "WHERE v.space < ? AND v.accounts <= ?",
        [int(FIRST_MASKED), most],
    ).fetchnumpy()
    values = held["value_id"].astype(np.int64) + len(names)
    nodes = int(values.max(initial=len(names))) + 1
    label = components(held["account"].astype(np.int64), values, nodes)[: len(names)].tolist()
    bad = lake.execute(
        "SELECT DISTINCT account FROM test_buys t JOIN account a ON a.platform = t.platform_value "
        "AND a.account_id = t.account_id_value WHERE verdict_value = 'counterfeit'"
    ).fetchall()
    chosen = {label[account] for (account,) in bad}
    groups: dict[int, list[dict[str, str]]] = {}
    for (platform, account_id), group in zip(names, label, strict=True):
        if group in chosen:
            groups.setdefault(group, []).append({"platform": platform, "account_id": account_id})
    return [group for _, group in sorted(groups.items()) if len(group) >= Parameters().smallest]


def _lake(tables: Mapping[DeliveryKind, Iterable[Any]]) -> duckdb.DuckDBPyConnection:
    """Return a connection with one table per kind as the lake's views are."""
    lake = duckdb.connect()
    for batch, kind in enumerate(DeliveryKind, start=1):
        rows = [row._asdict() for row in tables.get(kind, ())]
        lake.register("delivered", _table(kind, rows, batch))
        lake.execute(f"CREATE TABLE {kind.value} AS SELECT * FROM delivered")
        lake.unregister("delivered")
    return lake


def _table(kind: DeliveryKind, rows: list[dict[str, str]], batch: int) -> pa.Table:
    columns: dict[str, pa.Array[Any]] = {}
    for name, column_type in COLUMNS[kind].items():
        written = [row.get(name) or None for row in rows]
        known = {text: _understood(column_type, text) for text in set(written) if text}
        columns[name] = pa.array(written, pa.string())
        columns[f"{name}_value"] = pa.array(
            [known[text] if text else None for text in written],
            cast("pa.DataType", _TYPES.get(column_type, pa.string())),
        )
    columns["row_number"] = pa.array(range(2, len(rows) + 2), pa.int64())
    columns["row_sha256"] = pa.array([sha256(repr(row).encode()).hexdigest() for row in rows])
    columns["batch_id"] = pa.array([batch] * len(rows), pa.int64())
    return pa.table(columns)


def _understood(column_type: ColumnType, text: str) -> Any:
    value = normalise.understand(column_type, text)
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


if __name__ == "__main__":
    main()

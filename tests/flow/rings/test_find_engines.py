"""DuckDB and Spark find the same rings, tie by tie and place by place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.flow import intake, rings
from casework.model import Finding, Run
from casework.settings import EngineName
from casework.simulator import WorldPlan, simulate, write_delivery
from tests.sparks import needs_spark, short_lived
from tests.worlds import World

__all__ = ["short_lived"]

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.spark,
    pytest.mark.usefixtures("short_lived"),
    needs_spark,
]


def test_both_engines_give_the_same_rings(world: World, tmp_path: Path) -> None:
    # Given a simulated marketplace that hides its rings well, taken in
    act = world.act("investigator")
    plan = WorldPlan(seed=3, accounts=300, rings=3, evasion="strong", orders_per_account=4.0)
    for path in write_delivery(simulate(plan), tmp_path):
        intake.take_in(act, path, path.name)

    # When both engines discover
    one, other = _discovered(act, "duckdb"), _discovered(act, "spark")

    # Then each run says which it was, and all else is equal to the last digit
    assert (one.engine, other.engine) == ("duckdb", "spark")
    assert rings.as_json(act, other)["run"]["engine"] == "spark"
    found = _whole(act, one)
    assert found == _whole(act, other)
    assert one.too_common == other.too_common
    assert sum(len(ring["ties"]) for ring in found) > 0
    assert sum(len(ring["places"]) for ring in found) > 0


def _discovered(act: Act, engine: EngineName) -> Run:
    settings = replace(act.settings, engine=engine, spark_master="local[2]")
    return rings.discover(replace(act, settings=settings))


def _whole(act: Act, run: Run) -> list[dict[str, Any]]:
    """Everything kept of a run's findings but for ids, and what changed since the run before."""
    findings = act.session.scalars(
        select(Finding).where(Finding.run_id == run.id).order_by(Finding.rank)
    )
    return [
        _kept(one, "run_id", "changes")
        | {name: [_kept(part) for part in getattr(one, name)] for name in _PARTS}
        for one in findings
    ]


_PARTS = ("members", "ties", "places")


def _kept(row: Any, *but: str) -> dict[str, Any]:
    names = (column.key for column in row.__mapper__.column_attrs)
    return {name: getattr(row, name) for name in names if name not in {"id", "finding_id", *but}}

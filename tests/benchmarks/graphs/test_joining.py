"""Both ways to join accounts count the same groups."""

from __future__ import annotations

from benchmarks.graphs.joining import run


def test_both_ways_count_the_same_groups() -> None:
    casework, networkx = (run(way, 3_000, 2_500) for way in ("casework", "networkx"))

    assert casework["groups"] == networkx["groups"] > 1

"""Drawn graphs: simple, connected to their communities as asked, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.graphs.agreement import agreement, labels
from benchmarks.graphs.drawing import drawn
from benchmarks.graphs.ways import FINDINGS


@pytest.mark.parametrize("mixing", [0.1, 0.3, 0.6])
def test_as_many_edges_lead_out_as_asked(mixing: float) -> None:
    # Given a graph
    graph = drawn(1_000, mixing, 1)

    # Then its mixing and degrees are those asked for, no edge is there twice, none is a loop
    assert graph.out == pytest.approx(mixing, abs=0.04)
    assert 12 < 2 * len(graph.left) / 1_000 < 16
    assert (graph.left < graph.right).all()
    assert len(np.unique(graph.left * 1_000 + graph.right)) == len(graph.left)


def test_communities_are_of_the_sizes_asked() -> None:
    sizes = np.bincount(drawn(1_000, 0.2, 2).community)

    assert sizes.sum() == 1_000
    assert sizes.min() >= 20
    assert sizes.max() <= 100


def test_the_same_seed_draws_the_same_graph() -> None:
    one, same, other = drawn(300, 0.2, 3), drawn(300, 0.2, 3), drawn(300, 0.2, 4)

    assert one.left.tolist() == same.left.tolist()
    assert one.community.tolist() != other.community.tolist()


@pytest.mark.parametrize("way", ["casework", "networkx", "labels"])
def test_plain_communities_are_found(way: str) -> None:
    # Given a graph whose communities hardly touch
    graph = drawn(300, 0.05, 1)

    # When a way parts it
    parts = FINDINGS[way](graph, 1)

    # Then it finds them
    assert agreement(labels(parts, 300), graph.community.tolist()) > 0.9

"""Components on integer ids."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.components import components


@settings(deadline=None)  # the first example imports scipy
@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30))
def test_the_same_components_as_a_plain_walk(pairs: list[tuple[int, int]]) -> None:
    # Given any ties
    left, right = np.array([p[0] for p in pairs], int), np.array([p[1] for p in pairs], int)

    # When components are taken
    found = components(left, right, 20)

    # Then each node is named by the smallest node it is joined to
    graph = nx.Graph(pairs)
    graph.add_nodes_from(range(20))
    for part in nx.connected_components(graph):
        assert {int(found[node]) for node in part} == {min(part)}


@settings(deadline=None)  # the first example imports scipy
@given(st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=60))
def test_few_ties_and_many_are_counted_alike(ties: list[tuple[int, int]]) -> None:
    # Given ties among forty accounts, and the same among forty of two thousand
    left = np.array([one for one, _ in ties], dtype=np.int64)
    right = np.array([other for _, other in ties], dtype=np.int64)

    # Then both ways of counting give the same groups
    assert components(left, right, 40).tolist() == components(left, right, 2000)[:40].tolist()

"""Connected groups of accounts on integer ids, at the cost of one pass over the ties."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]


_FEW = 1_000  # up to here plain counting is faster than building a sparse matrix


def components(left: Ints, right: Ints, nodes: int) -> Ints:
    """Return for every node the smallest node of its component.

    >>> components(np.array([0, 3]), np.array([1, 1]), 5).tolist()
    [0, 0, 2, 0, 4]
    """
    if len(left) + nodes <= _FEW:
        return _of_few(left.tolist(), right.tolist(), nodes)
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(left), dtype=np.int8)
    graph = coo_array((ones, (left, right)), shape=(nodes, nodes))
    _, label = connected_components(graph, directed=False)
    smallest = np.full(int(label.max(initial=-1)) + 1, nodes, dtype=np.int64)
    np.minimum.at(smallest, label, np.arange(nodes, dtype=np.int64))
    named: Ints = smallest[label]
    return named


def _of_few(left: list[int], right: list[int], nodes: int) -> Ints:
    above = list(range(nodes))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in zip(left, right, strict=True):
        here, there = sorted((top(one), top(other)))
        above[there] = here
    return np.array([top(node) for node in range(nodes)], dtype=np.int64)

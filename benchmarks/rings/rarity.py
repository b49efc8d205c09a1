"""Communities of a graph whose edges weigh by rarity: networkx's Louvain, as graph people do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.rings.closure import MOST_HOLDERS
from benchmarks.rings.shown import Floats, Group, Ints, Shown, gather, rings_among, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SEED = 1


def rarity(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the communities of accounts that share whole values of few holders."""
    shown = gather(lake)
    return told(shown, rings_among(shown, communities(*weighed(shown, MOST_HOLDERS))))


def weighed(shown: Shown, most: int) -> tuple[Ints, Ints, Floats]:
    """Return every pair that shares a whole value, and the sum of log(accounts / holders).

    What more than `most` show joins too many pairs to write down, and makes whoever writes them
    down anyway find less.
    """
    account, value = shown.only(shown.whole & (shown.holders <= most))
    left, right, at = [], [], []
    for holders in np.unique(shown.holders[value]).tolist():
        chosen = shown.holders[value] == holders
        rows = account[chosen].reshape(-1, holders)  # of one value after the other
        one, other = np.triu_indices(holders, 1)
        left.append(rows[:, one].ravel())
        right.append(rows[:, other].ravel())
        at.append(np.full(rows.shape[0] * len(one), np.log(shown.accounts / holders)))
    if not left:
        return np.array([], np.int64), np.array([], np.int64), np.array([], np.float64)
    ends = np.concatenate(left) * shown.accounts + np.concatenate(right)
    pairs, place = np.unique(ends, return_inverse=True)
    weight = np.bincount(place, np.concatenate(at)).astype(np.float64)
    return pairs // shown.accounts, pairs % shown.accounts, weight


def communities(left: Ints, right: Ints, weight: Floats) -> list[Group]:
    """Return the communities that networkx's Louvain finds."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(zip(left.tolist(), right.tolist(), weight.tolist(), strict=True))
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    return [sorted(part) for part in found]

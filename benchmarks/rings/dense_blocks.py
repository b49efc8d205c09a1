"""Dense blocks of accounts and values, peeled greedily, one after the other.

After Fraudar (Hooi et al. 2016): in the graph of accounts and the values they show, an edge weighs
the less the more accounts show its value, so that what is common adds little; the accounts and
values that weigh least in what is left are taken away one by one, and the densest of all that was
left on the way is a block. Its accounts are taken out and the search begins again.

Only blocks of a least density are looked for. Each node of a densest block weighs at least its
density there, so that what weighs less can be left out beforehand; what remains falls apart into
components, each peeled by itself. The blocks are the same, and found far sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.rings.closure import MOST_HOLDERS
from benchmarks.rings.shown import Flags, Floats, Group, Ints, gather, rings_among, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SMOOTHING = 5.0
"""Of the weight 1 / log(5 + holders), as in the authors' own experiments."""
LEAST_DENSITY = 3 / np.log(_SMOOTHING + 3) / 4
"""Of a block worth looking at: three accounts that share one value nobody else shows."""


def dense_blocks(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the dense blocks of accounts and the whole values of few holders they show."""
    shown = gather(lake)
    account, value = shown.only(shown.whole & (shown.holders <= MOST_HOLDERS))
    edges = Edges.of(account, value, shown.accounts)
    return told(shown, rings_among(shown, blocks(edges, LEAST_DENSITY)))


@dataclass(frozen=True, slots=True)
class Edges:
    """A part of the graph: accounts are numbered from 0 to `accounts`, values from there on."""

    left: Ints
    right: Ints
    weight: Floats
    accounts: int

    @classmethod
    def of(cls, account: Ints, value: Ints, accounts: int) -> Edges:
        """Return the graph of who shows what; each value weighs by how many show it."""
        holders = np.bincount(value)
        return cls(account, value + accounts, 1 / np.log(_SMOOTHING + holders[value]), accounts)

    def where(self, kept: Flags) -> Edges:
        """Return the edges chosen."""
        return Edges(self.left[kept], self.right[kept], self.weight[kept], self.accounts)


def blocks(edges: Edges, least: float) -> list[Group]:
    """Return the accounts of each block at least so dense, the densest block first."""
    # A hair below: sums of the same weights differ in their last digits.
    enough = least * (1 - 1e-9)
    found: list[Group] = []
    waiting: list[tuple[float, int, _Block]] = []
    number = count()
    rest = edges
    while True:
        for part in _parts(rest, enough):
            one = _peeled(part)
            heappush(waiting, (-one.density, next(number), one))
        if not waiting or -waiting[0][0] < enough:
            return found
        _, _, block = heappop(waiting)
        found.append(block.members)
        rest = block.edges.where(~np.isin(block.edges.left, block.members))


@dataclass(frozen=True, slots=True)
class _Block:
    """The densest block of a part of the graph."""

    edges: Edges
    density: float
    members: Group


def _parts(edges: Edges, least: float) -> list[Edges]:
    """Return the connected parts of what can be in a block at least so dense."""
    from casework.analysis.components import components

    while len(edges.left):
        ends = np.concatenate([edges.left, edges.right])
        nodes, place = np.unique(ends, return_inverse=True)
        weighs = np.bincount(place, np.tile(edges.weight, 2))
        one, other = np.split(place, 2)
        enough = weighs >= least
        kept = enough[one] & enough[other]
        if kept.all():
            label = components(one, other, len(nodes))[one]
            order = np.argsort(label, kind="stable")
            cuts = np.flatnonzero(np.diff(label[order])) + 1
            return [
                Edges(edges.left[part], edges.right[part], edges.weight[part], edges.accounts)
                for part in np.split(order, cuts)
            ]
        edges = edges.where(kept)
    return []


def _peeled(edges: Edges) -> _Block:
    """Return the densest of what is left while the node that weighs least is taken away."""
    nodes, place = np.unique(np.concatenate([edges.left, edges.right]), return_inverse=True)
    near: list[list[tuple[int, float]]] = [[] for _ in nodes]
    one, other = np.split(place, 2)
    ends = zip(one.tolist(), other.tolist(), edges.weight.tolist(), strict=True)
    for left, right, weight in ends:
        near[left].append((right, weight))
        near[right].append((left, weight))
    weighs = [sum(weight for _, weight in others) for others in near]
    whole = float(edges.weight.sum())
    order = _taken_away(near, weighs)
    best, density, left_over = 0, whole / len(nodes), whole
    for taken, (_, weight) in enumerate(order[:-1], start=1):
        left_over -= weight
        if left_over / (len(nodes) - taken) > density:
            best, density = taken, left_over / (len(nodes) - taken)
    members = nodes[[node for node, _ in order[best:]]]
    return _Block(edges, density, sorted(members[members < edges.accounts].tolist()))


def _taken_away(
    near: list[list[tuple[int, float]]], weighs: list[float]
) -> list[tuple[int, float]]:
    """Return every node and what it weighed when it was the lightest left and was taken away."""
    heap = [(weight, node) for node, weight in enumerate(weighs)]
    heapify(heap)
    gone = [False] * len(near)
    order = []
    while heap:
        weight, node = heappop(heap)
        if gone[node] or weight != weighs[node]:
            continue  # It has become lighter since, and waits further up.
        gone[node] = True
        order.append((node, weight))
        for other, less in near[node]:
            if not gone[other]:
                weighs[other] -= less
                heappush(heap, (weighs[other], other))
    return order

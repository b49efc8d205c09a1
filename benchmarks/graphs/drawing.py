"""Graphs whose communities are known, drawn after Lancichinetti, Fortunato and Radicchi (2008).

networkx draws such graphs too, but lets far more edges lead out than it is asked to: links that
others made to a node count against those it still owes its community.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_DEGREES, _SIZES = 2.5, 1.5  # exponents of the two power laws
_MEAN_DEGREE, _LARGEST_DEGREE = 15, 50
_SMALLEST, _LARGEST = 20, 100
_ROUNDS = 30  # of drawing anew what did not fit; what then is left over, some edges, is left out


@dataclass(frozen=True, slots=True)
class Known:
    """A graph on nodes from 0, its edges each once, and the community each node was put in."""

    nodes: int
    left: Ints
    right: Ints
    community: Ints

    @property
    def out(self) -> float:
        """The share of edges that lead from one community to another."""
        return float(np.mean(self.community[self.left] != self.community[self.right]))


def drawn(nodes: int, mixing: float, seed: int) -> Known:
    """Return a graph in which each node has the share `mixing` of its edges elsewhere."""
    rng = np.random.default_rng(seed)
    degree = _degrees(nodes, rng)
    inside = np.rint((1 - mixing) * degree).astype(np.int64)
    community = _placed(inside, _sizes(nodes, rng), rng)
    whole = _joined(inside, community, rng, within=True)
    across = _joined(degree - inside, community, rng, within=False)
    left, right = np.concatenate([whole, across], axis=1)
    return Known(nodes, left, right, community)


def _degrees(nodes: int, rng: np.random.Generator) -> Ints:
    """Return degrees of a power law that ends at the largest and has the mean asked for."""
    largest = np.arange(1, _LARGEST_DEGREE + 1)

    def share(smallest: int) -> npt.NDArray[np.float64]:
        chance = np.where(largest >= smallest, largest**-_DEGREES, 0.0)
        return np.asarray(chance / chance.sum())

    smallest = min(
        range(1, _MEAN_DEGREE + 1), key=lambda one: abs(share(one) @ largest - _MEAN_DEGREE)
    )
    return rng.choice(largest, nodes, p=share(smallest)).astype(np.int64)


def _sizes(nodes: int, rng: np.random.Generator) -> Ints:
    """Return sizes of communities that hold all nodes together."""
    sizes = np.arange(_SMALLEST, _LARGEST + 1)
    chance = sizes**-_SIZES
    drawn: list[int] = []
    while sum(drawn) < nodes:
        drawn.append(int(rng.choice(sizes, p=chance / chance.sum())))
    over = sum(drawn) - nodes
    for place in np.argsort(drawn)[::-1].tolist():
        less = min(over, drawn[place] - _SMALLEST)
        drawn[place] -= less
        over -= less
    return np.array(drawn, dtype=np.int64)


def _placed(inside: Ints, sizes: Ints, rng: np.random.Generator) -> Ints:
    """Return a community with room for every node; who has most links inside chooses first."""
    room = sizes.copy()
    community = np.empty(len(inside), dtype=np.int64)
    for node in np.lexsort((rng.random(len(inside)), -inside)).tolist():
        fits = np.where((sizes > inside[node]) & (room > 0), room, 0)
        if not fits.any():
            fits = room
        community[node] = rng.choice(len(room), p=fits / fits.sum())
        room[community[node]] -= 1
    return community


def _joined(ends: Ints, community: Ints, rng: np.random.Generator, *, within: bool) -> Ints:
    """Return edges in which each node has as many ends as asked, within communities or across."""
    nodes = len(ends)
    loose = np.repeat(np.arange(nodes), ends)
    edges = np.empty(0, dtype=np.int64)
    for _ in range(_ROUNDS):
        order = rng.permutation(len(loose))
        if within:
            order = order[np.argsort(community[loose[order]], kind="stable")]
        loose = loose[order[: len(order) // 2 * 2]]
        low, high = np.sort(loose.reshape(-1, 2), axis=1).T
        fits = (low != high) & ((community[low] == community[high]) == within)
        drawn, first = np.unique(low * nodes + high, return_index=True)
        new = np.zeros(len(low), dtype=bool)
        new[first] = ~np.isin(drawn, edges)
        new &= fits
        edges = np.concatenate([edges, (low * nodes + high)[new]])
        loose = np.concatenate([low[~new], high[~new]])
        if len(edges) and len(loose) and rng.random() < 0.5:
            # What is left fits nowhere by itself: some edges are undone, and their ends drawn anew.
            undone = rng.choice(len(edges), min(len(edges), len(loose)), replace=False)
            loose = np.concatenate([loose, edges[undone] // nodes, edges[undone] % nodes])
            edges = np.delete(edges, undone)
    return np.stack([edges // nodes, edges % nodes])

"""How well communities are found in graphs with known ones, and what components cost.

    python -m benchmarks.bench_graphs [--nodes 1000 10000] [--seeds 41 42 43 44 45]

Graphs are drawn after Lancichinetti, Fortunato and Radicchi (2008): power laws of degree and size,
a share `mu` of each node's edges leads out of its community; `out` is the share that came out.
Every edge is a tie alike. Compared by normalised mutual information (NMI) with what the graph was
drawn from, mean over the seeds:

- `casework`: the communities that casework proposes for a group of accounts;
- `parted`: what it parts in the end. Two communities stay together unless the joint between them is
  thinner than what holds either together, so that a ring is not cut; on purpose it parts far less.
  Up to 1,000 nodes: it is made for groups of accounts, and takes minutes beyond;
- `networkx`: its Louvain; `labels`: its label propagation.

`less` is by how much the mean NMI is below that of networkx's Louvain, `most` on one seed. Then the
components of a million accounts with 4.2 million ties, each way in a process of its own: seconds,
and the largest memory of the process, the ties themselves among it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean

from benchmarks.graphs.agreement import agreement, labels
from benchmarks.graphs.drawing import Known, drawn
from benchmarks.graphs.joining import WAYS
from benchmarks.graphs.ways import FINDINGS
from benchmarks.measuring import Clock, Limits, watched

SIZES = (1_000, 10_000)
MIXINGS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
SEEDS = (41, 42, 43, 44, 45)
_BESIDE = "networkx"
_PARTED = "parted"
_LARGEST_PARTED = 1_000


@dataclass(frozen=True, slots=True)
class Scored:
    """How one way did on one graph."""

    nmi: float
    parts: int
    computing: float


def main() -> None:
    """Print a line for each size, mixing and way, then one for each way to join."""
    parser = argparse.ArgumentParser(description="Measure communities and components.")
    parser.add_argument("--nodes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--mixings", type=float, nargs="+", default=list(MIXINGS))
    parser.add_argument("--seeds", type=int, nargs="+", default=list(SEEDS))
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--ties", type=int, default=4_200_000)
    options = parser.parse_args()
    print("About ten minutes.", flush=True)
    print(
        f"{'nodes':>7} {'mu':>4} {'out':>5} {'way':<9} {'NMI':>7} {'least':>7} "
        f"{'less':>7} {'most':>7} {'parts':>7} {'of':>6} {'cpu s':>8}"
    )
    for nodes in options.nodes:
        for mixing in options.mixings:
            graphs = [drawn(nodes, mixing, seed) for seed in options.seeds]
            for text in _communities(graphs, mixing, options.seeds):
                print(text, flush=True)
    print()
    for text in _components(options.accounts, options.ties):
        print(text, flush=True)


def _communities(graphs: list[Known], mixing: float, seeds: list[int]) -> Iterator[str]:
    nodes = graphs[0].nodes
    ways = [way for way in FINDINGS if way != _PARTED or nodes <= _LARGEST_PARTED]
    scored = {
        way: [_scored(way, graph, seed) for graph, seed in zip(graphs, seeds, strict=True)]
        for way in ways
    }
    out = fmean(graph.out for graph in graphs)
    true = fmean(len(set(graph.community.tolist())) for graph in graphs)
    for way, found in scored.items():
        less = [beside.nmi - one.nmi for one, beside in zip(found, scored[_BESIDE], strict=True)]
        yield (
            f"{nodes:>7,} {mixing:>4.1f} {out:>5.2f} {way:<9} "
            f"{fmean(one.nmi for one in found):>7.4f} "
            f"{min(one.nmi for one in found):>7.4f} {fmean(less):>7.4f} {max(less):>7.4f} "
            f"{fmean(one.parts for one in found):>7.1f} {true:>6.1f} "
            f"{fmean(one.computing for one in found):>8.2f}"
        )


def _scored(way: str, graph: Known, seed: int) -> Scored:
    began = Clock.now()
    parts = FINDINGS[way](graph, seed)
    _, computing = Clock.now().since(began)
    nmi = agreement(labels(parts, graph.nodes), graph.community.tolist())
    return Scored(nmi, len(parts), computing)


def _components(accounts: int, ties: int) -> Iterator[str]:
    yield (
        f"{'accounts':>10} {'ties':>10} {'way':<9} {'groups':>8} {'time s':>8} {'cpu s':>8} "
        f"{'peak MB':>8} {'of networkx':>18}"
    )
    ended = {
        way: watched(["benchmarks.graphs.joining", way, str(accounts), str(ties)], Limits())
        for way in WAYS
    }
    told = {way: json.loads(one.printed) for way, one in ended.items()}
    for way in WAYS:
        time = told[way]["seconds"] / told[_BESIDE]["seconds"]
        memory = ended[way].peak / ended[_BESIDE].peak
        yield (
            f"{accounts:>10,} {ties:>10,} {way:<9} {told[way]['groups']:>8,} "
            f"{told[way]['seconds']:>8.2f} {told[way]['computing']:>8.2f} "
            f"{ended[way].peak / 1e6:>8,.0f} {f'{time:.3f} time, {memory:.3f} memory':>18}"
        )


if __name__ == "__main__":
    main()

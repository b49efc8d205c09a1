"""Connected groups of accounts, by casework's components and by networkx; one way at a time."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

from benchmarks.measuring import Clock

WAYS = ("casework", "networkx")
_SEED = 1


def run(way: str, nodes: int, edges: int) -> dict[str, Any]:
    """Return the seconds and the number of groups among so many accounts with random ties."""
    rng = np.random.default_rng(_SEED)
    left, right = rng.integers(0, nodes, (2, edges))
    joined = _by_casework if way == "casework" else _by_networkx
    joined(left[:10], right[:10], nodes=2_000)  # libraries are loaded before the clock starts
    began = Clock.now()
    groups = joined(left, right, nodes)
    seconds, computing = Clock.now().since(began)
    return {"seconds": seconds, "computing": computing, "groups": groups}


def _by_casework(left: Any, right: Any, nodes: int) -> int:
    from casework.analysis.components import components

    return len(np.unique(components(left % nodes, right % nodes, nodes)))


def _by_networkx(left: Any, right: Any, nodes: int) -> int:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(zip((left % nodes).tolist(), (right % nodes).tolist(), strict=True))
    return sum(1 for _ in nx.connected_components(graph))


def main() -> None:
    """Print what one way needs, as JSON."""
    way, nodes, edges = sys.argv[1:]
    print(json.dumps(run(way, int(nodes), int(edges))))


if __name__ == "__main__":
    main()

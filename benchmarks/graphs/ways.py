"""The ways to find communities that are compared, each from a graph and a seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.graphs.drawing import Known

Finding = Callable[[Known, int], list[list[int]]]


def casework_proposes(graph: Known, seed: int) -> list[list[int]]:
    """Return the communities casework's Louvain proposes where every edge is a tie alike."""
    from casework.analysis.communities import louvain

    return louvain(_plain(graph), seed)


def casework_parts(graph: Known, seed: int) -> list[list[int]]:
    """Return what casework parts in the end: only where few values join two communities."""
    from casework.analysis.communities import communities
    from casework.analysis.parameters import Parameters

    return communities(_traces(graph), Parameters(seed=seed))


def networkx_louvain(graph: Known, seed: int) -> list[list[int]]:
    """Return the communities of networkx's Louvain."""
    import networkx as nx

    found = nx.community.louvain_communities(_plain(graph), seed=seed)
    return [sorted(part) for part in found]


def networkx_labels(graph: Known, seed: int) -> list[list[int]]:
    """Return the communities of networkx's label propagation."""
    import networkx as nx

    found = nx.community.fast_label_propagation_communities(_plain(graph), seed=seed)
    return [sorted(part) for part in found]


FINDINGS: dict[str, Finding] = {
    "casework": casework_proposes,
    "parted": casework_parts,
    "networkx": networkx_louvain,
    "labels": networkx_labels,
}


def _plain(graph: Known) -> Any:
    import networkx as nx

    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(graph.nodes))
    made.add_edges_from(zip(graph.left.tolist(), graph.right.tolist(), strict=True))
    return made


def _traces(graph: Known) -> Any:
    """Return traces in which every edge is a device that two accounts and nobody else show."""
    import numpy as np

    from casework.analysis.evidence import Family, Space
    from casework.analysis.grouping import Traces

    many = len(graph.left)
    return Traces(
        accounts=graph.nodes,
        prior=-8.5,
        left=graph.left,
        right=graph.right,
        value=np.arange(many),
        family=np.full(many, int(Family.DEVICE)),
        space=np.full(many, int(Space.DEVICE)),
        aspect=np.zeros(many, np.int64),
        weight=np.full(many, 12.0),
        judged={},
    )

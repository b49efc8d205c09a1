"""Accounts that hang on a ring by a single value, and whether their goods fit it.

One device lent once, one number given out again, and a circle of strangers hangs on a ring by it.
Such accounts stay only when what they sell speaks for it: the value and the goods together.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np

from casework.analysis.grouping import Traces, threshold
from casework.analysis.parameters import Parameters

_LEAST = -1.0
"""A value holds an account when, alone, it brings it to about one in three or more."""


def unfit(
    traces: Traces,
    selling: AbstractSet[int],
    listing: AbstractSet[int],
    tested: AbstractSet[int],
    brand_share: float,
    parameters: Parameters,
) -> set[int]:
    """Return the accounts that hang on the rest by one value and do not sell what the rest sells.

    `selling` list a brand found counterfeit in the group, as `brand_share` of all accounts do, of
    those whose `listing`s are known; `tested` have a counterfeit test buy themselves and stay. How
    openly the rest names the brand is measured, so that a ring which hides it cuts nobody off for
    hiding it.
    """
    found: set[int] = set()
    for value, hanging in _hanging(traces).items():
        rest = set(range(traces.accounts)) - hanging
        if hanging & tested or len(rest) < len(hanging):
            continue
        open_share = (len(selling & rest) + 1) / (len(listing & rest) + 2)
        base = min(max(brand_share, 1e-4), open_share)
        goods = sum(
            np.log(open_share / base)
            if account in selling
            else np.log((1.0 - open_share) / (1.0 - base))
            for account in hanging & listing
        )
        weight = float(traces.weight[traces.value == value].max())
        if weight + traces.prior + goods < threshold(parameters):
            found |= hanging
    return found


def _hanging(traces: Traces) -> dict[int, set[int]]:
    """Return for every value that alone joins accounts to the largest part, those accounts."""
    import networkx as nx

    strong = traces.weight + traces.prior > _LEAST
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    graph.add_nodes_from(("account", account) for account in range(traces.accounts))
    for end in (traces.left, traces.right):
        graph.add_edges_from(
            (("account", account), ("value", value))
            for account, value in zip(
                end[strong].tolist(), traces.value[strong].tolist(), strict=True
            )
        )
    joints = sorted(value for kind, value in nx.articulation_points(graph) if kind == "value")
    found = {}
    for value in joints:
        graph_without = graph.subgraph(node for node in graph if node != ("value", value))
        neighbours = {account for _, account in graph["value", value]}
        parts = [
            {number for kind, number in part if kind == "account"}
            for part in nx.connected_components(graph_without)
        ]
        touched = sorted((p for p in parts if p & neighbours), key=lambda p: (-len(p), min(p)))
        found[value] = set().union(*touched[1:])
    return found

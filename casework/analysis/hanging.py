"""Accounts that hang on a ring by a single value, and whether their goods fit it.

One device lent once, one number given out again, and a circle of strangers hangs on a ring by it.
Such accounts stay only when what they sell speaks for it: the value and the goods together.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

import numpy as np

from casework.analysis.distinct import distinct
from casework.analysis.evidence import Family
from casework.analysis.grouping import Traces, belonging, threshold
from casework.analysis.parameters import Parameters

_LEAST = -1.0
"""A value holds an account when, alone, it brings it to about one in three or more."""

_SMALLEST_JOINED = 8
"""Two parts of four: what one value joins to fewer is not to be told from a ring's own."""


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
    for parts in _parts_without(traces).values():
        hanging = set().union(*parts[1:])
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
        unit = np.where(np.isin(np.arange(traces.accounts), sorted(hanging)), 0, -1)
        together, _ = belonging(traces, unit, parameters)
        if float(together[0]) + goods < threshold(parameters):
            found |= hanging
    return found


def without_services(traces: Traces, parameters: Parameters) -> Traces:
    """Return the traces without those by which one service, not one hand, joins separate parts.

    Of two accounts of one operator that share a value, `joined_otherwise` share another family
    too: the more accounts one family alone joins to the rest, the less is it one hand. Only where
    it is so inside the parts: a chain, one value thick everywhere, is left whole.
    """
    if traces.accounts < _SMALLEST_JOINED:
        return traces
    crossing = np.zeros(len(traces.value), dtype=bool)
    for value, parts in _parts_without(traces).items():
        part = np.full(traces.accounts, -1, dtype=np.int64)
        part[sorted(parts[1])] = 0
        (together,), (twice,) = belonging(traces, part, parameters)
        doubt = (len(parts[1]) - 1) * np.log(1.0 - parameters.joined_otherwise)
        if twice or together + doubt >= threshold(parameters):
            continue
        inside = min(_joined_twice(traces.among(sorted(one))) for one in parts[:2])
        if inside < parameters.joined_otherwise:
            continue
        for number, accounts in enumerate(parts):
            part[sorted(accounts)] = number
        crossing |= (traces.value == value) & (part[traces.left] != part[traces.right])
    return traces.where(~crossing)


def _joined_twice(traces: Traces) -> float:
    """Return the share of accounts that two families or more join to the others."""
    strong = traces.where(traces.weight + traces.prior > _LEAST)
    ends = np.concatenate([strong.left, strong.right])
    families = distinct(ends * len(Family) + np.tile(strong.family, 2)) // len(Family)
    each = np.bincount(families, minlength=traces.accounts)
    return float(np.count_nonzero(each >= 2) / max(traces.accounts, 1))


def _parts_without(traces: Traces) -> dict[int, list[set[int]]]:
    """Return for every value that alone joins parts of the group those parts, largest first."""
    import networkx as nx

    size = traces.accounts
    strong = np.flatnonzero(traces.weight + traces.prior > _LEAST)
    shown = (traces.value[strong] + 1) * size  # a value's node is no account's, nor another's
    ends = np.concatenate([shown + traces.left[strong], shown + traces.right[strong]])
    edges = distinct(ends)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(zip((edges % size).tolist(), (edges - edges % size).tolist(), strict=True))
    joints = sorted(node for node in nx.articulation_points(graph) if node >= size)
    found = {}
    for joint in joints:
        graph_without = graph.subgraph(node for node in graph if node != joint)
        neighbours = set(graph[joint])
        parts = [
            {node for node in part if node < size}
            for part in nx.connected_components(graph_without)
        ]
        touched = (part for part in parts if part & neighbours)
        found[joint // size - 1] = sorted(touched, key=lambda part: (-len(part), min(part)))
    return found

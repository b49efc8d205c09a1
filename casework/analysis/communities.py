"""Where a group of accounts is really two: seeded communities, parted only at thin joints."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from casework.analysis.evidence import Ints, probability
from casework.analysis.grouping import Traces, member_log_odds, pair_log_odds, tied
from casework.analysis.parameters import Parameters

_STRONG = -1.0
"""A value counts as a joint when, alone, it brings two accounts to about one in three or more."""
_SMALLEST_PARTED = 6  # two halves of three: smaller groups cannot hold two rings
_LARGEST_HALVED = 600  # halving costs the cube of the accounts: a second at this size


def communities(traces: Traces, parameters: Parameters) -> list[list[int]]:
    """Return the accounts of a group parted into communities, each sorted, largest first.

    Louvain proposes (Blondel et al. 2008, seeded, ties in a fixed order); two proposals stay
    apart only when fewer independent values join them than hold either of them together, and when
    no more than half of the smaller one is joined to the other twice over. A chain, which is one
    value thick everywhere, is therefore never cut.
    """
    everyone = [list(range(traces.accounts))]
    if traces.accounts < _SMALLEST_PARTED:
        return everyone
    parts = _louvain(traces, parameters)
    held: dict[tuple[int, ...], int] = {}
    while len(parts) > 1:
        for part in parts:
            if tuple(part) not in held:
                held[tuple(part)] = _cohesion(traces, part)
        joints = [
            (joint, i, j)
            for i, j in combinations(range(len(parts)), 2)
            if (joint := _joint(traces, parts[i], parts[j]))
            and (
                joint >= min(held[tuple(parts[i])], held[tuple(parts[j])])
                or _joined_twice(traces, parts[i], parts[j])
            )
        ]
        if not joints:
            break
        _, i, j = max(joints, key=lambda found: (found[0], -found[1], -found[2]))
        merged = sorted(parts[i] + parts[j])
        parts = sorted([p for k, p in enumerate(parts) if k not in (i, j)] + [merged])
    return sorted(parts, key=lambda part: (-len(part), part))


def standing(traces: Traces, parameters: Parameters) -> list[list[int]]:
    """Return the communities of a group that stand: every member belongs to the others.

    What two communities share is not one operator's own, so it ties no account to either; then
    the weakest members are left out in turn. Communities that become too small are left out too.
    """
    parts = communities(traces, parameters)
    inside = _without_bridges(traces, parts)
    kept = [_sure_members(inside, part, parameters) for part in parts]
    return [part for part in kept if len(part) >= parameters.smallest]


def _without_bridges(traces: Traces, parts: list[list[int]]) -> Traces:
    """Return the traces with every value that spans two separate parts at even odds at most.

    What two separate groups share is not one operator's own: it cannot tie an account to either.
    """
    if len(parts) == 1:
        return traces
    part_of = np.zeros(traces.accounts, dtype=np.int64)
    for number, part in enumerate(parts):
        part_of[part] = number
    spanning = np.unique(traces.value[part_of[traces.left] != part_of[traces.right]])
    bridge = np.isin(traces.value, spanning)
    weight = np.where(bridge, np.minimum(traces.weight, -traces.prior), traces.weight)
    return replace(traces, weight=weight)


def _sure_members(traces: Traces, part: list[int], parameters: Parameters) -> list[int]:
    """Return the members that belong to the others surely enough, the weakest left out in turn."""
    kept = list(part)
    while len(kept) >= parameters.smallest:
        log_odds = member_log_odds(traces.among(kept), parameters)
        weakest = int(np.argmin(log_odds))
        if probability(float(log_odds[weakest])) >= parameters.member_probability:
            break
        del kept[weakest]
    return kept


def _louvain(traces: Traces, parameters: Parameters) -> list[list[int]]:
    import networkx as nx

    log_odds = pair_log_odds(traces, parameters)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(traces.accounts))
    left, right = tied(log_odds, parameters)
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        graph.add_edge(one, other, weight=float(log_odds[one, other] - traces.prior))
    loose = [node for node in graph if not graph.degree(node)]
    for node in loose:
        nearest = int(np.argmax(log_odds[node]))
        if np.isfinite(log_odds[node, nearest]):
            graph.add_edge(node, nearest, weight=1.0)
    found = nx.community.louvain_communities(graph, weight="weight", seed=parameters.seed)
    return sorted(sorted(part) for part in found)


def _joint(traces: Traces, one: list[int], other: list[int]) -> int:
    """Return how many independent values join two parts: one account or value counts once."""
    in_one, in_other = _mask(traces, one), _mask(traces, other)
    forward = in_one[traces.left] & in_other[traces.right]
    backward = in_other[traces.left] & in_one[traces.right]
    strong = traces.weight + traces.prior > _STRONG
    forward, backward = forward & strong, backward & strong
    values = np.union1d(traces.value[forward], traces.value[backward])
    ones = np.union1d(traces.left[forward], traces.right[backward])
    others = np.union1d(traces.right[forward], traces.left[backward])
    return min(len(values), len(ones), len(others))


def _joined_twice(traces: Traces, one: list[int], other: list[int]) -> bool:
    """Return whether most accounts of the smaller part share two families with the other part.

    A bridge is a value that few cross, or many by one family: what one service, one lent device
    or one number given out again can do. Two families for most accounts is one hand.
    """
    small, large = sorted((one, other), key=len)
    in_small, in_large = _mask(traces, small), _mask(traces, large)
    strong = traces.weight + traces.prior > _STRONG
    crossing = [
        np.stack([near[found], traces.family[found]], 1)
        for near, far in ((traces.left, traces.right), (traces.right, traces.left))
        for found in [strong & in_small[near] & in_large[far]]
    ]
    families = np.unique(np.concatenate(crossing), axis=0)
    each = np.bincount(families[:, 0], minlength=traces.accounts)
    return bool(2 * np.count_nonzero(each >= 2) > len(small))


def _cohesion(traces: Traces, part: list[int]) -> int:
    """Return how many values hold the part together where it is thin.

    The values and neighbours of an account at the lower quartile, or what joins the two halves
    into which the part falls most easily, if that is less.
    """
    inside = traces.among(part)
    strong = inside.where(inside.weight + inside.prior > _STRONG)
    held = np.minimum(
        _different(strong.left, strong.right, strong.value, len(part)),
        _different(strong.left, strong.right, None, len(part)),
    )
    usual = int(np.sort(held)[(len(part) - 1) // 4])
    if len(part) < _SMALLEST_PARTED or len(part) > _LARGEST_HALVED:
        return usual
    one, other = _halves(strong)
    return min(usual, _joint(traces, [part[i] for i in one], [part[i] for i in other]) or usual)


def _halves(traces: Traces) -> tuple[list[int], list[int]]:
    """Return the two halves of the part along its Fiedler vector (Fiedler 1973)."""
    pull = np.zeros((traces.accounts, traces.accounts))
    np.add.at(pull, (traces.left, traces.right), traces.weight)
    pull = pull + pull.T
    _, vectors = np.linalg.eigh(np.diag(pull.sum(axis=1)) - pull)
    order = np.argsort(np.round(vectors[:, 1], 9), kind="stable").tolist()
    middle = len(order) // 2
    return sorted(order[:middle]), sorted(order[middle:])


def _different(left: Ints, right: Ints, value: Ints | None, accounts: int) -> Ints:
    """Return for each account how many different values, or neighbours, it has."""
    ends = np.concatenate([left, right])
    others = np.concatenate([right, left] if value is None else [value, value])
    pairs = np.unique(np.stack([ends, others], 1), axis=0)
    return np.bincount(pairs[:, 0], minlength=accounts).astype(np.int64)


def _mask(traces: Traces, part: list[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(traces.accounts, dtype=bool)
    mask[part] = True
    return mask

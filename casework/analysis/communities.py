"""Where a group of accounts is really two: seeded communities, parted only at thin joints."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import MutableMapping
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from casework.analysis.distinct import distinct
from casework.analysis.evidence import Floats, Ints
from casework.analysis.grouping import Traces, belonging, threshold, weighed
from casework.analysis.parameters import Parameters

if TYPE_CHECKING:
    import networkx as nx

_Links: TypeAlias = list[MutableMapping[int, float]]

STRONG = -1.0
"""A value counts as a joint when, alone, it brings two accounts to about one in three or more."""
SMALLEST_PARTED = 6  # two halves of three: smaller groups cannot hold two rings
_LARGEST_HALVED = 600  # halving costs the cube of the accounts: a second at this size
_RUNS = 5  # one order of the nodes in a few leaves the method in a poor parting
_LEAST_GAIN = 1e-12  # below it lies what differs between orders of summing


def communities(traces: Traces, parameters: Parameters) -> list[list[int]]:
    """Return the accounts of a group parted into communities, each sorted, largest first.

    Louvain proposes (Blondel et al. 2008, seeded, ties in a fixed order); two proposals stay
    apart only when fewer independent values join them than hold either of them together, and when
    no more than half of the smaller one is joined to the other twice over. A chain, which is one
    value thick everywhere, is therefore never cut.
    """
    everyone = [list(range(traces.accounts))]
    if traces.accounts < SMALLEST_PARTED:
        return everyone
    parts = _louvain(traces, parameters)
    held: dict[tuple[int, ...], int] = {}
    joined: dict[tuple[tuple[int, ...], tuple[int, ...]], int | None] = {}
    while len(parts) > 1:
        names = [tuple(part) for part in parts]
        for part in names:
            if part not in held:
                held[part] = _cohesion(traces, list(part))
        for pair in combinations(names, 2):
            if pair not in joined:
                joined[pair] = _joined(traces, pair, min(map(held.__getitem__, pair)), parameters)
        joints = [
            (joint, i, j)
            for i, j in combinations(range(len(parts)), 2)
            if (joint := joined[names[i], names[j]]) is not None
        ]
        if not joints:
            break
        _, i, j = max(joints, key=lambda found: (found[0], -found[1], -found[2]))
        merged = sorted(parts[i] + parts[j])
        parts = sorted([p for k, p in enumerate(parts) if k not in (i, j)] + [merged])
    return sorted(parts, key=lambda part: (-len(part), part))


def louvain(graph: nx.Graph[int], seed: int) -> list[list[int]]:
    """Return the communities of a weighted graph, each sorted, in the order of their first nodes.

    Louvain's method (Blondel et al. 2008), several times from different orders; of what it finds,
    the parting of the highest modularity. The same graph and seed give the same parts.
    """
    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    links: _Links = [
        {place[other]: float(graph[node][other].get("weight", 1.0)) for other in graph[node]}
        for node in nodes
    ]
    return sorted(sorted(nodes[number] for number in part) for part in _best(links, seed))


def _best(links: _Links, seed: int) -> list[list[int]]:
    found = (_optimised(links, random.Random(seed + run)) for run in range(_RUNS))  # noqa: S311
    _, parts = max(found, key=lambda one: one[0])
    return parts


def _optimised(links: _Links, order: random.Random) -> tuple[float, list[list[int]]]:
    """Return the modularity of one parting, rounded to what counts, and its parts."""
    parts = [[node] for node in range(len(links))]
    degree = [sum(mine.values()) for mine in links]
    inside = [0.0] * len(links)
    total = sum(degree)
    if not total:
        return 0.0, parts
    while True:
        label = _moved(links, degree, total, order)
        names = {name: number for number, name in enumerate(dict.fromkeys(label))}
        if len(names) == len(parts):
            break
        merged: list[list[int]] = [[] for _ in names]
        joined: _Links = [defaultdict(float) for _ in names]
        within = [0.0] * len(names)
        for node, name in enumerate(label):
            mine = names[name]
            merged[mine] += parts[node]
            within[mine] += inside[node]
            for other, weight in links[node].items():
                if names[label[other]] == mine:
                    within[mine] += weight
                else:
                    joined[mine][names[label[other]]] += weight
        parts, links, inside = merged, joined, within
        degree = [sum(mine.values()) + own for mine, own in zip(links, inside, strict=True)]
    shares = zip(inside, degree, strict=True)
    return round(sum(own / total - (all_ / total) ** 2 for own, all_ in shares), 9), parts


def _moved(links: _Links, degree: list[float], total: float, order: random.Random) -> list[int]:
    """Return the community of each node once no move of a single one raises the modularity."""
    label, mass = list(range(len(links))), list(degree)
    nodes = list(label)
    order.shuffle(nodes)
    moving = True
    while moving:
        moving = False
        for node in nodes:
            here, scale = label[node], degree[node] / total
            to: dict[int, float] = defaultdict(float)
            for other, weight in links[node].items():
                to[label[other]] += weight
            mass[here] -= degree[node]
            best, most = here, to[here] - mass[here] * scale
            for name, weight in to.items():
                gain = weight - mass[name] * scale
                if gain > most + _LEAST_GAIN:
                    best, most = name, gain
            mass[best] += degree[node]
            if best != here:
                label[node], moving = best, True
    return label


def _louvain(traces: Traces, parameters: Parameters) -> list[list[int]]:
    left, right, log_odds = weighed(traces, parameters)
    links: _Links = [{} for _ in range(traces.accounts)]
    ties = log_odds >= threshold(parameters)
    for one, other, sure in zip(
        left[ties].tolist(), right[ties].tolist(), log_odds[ties].tolist(), strict=True
    ):
        links[one][other] = links[other][one] = sure - traces.prior
    for node in [node for node, mine in enumerate(links) if not mine]:
        nearest = _nearest(node, left, right, log_odds)
        if nearest is not None:
            links[node][nearest] = links[nearest][node] = 1.0
    return sorted(map(sorted, _best(links, parameters.seed)))


def _nearest(account: int, left: Ints, right: Ints, log_odds: Floats) -> int | None:
    """Return whom the account shares most with, of equals the first; None where nobody."""
    mine = np.flatnonzero(((left == account) | (right == account)) & np.isfinite(log_odds))
    others = (left + right)[mine] - account
    return int(others[np.lexsort((others, -log_odds[mine]))[0]]) if len(mine) else None


def _joined(
    traces: Traces,
    pair: tuple[tuple[int, ...], tuple[int, ...]],
    held: int,
    parameters: Parameters,
) -> int | None:
    """Return how many values join two parts into one, of which the thinner is held by `held`.

    None where they stay apart.
    """
    one, other = map(list, pair)
    joint = _joint(traces, one, other)
    if joint >= max(held, 1) or _joined_twice(traces, one, other, parameters):
        return joint
    return None


def _joint(traces: Traces, one: list[int], other: list[int]) -> int:
    """Return how many independent values join two parts: one account or value counts once."""
    in_one, in_other = _mask(traces, one), _mask(traces, other)
    forward = in_one[traces.left] & in_other[traces.right]
    backward = in_other[traces.left] & in_one[traces.right]
    strong = traces.weight + traces.prior > STRONG
    forward, backward = forward & strong, backward & strong
    values = [traces.value[forward], traces.value[backward]]
    ones = [traces.left[forward], traces.right[backward]]
    others = [traces.right[forward], traces.left[backward]]
    return min(len(distinct(np.concatenate(ends))) for ends in (values, ones, others))


def _joined_twice(traces: Traces, one: list[int], other: list[int], parameters: Parameters) -> bool:
    """Return whether most accounts of the smaller part belong to the other by two families.

    A bridge is a value that few cross, or many by one family: what one service, one lent device
    or one number given out again can do. Two families for most accounts is one hand.
    """
    small, large = sorted((one, other), key=len)
    unit = np.full(len(small) + len(large), -1, dtype=np.int64)
    unit[: len(small)] = np.arange(len(small))
    log_odds, twice = belonging(traces.among(small + large), unit, parameters)
    return bool(2 * np.count_nonzero(twice & (log_odds >= threshold(parameters))) > len(small))


def _cohesion(traces: Traces, part: list[int]) -> int:
    """Return how many values hold the part together where it is thin.

    The values and neighbours of an account at the lower quartile, or what joins the two halves
    into which the part falls most easily, if that is less.
    """
    inside = traces.among(part)
    strong = inside.where(inside.weight + inside.prior > STRONG)
    held = np.minimum(
        _different(strong.left, strong.right, strong.value, len(part)),
        _different(strong.left, strong.right, None, len(part)),
    )
    usual = int(np.sort(held)[(len(part) - 1) // 4])
    if len(part) < SMALLEST_PARTED or len(part) > _LARGEST_HALVED:
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
    span = int(others.max(initial=0)) + 1
    different = distinct(ends * span + others) // span
    return np.bincount(different, minlength=accounts).astype(np.int64)


def _mask(traces: Traces, part: list[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mask = np.zeros(traces.accounts, dtype=bool)
    mask[part] = True
    return mask

"""What is left of groups of accounts once thin joints are cut and weak members are left out.

All groups are weighed together; one by one only those are looked at that may part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from casework.analysis.communities import SMALLEST_PARTED, STRONG, communities
from casework.analysis.components import components
from casework.analysis.distinct import Flags, among, distinct, numbered
from casework.analysis.evidence import Family, Floats, Ints
from casework.analysis.grouping import Traces, member_log_odds, threshold, together, weighed
from casework.analysis.hanging import without_services
from casework.analysis.parameters import Parameters


def standing(groups: Sequence[Traces], parameters: Parameters) -> list[list[list[int]]]:
    """Return for each group its communities that stand: every member belongs to the others.

    What two communities share is not one operator's own, so it ties no account to either; then
    the weakest members are left out in turn. Communities that become too small are left out too.
    """
    if not groups:
        return []
    parts, inside = [], []
    may_part = _may_part(groups, parameters).tolist()
    for traces, open_ in zip(groups, may_part, strict=True):
        own = without_services(traces, parameters) if open_ else traces
        whole = [list(range(traces.accounts))]
        found = _confirmed_as_one(communities(own, parameters), traces) if open_ else whole
        parts.append(found)
        inside.append(_without_bridges(own, found))
    sure = _sure_members(together(inside), _numbered(parts), parameters)
    first = np.cumsum([0, *(traces.accounts for traces in groups)]).tolist()
    kept = [
        [[account for account in part if sure[base + account]] for part in found]
        for base, found in zip(first, parts, strict=False)
    ]
    return [[part for part in found if len(part) >= parameters.smallest] for found in kept]


def _confirmed_as_one(parts: list[list[int]], traces: Traces) -> list[list[int]]:
    """Return the parts, those that an officer's confirmation spans as one: it is obeyed."""
    part_of = {account: number for number, part in enumerate(parts) for account in part}
    spanned = [
        (part_of[left], part_of[right])
        for (left, right), confirmed in sorted(traces.judged.items())
        if confirmed and left in part_of and right in part_of
    ]
    if not spanned:
        return parts
    left, right = (np.array(end, dtype=np.int64) for end in zip(*spanned, strict=True))
    joined: dict[int, list[int]] = {}
    for number, part in zip(components(left, right, len(parts)).tolist(), parts, strict=True):
        joined.setdefault(number, []).extend(part)
    return [sorted(part) for part in joined.values()]


def _may_part(groups: Sequence[Traces], parameters: Parameters) -> Flags:
    """Return which groups are worth a closer look.

    A small one never parts, nor one whose every two accounts are tied and share two families of
    traces: any two parts of it are joined twice over.
    """
    size = np.array([traces.accounts for traces in groups])
    may_part: Flags = size >= SMALLEST_PARTED
    if not may_part.any():
        return may_part
    large = np.flatnonzero(may_part)
    whole = together([groups[number] for number in large.tolist()])
    left, right, log_odds = weighed(whole, parameters)
    ties = (left * whole.accounts + right)[log_odds >= threshold(parameters)]
    strong = whole.where(whole.weight + whole.prior > STRONG)
    pair = np.minimum(strong.left, strong.right) * whole.accounts
    pair += np.maximum(strong.left, strong.right)
    families = distinct(pair * len(Family) + strong.family) // len(Family)
    pairs, place = numbered(families)
    times = np.bincount(place)
    doubly = pairs[(times > 1) & among(pairs, ties)] // whole.accounts
    group = np.repeat(large, size[large])
    held = np.bincount(group[doubly], minlength=len(groups))
    may_part &= 2 * held < size * (size - 1)
    return may_part


def _without_bridges(traces: Traces, parts: list[list[int]]) -> Traces:
    """Return the traces with every value that spans two separate parts at even odds at most.

    What two separate groups share is not one operator's own: it cannot tie an account to either.
    """
    if len(parts) == 1:
        return traces
    part_of = np.zeros(traces.accounts, dtype=np.int64)
    for number, part in enumerate(parts):
        part_of[part] = number
    spanning = distinct(traces.value[part_of[traces.left] != part_of[traces.right]])
    bridge = np.isin(traces.value, spanning)
    weight = np.where(bridge, np.minimum(traces.weight, -traces.prior), traces.weight)
    return replace(traces, weight=weight)


def _numbered(parts: Sequence[list[list[int]]]) -> Ints:
    """Return for every account of every group the number of its part."""
    numbers: list[int] = []
    first = 0
    for found in parts:
        mine = [0] * sum(map(len, found))
        for number, part in enumerate(found, start=first):
            for account in part:
                mine[account] = number
        numbers += mine
        first += len(found)
    return np.array(numbers, dtype=np.int64)


def _sure_members(traces: Traces, part: Ints, parameters: Parameters) -> Flags:
    """Return who belongs to the rest of its part surely enough, the weakest left out in turn.

    Each round weighs what is left of the parts that lost a member in the last one.
    """
    least = float(np.log(parameters.member_probability / (1.0 - parameters.member_probability)))
    inside: Flags = np.ones(traces.accounts, dtype=bool)
    open_: Flags = np.ones(int(part.max()) + 1, dtype=bool)
    while open_.any():
        looked = inside & open_[part]
        among = looked[traces.left] & looked[traces.right]
        among &= part[traces.left] == part[traces.right]
        judged = {
            (left, right): confirmed
            for (left, right), confirmed in traces.judged.items()
            if looked[left] and looked[right] and part[left] == part[right]
        }
        log_odds = member_log_odds(replace(traces.where(among), judged=judged), parameters)
        weakest = _weakest(log_odds, np.flatnonzero(looked), part)
        out = weakest[log_odds[weakest] < least]
        inside[out] = False
        size = np.bincount(part[inside], minlength=len(open_))
        open_[:] = False
        open_[part[out]] = size[part[out]] >= parameters.smallest
    return inside


def _weakest(log_odds: Floats, accounts: Ints, part: Ints) -> Ints:
    """Return the weakest of the accounts of each part, of equals the first."""
    order = accounts[np.lexsort((accounts, log_odds[accounts], part[accounts]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = part[order[1:]] != part[order[:-1]]
    return order[first]

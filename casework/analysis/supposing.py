"""What would be left of a group if something it rests on fell: the same reasoning, without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from casework.analysis.components import components
from casework.analysis.distinct import Flags
from casework.analysis.dossier import Dossier
from casework.analysis.evidence import Floats, Ints, Space, probability
from casework.analysis.grouping import Traces, member_log_odds, threshold, weighed
from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is taken to fall; nothing by default."""

    values: frozenset[str] = frozenset()
    """Values, as understood, taken never to have been seen."""
    explained: frozenset[Space] = frozenset()
    """Kinds of values whose innocent explanation is taken to hold: they say nothing ..."""
    excluded: frozenset[tuple[AccountKey, AccountKey, str]] = frozenset()
    """... but where an officer excluded it: left, right and value."""
    refused: frozenset[tuple[AccountKey, AccountKey]] = frozenset()
    without: frozenset[AccountKey] = frozenset()
    """Accounts taken not to be of the group."""


@dataclass(frozen=True, slots=True)
class Remainer:
    """A member that stays, how surely, and how surely it belonged before."""

    account: AccountKey
    confidence: float
    before: float


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a group: the parts that still hang together, and who falls off."""

    groups: list[list[Remainer]]
    """Largest first; members in the order of the finding."""
    fallen_off: list[AccountKey]
    says: str
    complete: bool
    """Whether all that is known of the group was kept; else weaker traces are missing."""


def what_if(dossier: Dossier, supposed: Supposition, parameters: Parameters) -> Remaining:
    """Return what remains of the group under the supposition, at the weights of the run.

    Discovery compared this group with all others and may have joined it by a sum that no two
    members reach: the level at which it held together is what a part must still reach. Nothing
    supposed, the group remains.
    """
    levels = _levels(dossier.traces, parameters)
    before = member_log_odds(dossier.traces, parameters)
    without = {place for place, name in enumerate(dossier.names) if name in supposed.without}
    left = _without(dossier, supposed)
    kept = [place for place in range(left.accounts) if place not in without]
    groups = [
        part
        for part in _standing(left, kept, levels, before, parameters)
        if len(part) >= parameters.smallest
    ]
    groups.sort(key=lambda part: (-len(part), part))
    staying = {place for part in groups for place in part}
    fallen = [place for place in kept if place not in staying]
    return Remaining(
        [_remainers(dossier, left, part, before, parameters) for part in groups],
        [dossier.names[place] for place in fallen],
        _says([len(part) for part in groups], len(fallen), len(kept)),
        dossier.left_out == 0,
    )


def _says(sizes: list[int], fallen: int, accounts: int) -> str:
    """Return the answer in a sentence.

    >>> _says([9, 4], 0, 13)
    'Of 13 accounts two parts remain, of 9 and 4; none falls off.'
    """
    off = {0: "none falls off", 1: "1 falls off"}.get(fallen, f"{fallen} fall off")
    if not sizes:
        return f"Of {accounts} accounts no group remains."
    if len(sizes) == 1:
        return f"Of {accounts} accounts {sizes[0]} still belong together; {off}."
    count = "two" if len(sizes) == 2 else str(len(sizes))
    listed = ", ".join(map(str, sizes[:-1]))
    return f"Of {accounts} accounts {count} parts remain, of {listed} and {sizes[-1]}; {off}."


def _without(dossier: Dossier, supposed: Supposition) -> Traces:
    traces, names = dossier.traces, dossier.names
    place = {name: number for number, name in enumerate(names)}
    fallen = [n for n, one in enumerate(dossier.values) if one.value in supposed.values]
    explained = [n for n, one in enumerate(dossier.values) if one.space in supposed.explained]
    excluded = {
        (*_sorted_pair(place[one], place[other]), value)
        for one, other, value in supposed.excluded
        if one in place and other in place
    }
    gone = np.isin(traces.value, explained)
    for trace in np.flatnonzero(gone & bool(excluded)).tolist():
        ends = int(traces.left[trace]), int(traces.right[trace])
        gone[trace] = (*ends, dossier.values[int(traces.value[trace])].value) not in excluded
    gone |= np.isin(traces.value, fallen)
    refused = {
        _sorted_pair(place[one], place[other]): False
        for one, other in supposed.refused
        if one in place and other in place
    }
    return replace(traces.where(~gone), judged=traces.judged | refused)


def _sorted_pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _standing(
    traces: Traces,
    kept: list[int],
    levels: list[float],
    before: Floats,
    parameters: Parameters,
) -> list[list[int]]:
    """Return the parts that hang together once whoever hardly belongs any more is left out.

    Nobody is left out who is as sure as before: a member below the limit was kept for its goods.
    """
    least = float(np.log(parameters.member_probability / (1.0 - parameters.member_probability)))
    parts = _parts(kept, _joined(traces.among(kept), levels, parameters))
    while True:
        stay = []
        for part in parts:
            # Whoever stands alone shares nothing here: spares a weighing for each.
            alone = np.array([traces.prior])
            sure = member_log_odds(traces.among(part), parameters) if len(part) > 1 else alone
            limit = np.minimum(least, before[part]) - 1e-9
            stay += [place for place, one in zip(part, sure >= limit, strict=True) if one]
        if len(stay) == sum(map(len, parts)):
            return parts
        parts = _parts(sorted(stay), _joined(traces.among(sorted(stay)), levels, parameters))


def _parts(places: list[int], label: Ints) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for place, part in zip(places, label.tolist(), strict=True):
        found.setdefault(part, []).append(place)
    return list(found.values())


def _remainers(
    dossier: Dossier, traces: Traces, part: list[int], before: Floats, parameters: Parameters
) -> list[Remainer]:
    sure = member_log_odds(traces.among(part), parameters).tolist()
    return [
        Remainer(
            dossier.names[place], round(probability(now), 4), round(probability(before[place]), 4)
        )
        for place, now in zip(part, sure, strict=True)
    ]


def _levels(traces: Traces, parameters: Parameters) -> list[float]:
    """Return the levels at which the group came together, from that of a tie downwards."""
    levels = [threshold(parameters)]
    unit = np.arange(traces.accounts, dtype=np.int64)
    while True:
        left, right, log_odds = _between_units(traces, unit, parameters)
        most = float(log_odds.max(initial=-np.inf))
        if most == -np.inf:
            return levels
        if most < levels[-1]:
            levels.append(most)
        unit = _tied(left, right, log_odds >= levels[-1], unit)


def _joined(traces: Traces, levels: Iterable[float], parameters: Parameters) -> Ints:
    """Return the unit of every account: pairs first, then what joins groups to groups."""
    unit = np.arange(traces.accounts, dtype=np.int64)
    left, right, log_odds = _between_units(traces, unit, parameters)
    for level in levels:
        while (tied := log_odds >= level).any():
            unit = _tied(left, right, tied, unit)
            left, right, log_odds = _between_units(traces, unit, parameters)
    return unit


def _tied(left: Ints, right: Ints, tied: Flags, unit: Ints) -> Ints:
    """Return the units once those that are tied are one."""
    return components(left[tied], right[tied], len(unit))[unit]


def _between_units(traces: Traces, unit: Ints, parameters: Parameters) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of units that share something, with their log-odds; a value counts once.

    Where an officer refused a pair of their members, the units are not joined.
    """
    one, other = unit[traces.left], unit[traces.right]
    between = np.flatnonzero(one != other)
    ends = np.minimum(one, other) * traces.accounts + np.maximum(one, other)
    order = between[np.lexsort((-traces.weight[between], traces.value[between], ends[between]))]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(ends[order]) != 0) | (np.diff(traces.value[order]) != 0)
    chosen = order[first]
    units = replace(
        traces.where(chosen),
        left=one[chosen],
        right=other[chosen],
        judged=_judged_between(traces, unit),
    )
    return weighed(units, parameters)


def _judged_between(traces: Traces, unit: Ints) -> dict[tuple[int, int], bool]:
    """Return what was judged of members of two units: one refusal outweighs confirmations."""
    judged: dict[tuple[int, int], bool] = {}
    for (left, right), confirmed in traces.judged.items():
        pair = _sorted_pair(int(unit[left]), int(unit[right]))
        if pair[0] != pair[1]:
            judged[pair] = judged.get(pair, True) and confirmed
    return judged

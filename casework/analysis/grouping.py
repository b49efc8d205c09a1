"""The traces of one group of accounts, and what they add up to: ties, and how sure a member is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from casework.analysis.components import components
from casework.analysis.evidence import NATURE, Family, Floats, Ints, Space
from casework.analysis.parameters import Parameters

Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Traces:
    """Every shared value of a group, pair by pair; arrays of one length, accounts from 0.

    `weight` is the log-likelihood ratio of that value for that pair, already lowered for time and
    for how many values the two accounts show.
    """

    accounts: int
    prior: float
    left: Ints
    right: Ints
    value: Ints
    family: Ints
    space: Ints
    aspect: Ints
    """Values of one space and region: different views of one fact."""
    weight: Floats
    judged: dict[tuple[int, int], bool]
    """Pairs an officer confirmed (True) or refused (False)."""

    def without(self, fallen: Ints) -> Traces:
        """Return the traces as if the values in `fallen` had never been seen."""
        return self.where(~np.isin(self.value, fallen))

    def among(self, members: Sequence[int]) -> Traces:
        """Return the traces between `members` only, numbered from 0 in the order given."""
        place = np.full(self.accounts, -1, dtype=np.int64)
        place[np.asarray(members, dtype=np.int64)] = np.arange(len(members))
        inside = self.where((place[self.left] >= 0) & (place[self.right] >= 0))
        judged = {
            (int(place[left]), int(place[right])): confirmed
            for (left, right), confirmed in self.judged.items()
            if place[left] >= 0 and place[right] >= 0
        }
        left, right = place[inside.left], place[inside.right]
        return replace(inside, accounts=len(members), left=left, right=right, judged=judged)

    def where(self, kept: Flags | Ints) -> Traces:
        """Return the traces chosen by a flag for each, or by their places."""
        return replace(
            self,
            left=self.left[kept],
            right=self.right[kept],
            value=self.value[kept],
            family=self.family[kept],
            space=self.space[kept],
            aspect=self.aspect[kept],
            weight=self.weight[kept],
        )


_AT_ONCE = 400_000  # pairs weighed in one go: some megabytes for each kind of value
CONFIRMED = float(np.log(999.0))
"""An officer's confirmation: no more than one in a thousand is taken back."""


def add_up(traces: Traces, slot: Ints, slots: int, parameters: Parameters) -> Floats:
    """Return for every slot the posterior log-odds of the traces that fall in it.

    Likelihood ratios of the values of one aspect add (many values shared out of many shown); what
    cannot tie alone stays at even odds for each aspect; places far apart are separate facts; of
    the spaces of one family only the strongest counts, and no family beyond its limit.
    """
    total = np.full(slots, traces.prior)
    limit = parameters.family_limit - traces.prior
    for family in Family:
        best = np.zeros(slots)
        of_family = traces.family == int(family)
        for space in np.unique(traces.space[of_family]).tolist():
            chosen = of_family & (traces.space == space)
            most = np.inf if NATURE[Space(space)].alone else -traces.prior
            best = np.maximum(best, _of_space(traces.where(chosen), slot[chosen], slots, most))
        total += np.minimum(best, limit)
    return total


def _of_space(traces: Traces, slot: Ints, slots: int, most: float) -> Floats:
    aspects, aspect = np.unique(traces.aspect, return_inverse=True)
    ratio = np.zeros((len(aspects), slots))
    np.add.at(ratio, (aspect, slot), np.exp(traces.weight))
    with np.errstate(divide="ignore"):
        weight = np.minimum(np.log(ratio), most)
    summed: Floats = np.where(ratio > 0, weight, 0.0).sum(axis=0)
    return summed


def pair_log_odds(traces: Traces, parameters: Parameters) -> Floats:
    """Return the posterior log-odds of every pair as a symmetric matrix.

    A refused pair is impossible, a confirmed one all but certain.
    """
    size = traces.accounts
    ends = np.minimum(traces.left, traces.right) * size + np.maximum(traces.left, traces.right)
    pairs, slot = np.unique(ends, return_inverse=True)
    total = np.full((size, size), traces.prior)
    found = add_up(traces, slot.astype(np.int64), len(pairs), parameters)
    total[pairs // size, pairs % size] = found
    total[pairs % size, pairs // size] = found
    for (left, right), confirmed in traces.judged.items():
        value = max(float(total[left, right]), CONFIRMED) if confirmed else -np.inf
        total[left, right] = total[right, left] = value
    np.fill_diagonal(total, -np.inf)
    return total


def member_log_odds(traces: Traces, parameters: Parameters) -> Floats:
    """Return for every account the log-odds that it belongs to the others.

    Traces shared with different members add up as between two accounts; one value shown by
    several members counts once.
    """
    refused = {pair for pair, confirmed in traces.judged.items() if not confirmed}
    pairs = zip(traces.left.tolist(), traces.right.tolist(), strict=True)
    allowed = traces.where(np.array([pair not in refused for pair in pairs], dtype=bool))
    size = traces.accounts
    ends = np.concatenate([allowed.left, allowed.right])
    twice = np.tile(np.arange(len(allowed.left)), 2)
    order = np.lexsort((-allowed.weight[twice], allowed.value[twice], ends))
    ends, twice = ends[order], twice[order]
    first = np.ones(len(ends), dtype=bool)
    first[1:] = (ends[1:] != ends[:-1]) | (allowed.value[twice][1:] != allowed.value[twice][:-1])
    one_each = allowed.where(twice[first])
    total = add_up(one_each, ends[first], size, parameters)
    for (left, right), confirmed in traces.judged.items():
        if confirmed:
            total[[left, right]] = np.maximum(total[[left, right]], CONFIRMED)
    return total


def tied(log_odds: Floats, parameters: Parameters) -> tuple[Ints, Ints]:
    """Return the pairs that tie on their own."""
    left, right = np.nonzero(np.triu(log_odds >= threshold(parameters), 1))
    return left.astype(np.int64), right.astype(np.int64)


def tied_each(
    traces: Traces, kept: npt.NDArray[np.bool_], parameters: Parameters
) -> Iterator[tuple[Ints, Ints]]:
    """Return for each row of `kept`, which says what traces are left, the pairs that still tie.

    All rows are weighed together, as many at a time as fit in a few megabytes.
    """
    size = traces.accounts
    ends = np.minimum(traces.left, traces.right) * size + np.maximum(traces.left, traces.right)
    judged = [min(pair) * size + max(pair) for pair in traces.judged]
    pairs = np.union1d(ends, np.array(judged, dtype=np.int64))
    slot = np.searchsorted(pairs, ends)
    at_once = max(1, _AT_ONCE // max(len(pairs), len(ends), 1))
    for first in range(0, len(kept), at_once):
        copy, row = np.nonzero(kept[first : first + at_once])
        copies = min(at_once, len(kept) - first)
        slots = (copy * len(pairs) + slot[row]).astype(np.int64)
        total = add_up(traces.where(row), slots, copies * len(pairs), parameters)
        total = total.reshape(copies, len(pairs))
        for pair, confirmed in zip(judged, traces.judged.values(), strict=True):
            place = int(np.searchsorted(pairs, pair))
            total[:, place] = np.maximum(total[:, place], CONFIRMED) if confirmed else -np.inf
        for one in total >= threshold(parameters):
            yield pairs[one] // size, pairs[one] % size


def regroup(traces: Traces, parameters: Parameters, ties: tuple[Ints, Ints] | None = None) -> Ints:
    """Return the group of every account by these traces alone: pairs first, then the leftovers.

    An account that no single pair ties is taken in when everything it shares with one group
    together does. `ties` are the pairs that tie, where they are known.
    """
    left, right = ties or tied(pair_log_odds(traces, parameters), parameters)
    label = components(left, right, traces.accounts)
    counts = np.bincount(label, minlength=traces.accounts)
    for core in np.flatnonzero(counts > 1).tolist():
        for account in np.flatnonzero(counts[label] == 1).tolist():
            if label[account] == account and _belongs(traces, account, label == core, parameters):
                label[account] = core
    return label


def _belongs(traces: Traces, account: int, group: Flags, parameters: Parameters) -> bool:
    shared = ((traces.left == account) & group[traces.right]) | (
        (traces.right == account) & group[traces.left]
    )
    if not shared.any():
        return False
    members = [account, *np.flatnonzero(group).tolist()]
    found = member_log_odds(traces.where(shared).among(members), parameters)
    return bool(found[0] >= threshold(parameters))


def threshold(parameters: Parameters) -> float:
    """Return the log-odds from which two accounts are tied."""
    return float(np.log(parameters.tie_probability / (1.0 - parameters.tie_probability)))

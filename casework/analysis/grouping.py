"""The traces of one group of accounts, and what they add up to: ties, and how sure a member is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from casework.analysis.components import components
from casework.analysis.distinct import Flags, distinct, firsts, numbered
from casework.analysis.evidence import NATURE, Family, Floats, Ints, Space
from casework.analysis.parameters import Parameters


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
        if kept.dtype == np.bool_:
            kept = np.flatnonzero(kept)
            if len(kept) == len(self.left):
                return self
        return replace(
            self,
            left=self.left.take(kept),
            right=self.right.take(kept),
            value=self.value.take(kept),
            family=self.family.take(kept),
            space=self.space.take(kept),
            aspect=self.aspect.take(kept),
            weight=self.weight.take(kept),
        )


_AT_ONCE = 400_000  # pairs weighed in one go: some megabytes for each kind of value
CONFIRMED = float(np.log(999.0))
"""An officer's confirmation: no more than one in a thousand is taken back."""
_ALONE = np.array([NATURE[space].alone for space in Space])


def together(groups: Sequence[Traces]) -> Traces:
    """Return the traces of many groups as one: the accounts of each follow those of the last.

    No trace leads from one group to another, so whatever is added up by account or by pair comes
    out as it would for each group by itself.
    """
    first = np.cumsum([0, *(group.accounts for group in groups)])
    by = np.repeat(first[:-1], [len(group.left) for group in groups])
    joined = {
        name: np.concatenate([getattr(group, name) for group in groups])
        for name in ("left", "right", "value", "family", "space", "aspect", "weight")
    }
    judged = {
        (left + base, right + base): confirmed
        for base, group in zip(first.tolist(), groups, strict=False)
        for (left, right), confirmed in group.judged.items()
    }
    joined["left"], joined["right"] = joined["left"] + by, joined["right"] + by
    return Traces(int(first[-1]), groups[0].prior, **joined, judged=judged)


def add_up(traces: Traces, slot: Ints, slots: int, parameters: Parameters) -> Floats:
    """Return for every slot the posterior log-odds of the traces that fall in it.

    Likelihood ratios of the values of one aspect add (many values shared out of many shown); what
    cannot tie alone stays at even odds for each aspect; places far apart are separate facts; of
    the spaces of one family only the strongest counts, and no family beyond its limit.
    """
    total = np.full(slots, traces.prior)
    for said in _by_family(traces, slot, slots, parameters):
        total += said
    return total


def _by_family(traces: Traces, slot: Ints, slots: int, parameters: Parameters) -> Floats:
    """Return what each family of traces says in every slot."""
    best = np.zeros(len(Family) * slots)
    if len(slot):
        spaces, aspects = len(Space), int(traces.aspect.max()) + 1
        in_family = slot * len(Family) + traces.family
        views, view = numbered((in_family * spaces + traces.space) * aspects + traces.aspect)
        weight = np.log(np.bincount(view, weights=np.exp(traces.weight)))
        cells, cell = numbered(views // aspects)
        most = np.where(_ALONE[cells % spaces], np.inf, -traces.prior)
        by_space = np.bincount(cell, weights=np.minimum(weight, most[cell]))
        of, family = np.divmod(cells // spaces, len(Family))
        np.maximum.at(best, family * slots + of, by_space)
    said: Floats = np.minimum(best, parameters.family_limit - traces.prior)
    return said.reshape(len(Family), slots)


def weighed(traces: Traces, parameters: Parameters) -> tuple[Ints, Ints, Floats]:
    """Return every pair that shares something or was judged, left below right, and its log-odds.

    In the order of the pairs. A refused pair is impossible, a confirmed one all but certain.
    """
    ends, judged = _ends(traces)
    pairs, slot = numbered(np.concatenate([ends, judged]))
    found = add_up(traces, slot[: len(ends)], len(pairs), parameters)
    for place, confirmed in zip(slot[len(ends) :], traces.judged.values(), strict=True):
        found[place] = max(float(found[place]), CONFIRMED) if confirmed else -np.inf
    return pairs // traces.accounts, pairs % traces.accounts, found


def _ends(traces: Traces) -> tuple[Ints, Ints]:
    """Return one number for the two accounts of every trace, and of every judged pair."""
    size = traces.accounts
    ends = np.minimum(traces.left, traces.right) * size + np.maximum(traces.left, traces.right)
    judged = [min(pair) * size + max(pair) for pair in traces.judged]
    return ends, np.array(judged, dtype=np.int64)


def pair_log_odds(traces: Traces, parameters: Parameters) -> Floats:
    """Return the posterior log-odds of every pair as a symmetric matrix.

    A refused pair is impossible, a confirmed one all but certain.
    """
    left, right, found = weighed(traces, parameters)
    total = np.full((traces.accounts, traces.accounts), traces.prior)
    total[left, right] = total[right, left] = found
    np.fill_diagonal(total, -np.inf)
    return total


def member_log_odds(traces: Traces, parameters: Parameters) -> Floats:
    """Return for every account the log-odds that it belongs to the others.

    Traces shared with different members add up as between two accounts; one value shown by
    several members counts once.
    """
    allowed = _not_refused(traces)
    ends = np.concatenate([allowed.left, allowed.right])
    twice = np.tile(np.arange(len(allowed.left)), 2)
    one_each, slot = _each_value_once(allowed.where(twice), ends)
    total = add_up(one_each, slot, traces.accounts, parameters)
    for (left, right), confirmed in traces.judged.items():
        if confirmed:
            total[[left, right]] = np.maximum(total[[left, right]], CONFIRMED)
    return total


def _each_value_once(traces: Traces, slot: Ints) -> tuple[Traces, Ints]:
    """Return the traces and their slots with every value once in a slot, where it weighs most."""
    key = slot * (int(traces.value.max(initial=0)) + 1) + traces.value
    order = np.argsort(key, kind="stable")
    begins = np.flatnonzero(firsts(key.take(order)))
    if not len(begins):
        return traces, slot
    weight = traces.weight.take(order)
    most = np.repeat(np.maximum.reduceat(weight, begins), np.diff(begins, append=len(order)))
    heaviest = np.flatnonzero(weight == most)
    chosen = order[heaviest[np.searchsorted(heaviest, begins)]]
    return traces.where(chosen), slot[chosen]


def _not_refused(traces: Traces) -> Traces:
    ends, judged = _ends(traces)
    refused = judged[[not confirmed for confirmed in traces.judged.values()]]
    return traces.where(~np.isin(ends, refused)) if len(refused) else traces


def belonging(traces: Traces, unit: Ints, parameters: Parameters) -> tuple[Floats, Flags]:
    """Return how surely each unit belongs to the rest, and whether two families say so.

    `unit` numbers the accounts whose belonging is asked from 0, and is -1 for the rest; log-odds.
    What one family says counts in full. What another adds could have been met by chance with each
    account of the rest, so it is lowered by the logarithm of their number.
    """
    allowed = _not_refused(traces)
    units = int(unit.max(initial=-1)) + 1
    crossing = allowed.where((unit[allowed.left] < 0) != (unit[allowed.right] < 0))
    asked = np.maximum(unit[crossing.left], unit[crossing.right])
    one_each, slot = _each_value_once(crossing, asked)
    said = np.sort(_by_family(one_each, slot, units, parameters), axis=0)
    others = float(np.log(max(int(np.count_nonzero(unit < 0)), 1)))
    added: Floats = np.maximum(said[:-1] - others, 0.0).sum(axis=0)
    total: Floats = traces.prior + said[-1] + added
    for (left, right), confirmed in traces.judged.items():
        if confirmed and (unit[left] < 0) != (unit[right] < 0):
            place = max(int(unit[left]), int(unit[right]))
            total[place] = max(float(total[place]), CONFIRMED)
    return total, added > 0


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
    ends, judged = _ends(traces)
    pairs = distinct(np.concatenate([ends, judged]))
    slot = np.searchsorted(pairs, ends)
    at_once = max(1, _AT_ONCE // max(len(pairs), len(ends), 1))
    for first in range(0, len(kept), at_once):
        copy, row = np.nonzero(kept[first : first + at_once])
        copies = min(at_once, len(kept) - first)
        slots = (copy * len(pairs) + slot[row]).astype(np.int64)
        total = add_up(traces.where(row), slots, copies * len(pairs), parameters)
        total = total.reshape(copies, len(pairs))
        for pair, confirmed in zip(judged.tolist(), traces.judged.values(), strict=True):
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

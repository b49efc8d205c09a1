"""Why two accounts of a group are linked: every reason with its rows, or the chain between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite

import numpy as np

from casework.analysis.dossier import Dossier, SharedValue, Showing
from casework.analysis.evidence import NATURE, Ints, Space
from casework.analysis.grouping import Traces, threshold
from casework.analysis.parameters import Parameters
from casework.analysis.sentences import innocent, label, says
from casework.analysis.ties import Ties, weighed_ties
from casework.analysis.values import AccountKey, Reason, Tie
from casework.vocabulary import IdentifierKind

_TIES = 8  # strongest ties shown for each account: a graph a person can read
_REASONS = 12  # values shown for one tie of many; who asks about two accounts is shown all
_KINDS = list(IdentifierKind)
_STEP = 1e-6  # a longer chain is not better, however sure its ties


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why are these two linked?"."""

    direct: Tie | None
    """Everything both show, at its own weight whatever was judged of the pair; without reasons
    where a judgement is all there is, None where there is nothing."""
    chain: list[Tie]
    """Where what both show does not tie them: the surest way from one to the other, tie by tie,
    none refused by an officer. Empty where there is none."""
    holds: bool
    """Whether every tie of the chain ties alone; else it is the surest way there is, no more."""
    complete: bool
    """Whether all that is known of the group was kept; else weaker traces are missing."""


def why(dossier: Dossier, one: AccountKey, other: AccountKey, parameters: Parameters) -> Why:
    """Return why two accounts of the group are linked.

    The chain is the path with the largest product of its ties' probabilities. Raises KeyError
    where one of them is no member.
    """
    here, there = place_of(dossier, one), place_of(dossier, other)
    ties = weighed_ties(dossier.traces, parameters)
    unjudged = _unjudged(ties, dossier.traces, parameters)
    least = threshold(parameters)
    way = [] if _between(ties, here, there) >= least else _chain(ties, here, there)
    links = list(pairwise(way)) if len(way) > 2 else []
    told = [_tie(dossier, ends, _between(unjudged, *ends), _REASONS) for ends in links]
    return Why(
        _tie(dossier, (here, there), _between(unjudged, here, there), None),
        [tie for tie in told if tie],
        all(_between(ties, *ends) >= least for ends in links),
        dossier.left_out == 0,
    )


def strongest_ties(dossier: Dossier, parameters: Parameters) -> list[Tie]:
    """Return the ties to show of a group, strongest first, each account with eight at most.

    Those that tie alone, and for each account its best one. A confirmed tie is taken for what it
    is and shown at the weight of its traces.
    """
    traces = dossier.traces
    ties = weighed_ties(traces, parameters)
    unjudged = _unjudged(ties, traces, parameters)
    shared = _shared(traces, ties)
    left, right = ties.left.tolist(), ties.right.tolist()
    sure, weighs = ties.log_odds.tolist(), unjudged.log_odds.tolist()
    least = threshold(parameters)
    taken = [0] * traces.accounts
    found = []
    for place in np.lexsort((ties.right, ties.left, -ties.log_odds)).tolist():
        one, other, here = left[place], right[place], shared[place]
        if not here or not isfinite(sure[place]):
            continue
        first = not taken[one] or not taken[other]
        room = taken[one] < _TIES or taken[other] < _TIES
        if first or (room and sure[place] >= least):
            taken[one] += 1
            taken[other] += 1
            reasons = [reason(dossier, n, w, one, other) for n, w in here[:_REASONS]]
            weight = round(weighs[place] - traces.prior, 4)
            found.append(Tie(dossier.names[one], dossier.names[other], weight, reasons))
    return sorted(found, key=lambda tie: -tie.weight)


def _shared(traces: Traces, ties: Ties) -> list[list[tuple[int, float]]]:
    """Return for each tie the values its accounts share and their weights, the heaviest first."""
    pair = traces.left * traces.accounts + traces.right
    order = np.lexsort((traces.value, -traces.weight, pair))
    said = list(zip(traces.value[order].tolist(), traces.weight[order].tolist(), strict=True))
    ends = ties.left * ties.accounts + ties.right
    first, last = (np.searchsorted(pair[order], ends, side).tolist() for side in ("left", "right"))
    return [said[start:end] for start, end in zip(first, last, strict=True)]


def _unjudged(ties: Ties, traces: Traces, parameters: Parameters) -> Ties:
    """Return the same ties at the weight of their traces, whatever officers judged of them.

    Minus infinity where a pair was judged and shares nothing.
    """
    if not traces.judged:
        return ties
    found = weighed_ties(replace(traces, judged={}), parameters)
    log_odds = np.full(len(ties.left), -np.inf)
    ends, known = (one.left * one.accounts + one.right for one in (ties, found))
    log_odds[np.isin(ends, known)] = found.log_odds
    return replace(ties, log_odds=log_odds)


def _tie(dossier: Dossier, ends: tuple[int, int], log_odds: float, most: int | None) -> Tie | None:
    """Return the tie of two accounts with its reasons; None where they share nothing.

    A judged pair has one, though no reason is left: the judgement is the reason.
    """
    pair = min(ends), max(ends)
    here = _of_pair(dossier, *pair)
    traces = dossier.traces
    value, weight = traces.value[here], traces.weight[here]
    order = np.lexsort((value, -weight))[:most]
    reasons = [reason(dossier, int(value[i]), float(weight[i]), *ends) for i in order.tolist()]
    if not reasons and pair not in traces.judged:
        return None
    left, right = (dossier.names[end] for end in ends)
    return Tie(left, right, round(log_odds - traces.prior, 4) if reasons else 0.0, reasons)


def _of_pair(dossier: Dossier, left: int, right: int) -> Ints:
    first, last = np.searchsorted(dossier.traces.left, [left, left + 1])
    inside: Ints = np.flatnonzero(dossier.traces.right[first:last] == right) + first
    return inside


def reason(dossier: Dossier, number: int, weight: float, left: int, right: int) -> Reason:
    """Return what a value that two accounts show says of them, by their places and its number."""
    value = dossier.values[number]
    one, other = dossier.shown[left][number], dossier.shown[right][number]
    apart = NATURE[value.space].recycled and _apart(one, other)
    return Reason(
        _kind(value.space, one.kind, other.kind),
        one.written,
        other.written,
        value.value,
        round(weight, 4),
        said(value, apart=apart),
        innocent(value.space),
        [*one.rows, *other.rows],
    )


def said(value: SharedValue, *, apart: bool = False) -> str:
    """Return what is shared and how rare it is; `apart` when two never showed it at one time."""
    return says(value.space, value.accounts, value.parties, value.showing, apart=apart)


def _apart(one: Showing, other: Showing) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first > other.last or other.first > one.last


def _kind(space: Space, one: IdentifierKind | None, other: IdentifierKind | None) -> IdentifierKind:
    if one is None or other is None:
        return label(space, None)
    return min(one, other, key=_KINDS.index)


def place_of(dossier: Dossier, key: AccountKey) -> int:
    """Return the number of an account of the group; KeyError where it is no member."""
    for place, name in enumerate(dossier.names):
        if name == key:
            return place
    raise KeyError(key)


def _between(ties: Ties, one: int, other: int) -> float:
    """Return the log-odds of a pair; minus infinity where nothing is known of it."""
    at = np.flatnonzero((ties.left == min(one, other)) & (ties.right == max(one, other)))
    return float(ties.log_odds[at[0]]) if len(at) else float("-inf")


def _chain(ties: Ties, one: int, other: int) -> list[int]:
    """Return the accounts on the surest way between two, both included; empty without one."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import dijkstra

    open_ = np.isfinite(ties.log_odds)
    left, right = ties.left[open_], ties.right[open_]
    cost = np.logaddexp(0.0, -ties.log_odds[open_]) + _STEP  # minus the logarithm of p
    graph = coo_array((cost, (left, right)), shape=(ties.accounts, ties.accounts)).tocsr()
    _, before = dijkstra(graph, directed=False, indices=[one], return_predecessors=True)
    way = [other]
    while way[-1] != one:
        previous = int(before[0, way[-1]])
        if previous < 0:
            return []
        way.append(previous)
    return way[::-1]

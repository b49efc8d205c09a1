"""How surely a ring would be found again if part of what is known were not."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from casework.analysis.components import components
from casework.analysis.distinct import Flags, numbered
from casework.analysis.evidence import Ints
from casework.analysis.grouping import Traces, regroup, threshold, tied_each
from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey

_FINE = 1 << 16  # chances are drawn in steps of one in so many


def stability(traces: Traces, names: Sequence[AccountKey], parameters: Parameters) -> float:
    """Return the share of perturbed copies in which the ring's core is found again, 0 to 1.

    A tie falls with the value it rests on, so each copy loses `ties_removed` of the *values*: a
    ring that hangs on one phone is fragile however many accounts show that phone. Found again
    means a Jaccard overlap of `core_overlap`. Seeded by the accounts' names and the parameters'
    seed, never by order.
    """
    values, of_value = numbered(traces.value)
    if not len(values):
        return 0.0
    left = perturbed(len(values), names, parameters)
    least = parameters.core_overlap * traces.accounts
    unsure = np.flatnonzero(_surely_together(traces, of_value, left, parameters) < least)
    found = len(left) - len(unsure)
    # A small group has few ways to lose its values: copies that are alike are looked at once.
    ways, times = np.unique(left[unsure], axis=0, return_counts=True)
    kept = ways[:, of_value]
    ties_each = tied_each(traces, kept, parameters)
    for one, ties, alike in zip(kept, ties_each, times.tolist(), strict=True):
        found += alike * _found_again(traces, one, ties, parameters)
    return found / len(left)


def perturbed(values: int, names: Sequence[AccountKey], parameters: Parameters) -> Flags:
    """Return for each perturbed copy which of so many values are left in it."""
    text = "\n".join(f"{platform}\t{account}" for platform, account in sorted(names))
    seed = hashlib.sha256(f"{parameters.seed}\n{text}".encode()).digest()
    drawn = random.Random(seed).randbytes(2 * parameters.copies * values)  # noqa: S311 (no secret)
    chance = np.frombuffer(drawn, dtype="<u2").reshape(parameters.copies, values)
    left: Flags = chance >= parameters.ties_removed * _FINE
    return left


def _surely_together(traces: Traces, of_value: Ints, left: Flags, parameters: Parameters) -> Ints:
    """Return for each copy how many accounts values that tie alone join to the best joined one.

    The core is at least as large: whatever else is left only adds ties. Copies are the bits of one
    number, so that all are walked through at once.
    """
    holders = _holders(traces, of_value, parameters)
    every = (1 << len(left)) - 1
    bits = np.packbits(left, axis=0, bitorder="little")
    in_copies = [int.from_bytes(column.tobytes(), "little") for column in bits.T] + [every]
    times = np.bincount([account for _, circle in holders for account in circle] or [0])
    reached = [0] * traces.accounts
    reached[int(times.argmax())] = every
    before: list[int] = []
    while reached != before:
        before = list(reached)
        for value, circle in holders:
            joined = 0
            for account in circle:
                joined |= reached[account]
            joined &= in_copies[value]
            for account in circle:
                reached[account] |= joined
    width = len(bits)
    rows = b"".join(copies.to_bytes(width, "little") for copies in reached)
    each = np.frombuffer(rows, dtype=np.uint8).reshape(traces.accounts, width)
    joined_in = np.unpackbits(each, axis=1, count=len(left), bitorder="little")
    counted: Ints = joined_in.sum(axis=0, dtype=np.int64)
    return counted


def _holders(traces: Traces, of_value: Ints, parameters: Parameters) -> list[tuple[int, list[int]]]:
    """Return each value with the accounts that it ties without any other; last, who is confirmed.

    A value may tie two circles and nobody across: it is then there twice.
    """
    refused = {min(p) * traces.accounts + max(p) for p, yes in traces.judged.items() if not yes}
    ends = np.minimum(traces.left, traces.right) * traces.accounts
    ends += np.maximum(traces.left, traces.right)
    alone = traces.weight + traces.prior >= threshold(parameters)
    alone &= ~np.isin(ends, np.array(sorted(refused), dtype=np.int64))
    base = of_value[alone] * traces.accounts
    nodes, place = numbered(np.concatenate([base + traces.left[alone], base + traces.right[alone]]))
    one, other = np.split(place, 2)
    circles: dict[int, list[int]] = defaultdict(list)
    label = components(one, other, len(nodes)).tolist()
    for circle, node in zip(label, nodes.tolist(), strict=True):
        circles[circle].append(node)
    found = [
        (circle[0] // traces.accounts, [node % traces.accounts for node in circle])
        for circle in circles.values()
    ]
    return found + [(-1, list(pair)) for pair, yes in traces.judged.items() if yes]


def _found_again(
    traces: Traces, kept: Flags, ties: tuple[Ints, Ints], parameters: Parameters
) -> bool:
    least = parameters.core_overlap * traces.accounts
    sizes = np.bincount(components(*ties, traces.accounts))
    core = int(sizes.max())
    if core >= least or core + int(np.count_nonzero(sizes == 1)) < least:
        return core >= least  # accounts that no pair ties can only join one by one
    label = regroup(traces.where(kept), parameters, ties)
    return int(np.bincount(label).max()) >= least

"""How surely a ring would be found again if part of what is known were not."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import numpy as np

from casework.analysis.grouping import Traces, regroup, tied_each
from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey


def stability(traces: Traces, names: Sequence[AccountKey], parameters: Parameters) -> float:
    """Return the share of perturbed copies in which the ring's core is found again, 0 to 1.

    A tie falls with the value it rests on, so each copy loses `ties_removed` of the *values*: a
    ring that hangs on one phone is fragile however many accounts show that phone. Found again
    means a Jaccard overlap of `core_overlap`. Seeded by the accounts' names and the parameters'
    seed, never by order.
    """
    values = np.unique(traces.value)
    if not len(values):
        return 0.0
    chance = random.Random(_seed(names, parameters.seed))  # noqa: S311  (no secret)
    fallen = [
        np.array([chance.random() < parameters.ties_removed for _ in values], dtype=bool)
        for _ in range(parameters.copies)
    ]
    of_value = np.searchsorted(values, traces.value)
    left = np.array([~gone[of_value] for gone in fallen])
    found = 0
    for kept, ties in zip(left, tied_each(traces, left, parameters), strict=True):
        label = regroup(traces.where(kept), parameters, ties)
        core = int(np.bincount(label).max())
        found += core / traces.accounts >= parameters.core_overlap
    return found / parameters.copies


def _seed(names: Sequence[AccountKey], seed: int) -> int:
    text = "\n".join(f"{platform}\t{account}" for platform, account in sorted(names))
    return int.from_bytes(hashlib.sha256(f"{seed}\n{text}".encode()).digest()[:8], "big")

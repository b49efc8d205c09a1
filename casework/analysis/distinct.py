"""The different numbers of an array, and which of them are among others: by sorting."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from casework.analysis.components import Ints

Flags: TypeAlias = npt.NDArray[np.bool_]


def distinct(numbers: Ints) -> Ints:
    """Return the different numbers in their order.

    Sorted and compared with the next: numpy's own `unique` hashes whole numbers, which takes a
    hundred times as long for a million of them (numpy 2.4).

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    in_order = np.sort(numbers)
    first = np.ones(len(in_order), dtype=bool)
    first[1:] = in_order[1:] != in_order[:-1]
    different: Ints = in_order[first]
    return different


def among(numbers: Ints, others: Ints) -> Flags:
    """Return for each number whether it is one of the others.

    >>> among(np.array([3, 1, 3]), np.array([2, 3])).tolist()
    [True, False, True]
    """
    if not len(others):
        return np.zeros(len(numbers), dtype=bool)
    in_order = np.sort(others)
    place = np.minimum(np.searchsorted(in_order, numbers), len(others) - 1)
    found: Flags = in_order[place] == numbers
    return found

"""The different numbers of an array, their places, and which are among others: all by sorting.

numpy's own `unique` hashes whole numbers, which takes far longer than sorting them (numpy 2.4).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from casework.analysis.components import Ints

Flags: TypeAlias = npt.NDArray[np.bool_]


def distinct(numbers: Ints) -> Ints:
    """Return the different numbers in their order.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    in_order = np.sort(numbers)
    different: Ints = in_order[firsts(in_order)]
    return different


def numbered(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the different numbers in order, and for every number its place among them.

    Quick where they come nearly in order, as those of traces do.

    >>> [array.tolist() for array in numbered(np.array([7, 5, 7]))]
    [[5, 7], [1, 0, 1]]
    """
    order = np.argsort(numbers, kind="stable")
    in_order = numbers.take(order)
    first = firsts(in_order)
    place = np.empty(len(numbers), dtype=np.int64)
    place[order] = np.cumsum(first) - 1
    return in_order[first], place


def firsts(in_order: Ints) -> Flags:
    """Return which of the numbers, which are in order, differ from the one before.

    >>> firsts(np.array([1, 1, 3])).tolist()
    [True, False, True]
    """
    first: Flags = np.ones(len(in_order), dtype=bool)
    np.not_equal(in_order[1:], in_order[:-1], out=first[1:])
    return first


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

"""How well two partings of the same nodes agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log


def labels(parts: Iterable[Iterable[int]], nodes: int) -> list[int]:
    """Return the number of its part for every node; a node in none is a part of its own."""
    label = list(range(-nodes, 0))
    for number, part in enumerate(parts):
        for node in part:
            label[node] = number
    return label


def agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the normalised mutual information of two labellings, 0 to 1.

    Mutual information over the mean of the two entropies (Danon et al. 2005).

    >>> agreement([0, 0, 1, 1], [7, 7, 3, 3])
    1.0
    """
    nodes = len(one)
    ones, others = Counter(one), Counter(other)
    both = Counter(zip(one, other, strict=True))
    mutual = sum(
        count / nodes * log(count * nodes / (ones[left] * others[right]))
        for (left, right), count in both.items()
    )
    entropies = _entropy(ones, nodes) + _entropy(others, nodes)
    return 2 * mutual / entropies if entropies else 1.0


def _entropy(counts: Counter[int], nodes: int) -> float:
    return -sum(count / nodes * log(count / nodes) for count in counts.values())

"""What became of rings from one run to the next: who joined, who left, what merged, what split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeAlias

from casework.analysis.values import AccountKey

Members: TypeAlias = AbstractSet[AccountKey]
_MOSTLY = 0.5
"""A ring is found again in another, or comes out of it, by at least this share of its accounts."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one ring; rings by the keys they were given under."""

    new: bool
    """Not found in the run before."""
    fresh: bool = False
    """New, and no ring of the run before had any of its accounts."""
    joined: list[AccountKey] = field(default_factory=list)
    left: list[AccountKey] = field(default_factory=list)
    merged: list[int] = field(default_factory=list)
    """Rings of the run before that went into it and are no rings of their own any more."""
    split_from: int | None = None
    """The ring most of its accounts belonged to before, which goes on without them."""
    split_off: list[int] = field(default_factory=list)
    """New rings made of accounts that were its own."""

    @property
    def anything(self) -> bool:
        """Whether the ring is not as it was."""
        return bool(self.new or self.joined or self.left or self.merged or self.split_off)


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of all rings."""

    rings: dict[int, Change]
    """Every ring there is now."""
    gone: dict[int, int | None]
    """Rings that are not found any more, and the ring that took them in, if one did."""


def changes(before: Mapping[int, Members], after: Mapping[int, Members]) -> Changes:
    """Return what became of the rings of `before`, by key, in `after`.

    >>> found = changes({1: {("x", "a"), ("x", "b")}}, {1: {("x", "b"), ("x", "c")}})
    >>> found.rings[1].joined, found.rings[1].left
    ([('x', 'c')], [('x', 'a')])
    """
    gone = {
        ring: _mostly_in(members, after)
        for ring, members in sorted(before.items())
        if ring not in after
    }
    split_from = {
        ring: _origin(members, before, after)
        for ring, members in after.items()
        if ring not in before
    }
    ringed = frozenset().union(*before.values())
    return Changes(
        {
            ring: Change(
                ring not in before,
                ring not in before and ringed.isdisjoint(members),
                sorted(members - before.get(ring, frozenset())),
                sorted(before.get(ring, frozenset()) - members),
                [other for other, into in gone.items() if into == ring],
                split_from.get(ring),
                sorted(other for other, origin in split_from.items() if origin == ring),
            )
            for ring, members in after.items()
        },
        gone,
    )


def _origin(
    members: Members, before: Mapping[int, Members], after: Mapping[int, Members]
) -> int | None:
    """Return the ring that most of a new ring's accounts came from, if it is still there."""
    kept = {ring: was for ring, was in before.items() if ring in after}
    return _mostly_in(members, kept)


def _mostly_in(members: Members, among: Mapping[int, Members]) -> int | None:
    """Return the ring that holds most of these accounts, when it holds half of them or more."""
    shared = Counter({ring: len(members & others) for ring, others in among.items()})
    if not shared or not members:
        return None
    ring, count = min(shared.items(), key=lambda one: (-one[1], one[0]))
    return ring if count >= max(1, _MOSTLY * len(members)) else None

"""Why an account belongs to its group: every value it shares, family by family, and with whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np

from casework.analysis.dossier import Dossier
from casework.analysis.evidence import Family
from casework.analysis.reasons import place_of, reason, said
from casework.analysis.values import AccountKey, Reason, RowRef


@dataclass(frozen=True, slots=True)
class Shared:
    """A value the account shows, and who of the group shows it too."""

    family: Family
    says: str
    """What is shared and how rare it is, whoever shares it."""
    rows: list[RowRef]
    """The rows in which the account itself shows it; `others` gives those of another."""
    holders: list[tuple[AccountKey, Reason]]
    """The others, the strongest first, each with the reason it is for the two of them."""

    @property
    def best(self) -> Reason:
        """The reason where the value says most."""
        return self.holders[0][1]

    def apart(self, reason: Reason) -> bool:
        """Return whether the two of a reason never showed the value at the same time."""
        return reason.says != self.says

    def others(self, reason: Reason) -> list[RowRef]:
        """Return the rows of a reason in which the other account shows the value."""
        return reason.rows[len(self.rows) :]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Everything an account shares with the others of its group."""

    families: dict[Family, list[Shared]]
    """The family that says most first, and in it the value that does."""
    complete: bool
    """Whether all that is known of the group was kept; else weaker traces are missing."""


def belonging(dossier: Dossier, account: AccountKey) -> Belonging:
    """Return what the account shares with the others, family by family.

    Raises KeyError where it is no member.
    """
    here, traces = place_of(dossier, account), dossier.traces
    # Each line is read once: many others may show many values.
    read = replace(dossier, shown=list(dossier.shown))
    holders: dict[tuple[int, int], list[tuple[AccountKey, Reason]]] = defaultdict(list)
    for trace in np.flatnonzero((traces.left == here) | (traces.right == here)).tolist():
        other = int(traces.left[trace] + traces.right[trace]) - here
        number, weight = int(traces.value[trace]), float(traces.weight[trace])
        one = reason(read, number, weight, here, other)
        holders[int(traces.family[trace]), number].append((dossier.names[other], one))
    shared = [
        Shared(
            Family(family),
            said(dossier.values[number]),
            list(read.shown[here][number].rows),
            sorted(found, key=lambda one: (-one[1].weight, one[0])),
        )
        for (family, number), found in sorted(holders.items())
    ]
    families: dict[Family, list[Shared]] = {}
    for value in sorted(shared, key=lambda one: -one.best.weight):
        families.setdefault(value.family, []).append(value)
    return Belonging(families, dossier.left_out == 0)

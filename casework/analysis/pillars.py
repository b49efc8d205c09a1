"""What a group rests on: the values that carry most of what ties its accounts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from casework.analysis.dossier import Dossier
from casework.analysis.evidence import Space
from casework.analysis.sentences import innocent, label
from casework.vocabulary import IdentifierKind


@dataclass(frozen=True, slots=True)
class Pillar:
    """A value that ties accounts of the group."""

    number: int
    """Its place among the values of the dossier: names it without showing it."""
    space: Space
    kind: IdentifierKind
    value: str
    """As understood."""
    written: str
    """As one of them writes it."""
    accounts: int
    """Accounts of the group that are tied by it."""
    weight: float
    """The most it says of any two of them."""


def pillars(dossier: Dossier, most: int, also: Collection[int] = ()) -> list[Pillar]:
    """Return the values that carry most, those whose traces weigh most together first.

    At most `most` of them, and those of the numbers in `also`.
    """
    traces = dossier.traces
    carried = np.bincount(traces.value, weights=traces.weight, minlength=len(dossier.values))
    order = np.lexsort((np.arange(len(carried)), -carried)).tolist()
    asked = set(also)
    chosen = [place for rank, place in enumerate(order) if rank < most or place in asked]
    return [_pillar(dossier, number) for number in chosen]


def kinds(dossier: Dossier) -> dict[Space, str]:
    """Return the kinds of values the group shares, each with its best innocent explanation."""
    return {space: innocent(space) for space in sorted({one.space for one in dossier.values})}


def _pillar(dossier: Dossier, number: int) -> Pillar:
    traces, value = dossier.traces, dossier.values[number]
    mine = traces.value == number
    holders = np.union1d(traces.left[mine], traces.right[mine])
    showing = dossier.shown[int(holders[0])][number]
    weight = float(traces.weight[mine].max())
    kind = label(value.space, showing.kind)
    return Pillar(
        number, value.space, kind, value.value, showing.written, len(holders), round(weight, 4)
    )

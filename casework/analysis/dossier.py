"""The evidence of one group, kept with its finding: questions are answered from it, not the lake.

Packed it is one text, compressed: a line of what the group shares, then a line for each account of
what it shows, read when it is asked for. The same group gives the same bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, overload

import numpy as np

from casework.analysis.distinct import Flags
from casework.analysis.evidence import Ints, Space
from casework.analysis.grouping import Traces
from casework.analysis.ties import Ties, strongest_forest
from casework.analysis.values import AccountKey, RowRef
from casework.canonical import canonical
from casework.vocabulary import IdentifierKind

VERSION = 1
MOST_TRACES = 200_000
"""Traces kept of one group: some five hundred accounts that all share something; a megabyte."""
_DIGITS = 6  # of a weight: far below what anybody would act on


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value that accounts of the group share, with how common it is in the data."""

    space: Space
    value: str
    """As understood."""
    accounts: int
    parties: int
    """Its holders, those that other traces join counted once."""
    showing: int
    """Accounts that show any value of the kind."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How one account shows a value: as written, when, and in which rows."""

    kind: IdentifierKind | None
    """None: what a label shows of the sender's phone and of the street, together."""
    written: str
    first: float | None
    """Seconds since 1970, as `last`; None where no row says."""
    last: float | None
    rows: tuple[RowRef, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the accounts of one group share: numbered from 0 in the order of `names`."""

    names: tuple[AccountKey, ...]
    traces: Traces
    """In order of left, right and value; values are numbered by their place in `values`."""
    values: tuple[SharedValue, ...]
    shown: Sequence[Mapping[int, Showing]]
    """For every account what it shows, by the value's number."""
    left_out: int = 0
    """Traces not kept: the weakest of a very large group."""


def compile_dossier(
    names: Sequence[AccountKey],
    traces: Traces,
    values: Mapping[int, SharedValue],
    shown: Sequence[Mapping[int, Showing]],
    most: int = MOST_TRACES,
) -> Dossier:
    """Return the dossier of a group; of more than `most` traces the strongest are kept.

    `values` and `shown` go by the numbers the traces use for values; what they hold beyond the
    traces is left out. Whatever those numbers were, the same group gives the same dossier.
    """
    one, other = np.minimum(traces.left, traces.right), np.maximum(traces.left, traces.right)
    kept = _bounded(replace(traces, left=one, right=other), most)
    used = sorted(
        set(kept.value.tolist()),
        key=lambda number: (int(values[number].space), values[number].value),
    )
    number_of = {number: place for place, number in enumerate(used)}
    value = np.array([number_of[number] for number in kept.value.tolist()], dtype=np.int64)
    aspect = _numbered_anew(kept.aspect, value, len(used))
    kept = replace(kept, value=value, aspect=aspect, weight=np.round(kept.weight, _DIGITS))
    return Dossier(
        tuple(names),
        kept.where(np.lexsort((kept.value, kept.right, kept.left)).astype(np.int64)),
        tuple(values[number] for number in used),
        tuple(
            {number_of[number]: one for number, one in mine.items() if number in number_of}
            for mine in shown
        ),
        len(traces.left) - len(kept.left),
    )


def to_bytes(dossier: Dossier) -> bytes:
    """Return the dossier packed; the same dossier gives the same bytes."""
    rows = sorted({_of_row(r) for mine in dossier.shown for one in mine.values() for r in one.rows})
    place = {row: number for number, row in enumerate(rows)}
    traces = dossier.traces
    aspects = dict(zip(traces.value.tolist(), traces.aspect.tolist(), strict=True))
    packed = {
        "version": VERSION,
        "names": dossier.names,
        "prior": traces.prior,
        "judged": [[*pair, says] for pair, says in sorted(traces.judged.items())],
        "left_out": dossier.left_out,
        "values": [
            [int(one.space), one.value, one.accounts, one.parties, one.showing, aspects[number]]
            for number, one in enumerate(dossier.values)
        ],
        "left": traces.left.tolist(),
        "right": traces.right.tolist(),
        "value": traces.value.tolist(),
        "family": traces.family.tolist(),
        "weight": traces.weight.tolist(),
        "rows": rows,
    }
    lines = [canonical(packed), *(canonical(_listed(mine, place)) for mine in dossier.shown)]
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 9)


_of_row = attrgetter("batch_id", "kind", "row_number", "row_sha256")  # quicker told apart than rows


def _listed(shown: Mapping[int, Showing], place: Mapping[tuple[Any, ...], int]) -> list[Any]:
    return [
        [number, one.kind, one.written, one.first, one.last, [place[_of_row(r)] for r in one.rows]]
        for number, one in sorted(shown.items())
    ]


def from_bytes(packed: bytes) -> Dossier:
    """Return the dossier that was packed."""
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    first, *lines = text.split("\n")
    kept = json.loads(first)
    if kept["version"] != VERSION:
        raise ValueError(f"a dossier of version {kept['version']}; {VERSION} is read here")
    return Dossier(
        tuple((platform, account) for platform, account in kept["names"]),
        _traces(kept),
        tuple(SharedValue(Space(space), *rest) for space, *rest, _ in kept["values"]),
        _Lines(lines, [RowRef(*row) for row in kept["rows"]]),
        kept["left_out"],
    )


class _Lines(Sequence[Mapping[int, Showing]]):
    """What each account shows, read line by line: most questions are about few accounts."""

    def __init__(self, lines: Sequence[str], rows: Sequence[RowRef]) -> None:
        self._lines, self._rows = lines, rows

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Mapping[int, Showing]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Mapping[int, Showing]]: ...

    def __getitem__(
        self, place: int | slice
    ) -> Mapping[int, Showing] | Sequence[Mapping[int, Showing]]:
        if isinstance(place, slice):
            return [_Line(line, self._rows) for line in self._lines[place]]
        return _Line(self._lines[place], self._rows)


class _Line(Mapping[int, Showing]):
    """What one account shows, value by value as it is asked for."""

    def __init__(self, line: str, rows: Sequence[RowRef]) -> None:
        self._kept = {number: said for number, *said in json.loads(line)}
        self._rows = rows

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[int]:
        return iter(self._kept)

    def __getitem__(self, number: int) -> Showing:
        kind, written, first, last, places = self._kept[number]
        rows = tuple(self._rows[place] for place in places)
        return Showing(None if kind is None else IdentifierKind(kind), written, first, last, rows)


def _traces(kept: Mapping[str, Any]) -> Traces:
    value = np.array(kept["value"], dtype=np.int64)
    space = np.array([one[0] for one in kept["values"]], dtype=np.int64)
    aspect = np.array([one[-1] for one in kept["values"]], dtype=np.int64)
    return Traces(
        len(kept["names"]),
        kept["prior"],
        np.array(kept["left"], dtype=np.int64),
        np.array(kept["right"], dtype=np.int64),
        value,
        np.array(kept["family"], dtype=np.int64),
        space[value],
        aspect[value],
        np.array(kept["weight"], dtype=np.float64),
        {(left, right): says for left, right, says in kept["judged"]},
    )


def _numbered_anew(aspect: Ints, value: Ints, values: int) -> Ints:
    """Return the aspects numbered in the order of the values, however they were numbered."""
    of_value = np.zeros(values, dtype=np.int64)
    of_value[value] = aspect
    order: dict[int, int] = {}
    for one in of_value.tolist():
        order.setdefault(one, len(order))
    return np.array([order[one] for one in aspect.tolist()], dtype=np.int64)


def _bounded(traces: Traces, most: int) -> Traces:
    """Return the strongest traces of every pair, evenly, and at least what holds the group."""
    if len(traces.left) <= most:
        return traces
    pair = traces.left * traces.accounts + traces.right
    rank = _ranked_within(pair, traces)
    counts = np.cumsum(np.bincount(rank))
    deep = int(np.searchsorted(counts, most, side="right"))
    if deep:
        return traces.where(rank < deep)
    return traces.where(_of_strongest_pairs(traces.where(rank == 0), most, rank))


def _ranked_within(pair: Ints, traces: Traces) -> Ints:
    """Return for each trace how many stronger ones its pair has."""
    order = np.lexsort((traces.value, -traces.weight, pair))
    first = np.searchsorted(pair[order], pair[order], side="left")
    rank = np.empty(len(pair), dtype=np.int64)
    rank[order] = np.arange(len(pair)) - first
    return rank


def _of_strongest_pairs(best: Traces, most: int, rank: Ints) -> Flags:
    """Return which traces are kept of a group with more pairs than are kept: one of a pair.

    What holds the group together at its strongest is kept whatever comes.
    """
    ties = Ties(best.accounts, best.left, best.right, best.weight)
    forest = strongest_forest(ties)
    holding = np.isin(
        best.left * best.accounts + best.right, forest.left * best.accounts + forest.right
    )
    order = np.lexsort((best.right, best.left, -best.weight, ~holding))
    kept = np.zeros(len(best.left), dtype=bool)
    kept[order[:most]] = True
    chosen: Flags = rank == 0
    chosen[chosen] = kept
    return chosen

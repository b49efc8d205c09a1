"""Which kind a table is, and which of its columns are ours: told by its header alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.analysis.normalise import coordinate
from casework.canonical import canonical
from casework.disarm import armed
from casework.errors import HeaderMissing, KindUncertain, KindUnknown
from casework.flow.intake.readers import Unnamed
from casework.flow.intake.synonyms import SYNONYMS, plain
from casework.flow.intake.units import in_other_units
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind

COORDINATES = "coordinates"
"""Stands among the constants of a mapping for the system that a file's coordinates are in."""
PLACES = (("pickup_lat", "pickup_lon"), ("place_lat", "place_lon"))
"""Columns of ours that together name a point."""
PLACED = frozenset(
    kind for kind in DeliveryKind if any({*pair} <= COLUMNS[kind].keys() for pair in PLACES)
)
"""Kinds whose rows may name points."""

NAMED_BY_US = "columns named by casework"
"""Stands before the rejected rows of a table without a header, whose columns have names of ours: no
mapping is followed when they come back, for the names say all."""
REJECT_COLUMNS = (
    "rejected row",
    "rejected column",
    "rejected value",
    "reason for rejection",
    NAMED_BY_US,
)
"""What a download of rejected rows puts before the row; ignored when it comes back mended."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A header understood: the kind, and the table's own name for each of our columns."""

    kind: DeliveryKind
    columns: dict[str, str]
    """Ours to theirs."""
    unknown: list[str] = field(default_factory=list)
    """Theirs that are none of ours: kept with the row."""
    mapping: str = ""
    """Name of the saved mapping that told, if one did."""
    constants: dict[str, str] = field(default_factory=dict)
    """Ours to a value that the mapping gives for every row. It is understood, never written: no
    cell of the file says it, so it is in no row's hash."""
    version: int = 0
    """Of the saved mapping."""

    @property
    def system(self) -> coordinate.System | None:
        """The system the coordinates are in, as the mapping or else the header names it; None
        where neither does.
        """
        said = self.constants.get(COORDINATES)
        if said:
            return coordinate.System(said)
        named = {
            coordinate.system_named_in(self.columns[ours])
            for pair in PLACES
            for ours in pair
            if ours in self.columns
        }
        found = named - {None}
        return found.pop() if len(found) == 1 else None

    @property
    def missing(self) -> list[str]:
        """Ours that neither the table has nor the mapping gives."""
        known = {*self.columns, *self.constants}
        return [column for column in COLUMNS[self.kind] if column not in known]


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as the register keeps it, without the register."""

    name: str
    kind: DeliveryKind
    columns: Mappings[str, str]
    """Theirs to ours."""
    constants: Mappings[str, str] = field(default_factory=dict)
    """Ours to a value for every row."""
    header: Sequence[str] = ()
    """The header it was saved for, where that is known."""
    version: int = 1

    @property
    def headerless(self) -> bool:
        """Whether it was saved for a table without a header: for that very one."""
        return isinstance(self.header, Unnamed)


def header_sha256(header: Sequence[str]) -> str:
    """Return what a header is recognised by: the hash of its names, in their order.

    Where there is none, of how many columns there are and of what their first rows say: such a
    table is met again as itself alone, for what its columns mean stands nowhere in it.
    """
    said: object = list(header)
    if isinstance(header, Unnamed):
        said = {"columns": len(header), "begins": header.begins}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def as_delivered(header: Sequence[str]) -> list[str]:
    """Return a header with the names it had before a download of rejected rows disarmed them."""
    if REJECT_COLUMNS[0] not in header:
        return header if isinstance(header, list) else list(header)
    return [name if name in REJECT_COLUMNS else armed(name) for name in header]


def recognise(
    header: Sequence[str], label: str, saved: Mappings[str, SavedMapping] | None = None
) -> Recognised:
    """Return the kind of a table and its columns, by a saved mapping first, then by our names.

    A mapping is met again by its very header, else by a header that has all the columns it maps
    and is otherwise much like its own. Our names are those of `COLUMNS`, in English or Chinese;
    where two columns mean the same, the exact English name counts, then the first. The kind is the
    one that the most columns speak of, its key being complete. Raises KindUnknown naming the
    nearest kind and what it needs, or KindUncertain where too few of the columns are known; or
    HeaderMissing for a table without a header unless a mapping was saved for that very one.
    """
    header = as_delivered(header)
    delivered = [name for name in header if name not in REJECT_COLUMNS]
    if NAMED_BY_US in header:
        saved = None
    unnamed = isinstance(header, Unnamed)
    known = (saved or {}).get(header_sha256(header if unnamed else delivered))
    if known is not None:
        return followed(known, header)
    if unnamed:
        raise HeaderMissing(label, header)
    found = {kind: _ours(kind, header) for kind in DeliveryKind}
    whole = [kind for kind in found if set(KEYS[kind]) <= found[kind].keys()]
    kind = max(whole, key=lambda one: (len(found[one]), -len(COLUMNS[one])), default=None)
    like = _much_like(header, saved or {}, len(found[kind]) if kind else 0)
    if like is not None:
        return followed(like, header)
    if kind is None:
        # The nearest is the one that lacks least of its key, then the one spoken of most.
        nearest = max(found, key=lambda one: (-len(_lacks(one, found)), len(found[one])))
        raise KindUnknown(label, header, nearest, _lacks(nearest, found))
    if not _speaks_for(kind, found[kind], delivered):
        raise KindUncertain(label, header, kind, len(found[kind]))
    return followed(SavedMapping("", kind, _turned(found[kind])), header)


_FEWEST_KNOWN = 0.5
"""Share of a header: an order's export names a carrier and a waybill too, and is no parcel."""


def _speaks_for(kind: DeliveryKind, columns: Mappings[str, str], delivered: Sequence[str]) -> bool:
    """Return whether a header is of this kind, and not one of another that mentions its key."""
    as_we_write_it = all(columns[key] == key for key in KEYS[kind])
    return as_we_write_it or len(columns) > _FEWEST_KNOWN * len(delivered)


def followed(mapping: SavedMapping, header: Sequence[str]) -> Recognised:
    """Return a header as a mapping understands it, whoever saved it or proposes it."""
    there = set(header)
    columns = {ours: theirs for theirs, ours in mapping.columns.items() if theirs in there}
    taken = {*columns.values(), *REJECT_COLUMNS}
    return Recognised(
        kind=mapping.kind,
        columns=columns,
        unknown=[theirs for theirs in header if theirs not in taken],
        mapping=mapping.name,
        constants=dict(mapping.constants),
        version=mapping.version if mapping.name else 0,
    )


def read_alike(
    header: Unnamed, saved: Mappings[str, SavedMapping], kind: DeliveryKind | None = None
) -> list[SavedMapping]:
    """Return the mappings of other tables without a header, of as many columns in which the same
    kinds of values stand: to be offered, never followed. The newest first, all of its kind.
    """
    alike = [
        mapping
        for mapping in reversed([*saved.values()])
        if isinstance(mapping.header, Unnamed) and mapping.header.kinds == header.kinds
    ]
    kind = kind or next((mapping.kind for mapping in alike), None)
    return [mapping for mapping in alike if mapping.kind is kind]


def _turned(columns: Mappings[str, str]) -> dict[str, str]:
    return {theirs: ours for ours, theirs in columns.items()}


_ALIKE = 0.5
"""Share of names two headers must have in common: some systems move columns, or add a few."""


def _much_like(
    header: Sequence[str], saved: Mappings[str, SavedMapping], understood: int
) -> SavedMapping | None:
    """Return the mapping whose columns are all there, in whatever order, among few others.

    It must say more of the header than our own names do (`understood` columns).
    """
    there = set(header) - set(REJECT_COLUMNS)
    best: SavedMapping | None = None
    for mapping in saved.values():
        if mapping.headerless:
            continue
        names = set(mapping.columns)
        alike = len(there & set(mapping.header)) / max(len(there | set(mapping.header)), 1)
        if not names or not names <= there or alike < _ALIKE or len(names) <= understood:
            continue
        if best is None or len(names) >= len(best.columns):
            best = mapping
    return best


def _lacks(kind: DeliveryKind, found: Mappings[DeliveryKind, dict[str, str]]) -> list[str]:
    return [key for key in KEYS[kind] if key not in found[kind]]


def _ours(kind: DeliveryKind, header: Sequence[str]) -> dict[str, str]:
    columns = {theirs: theirs for theirs in header if theirs in COLUMNS[kind]}
    for theirs in header:
        name = plain(theirs)
        for ours in COLUMNS[kind]:
            known = name == ours or name in SYNONYMS.get(ours, ())
            if known and ours not in columns and not in_other_units(ours, theirs):
                columns[ours] = theirs
                break
    return columns

"""Which kind a table is, and which of its columns are ours: told by its header alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.analysis import normalise
from casework.canonical import canonical
from casework.errors import KindUncertain, KindUnknown
from casework.flow.intake.synonyms import SYNONYMS
from casework.flow.intake.units import in_other_units
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind

REJECT_COLUMNS = ("rejected row", "rejected column", "rejected value", "reason for rejection")
"""What a download of rejected rows puts before the row; ignored when it comes back mended."""


_LONGEST_NAME = 200
"""No name of ours is longer; comparing what is would take long for nothing."""


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


def header_sha256(header: Sequence[str]) -> str:
    """Return what a header is recognised by: the hash of its names, in their order."""
    return hashlib.sha256(canonical(list(header)).encode()).hexdigest()


def recognise(
    header: Sequence[str], label: str, saved: Mappings[str, SavedMapping] | None = None
) -> Recognised:
    """Return the kind of a table and its columns, by a saved mapping first, then by our names.

    A mapping is met again by its very header, else by a header that has all the columns it maps
    and is otherwise much like its own. Our names are those of `COLUMNS`, in English or Chinese;
    where two columns mean the same, the exact English name counts, then the first. The kind is the
    one that the most columns speak of, its key being complete. Raises KindUnknown naming the
    nearest kind and what it needs, or KindUncertain where too few of the columns are known.
    """
    delivered = [name for name in header if name not in REJECT_COLUMNS]
    known = (saved or {}).get(header_sha256(delivered))
    if known is not None:
        return followed(known, header)
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


def plain(label: str) -> str:
    """Return a header as it is compared: lower-case, simplified, words joined by one underscore.

    >>> plain("Account ID"), plain("店铺ID（必填）")
    ('account_id', '店铺id')
    """
    if len(label) > _LONGEST_NAME:
        return label
    bare = normalise.plain(re.sub(r"[（(【\[].*?[】）)\]]|\*", "", label)).strip().rstrip(".")
    return re.sub(r"[\s\-.]+", "_", bare)

"""Which kind a table is, and which of its columns are ours: told by its header alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, field

from casework.audit import canonical
from casework.errors import KindUnknown
from casework.flow.intake.synonyms import SYNONYMS
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

    @property
    def missing(self) -> list[str]:
        """Ours that the table does not have."""
        return [column for column in COLUMNS[self.kind] if column not in self.columns]


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping as the register keeps it, without the register."""

    name: str
    kind: DeliveryKind
    columns: Mappings[str, str]
    """Theirs to ours."""


def header_sha256(header: Sequence[str]) -> str:
    """Return what a header is recognised by: the hash of its names, in their order."""
    return hashlib.sha256(canonical(list(header)).encode()).hexdigest()


def recognise(
    header: Sequence[str], label: str, saved: Mappings[str, SavedMapping] | None = None
) -> Recognised:
    """Return the kind of a table and its columns, by a saved mapping first, then by our names.

    Our names are those of `COLUMNS`, in English or Chinese; where two columns mean the same,
    the exact English name counts, then the first. The kind is the one that the most columns speak
    of, its key being complete. Raises KindUnknown naming the nearest kind and what it needs.
    """
    known = (saved or {}).get(header_sha256(header))
    if known is not None:
        columns = {ours: theirs for theirs, ours in known.columns.items() if theirs in header}
        return _recognised(known.kind, columns, header, known.name)
    found = {kind: _ours(kind, header) for kind in DeliveryKind}
    whole = [kind for kind in found if set(KEYS[kind]) <= found[kind].keys()]
    if not whole:
        # The nearest is the one that lacks least of its key, then the one spoken of most.
        nearest = max(found, key=lambda kind: (-len(_lacks(kind, found)), len(found[kind])))
        raise KindUnknown(label, header, nearest, _lacks(nearest, found))
    kind = max(whole, key=lambda one: (len(found[one]), -len(COLUMNS[one])))
    return _recognised(kind, found[kind], header)


def _recognised(
    kind: DeliveryKind, columns: dict[str, str], header: Sequence[str], mapping: str = ""
) -> Recognised:
    taken = {*columns.values(), *REJECT_COLUMNS}
    unknown = [theirs for theirs in header if theirs not in taken]
    return Recognised(kind, columns, unknown, mapping)


def _lacks(kind: DeliveryKind, found: Mappings[DeliveryKind, dict[str, str]]) -> list[str]:
    return [key for key in KEYS[kind] if key not in found[kind]]


def _ours(kind: DeliveryKind, header: Sequence[str]) -> dict[str, str]:
    columns = {theirs: theirs for theirs in header if theirs in COLUMNS[kind]}
    for theirs in header:
        plain = _plain(theirs)
        for ours in COLUMNS[kind]:
            if ours not in columns and (plain == ours or plain in SYNONYMS.get(ours, ())):
                columns[ours] = theirs
                break
    return columns


def _plain(label: str) -> str:
    """Return a header as it is compared: lower-case, words joined by one underscore.

    >>> _plain("Account ID"), _plain("店铺ID（必填）")
    ('account_id', '店铺id')
    """
    if len(label) > _LONGEST_NAME:
        return label
    bare = re.sub(r"[（(【\[].*?[】）)\]]|\*", "", label).strip().lower()
    return re.sub(r"[\s\-.]+", "_", bare)

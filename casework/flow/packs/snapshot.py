"""Snapshot: everything a pack says, frozen as one JSON text with one hash.

The PDF, the schedules and the machine files are all made from it, so they cannot disagree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from casework import audit
from casework.vocabulary import CasePart, DeliveryKind

Row = dict[str, Any]
FORMAT = "casework-pack-snapshot/1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The canonical JSON text of a pack's content and what it says when read."""

    text: str
    facts: dict[str, Any]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Snapshot:
        """Return the snapshot of these facts, read back from its own text."""
        text = audit.canonical(facts)
        # Read back: a pack made from the file alone must come out the same.
        return cls(text, json.loads(text))

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        return str(self.facts["pack"]["name"])

    @property
    def frozen_at(self) -> datetime:
        return datetime.fromisoformat(self.facts["pack"]["frozen_at"])

    def has(self, part: CasePart) -> bool:
        """Return whether the recipient's share opens this part."""
        return part.value in self.facts["pack"]["parts"]

    def records(self, *kinds: DeliveryKind) -> list[Row]:
        """Return the rows of these kinds, in the order of the snapshot."""
        return [row for row in self.facts["records"] if row["kind"] in kinds]

    def words(self) -> Iterable[str]:
        """Return every text in the snapshot: what the fonts must be able to draw."""
        return _texts(self.facts)


def moment(at: datetime | None) -> str | None:
    """Return a time as the snapshot keeps it: UTC, ISO 8601, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def written(row: Row, column: str) -> str:
    """Return what the delivered row says in a column, as it was written; empty where nothing."""
    found = row["written"].get(column)
    return "" if found is None else str(found)


def understood(row: Row, column: str) -> Any:
    """Return what casework understood of a column; None where it understood nothing."""
    return row["understood"].get(column)


def source(row: Row) -> str:
    """Return where a row stands: B12:345 is row 345 of the file of delivery 12."""
    return f"B{row['batch']}:{row['row']}"


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)

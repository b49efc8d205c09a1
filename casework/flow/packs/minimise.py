"""What of other people's data stays out of a pack: buyers are not what a case is about.

A row keeps its hash over everything that was delivered, so the lead agency can show that a shorter
row is the delivered one; the pack says how many values were left out, and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from casework.flow.cases import Discretion
from casework.model import Record
from casework.vocabulary import COLUMNS, Audience


@dataclass(slots=True)
class Minimiser:
    """Leaves buyers out of rows and counts what it left out."""

    audience: Audience
    places: Collection[str]
    """Place keys of the case: a parcel sent to one of them was not sent to a buyer."""
    left_out: Counter[str] = field(default_factory=Counter)

    def values(self, record: Record) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return what was written and what was understood, without other people's data."""
        hidden = self._discretion.hides(record)
        written = {column: record.written.get(column) for column in COLUMNS[record.kind]}
        for column in hidden:
            if written[column] not in (None, ""):
                self.left_out[f"{record.kind.value}.{column}"] += 1
        unknown = [column for column in record.written if column not in written]
        self.left_out.update(f"{record.kind.value}.{column}" for column in unknown)
        shown = {column: value for column, value in written.items() if column not in hidden}
        return shown, {
            column: _understood(record, column) for column in shown if shown[column] is not None
        }

    @property
    def _discretion(self) -> Discretion:
        return Discretion(self.audience is Audience.CUSTOMS, self.places)


def _understood(record: Record, column: str) -> Any:
    found = record.understood.get(f"{column}_value", record.understood.get(column))
    return found if isinstance(found, str | int | float | bool | list | None) else str(found)

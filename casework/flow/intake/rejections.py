"""Rejected rows counted by what is wrong with them: one line for a thousand rows of one mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_REASONS = 20
_MOST_KEPT = 2_000
"""Different reasons remembered; a file that has more is told by its first ones."""
_LONGEST_VALUE = 200
_QUOTED = re.compile(r"^('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\") (?=is )")
"""The value at the head of a reason: what is wrong is the same whatever the value."""
_OTHERS = re.compile(r"; \S.*?: .*$", re.DOTALL)
"""What else is wrong with the same row."""


_OURS = re.compile(r"^[a-z_]+(?= is missing)|(?<=^the value is no )[a-z_]+", re.ASCII)
"""Where one of our columns stands in a reason."""


@dataclass(slots=True)
class _Reason:
    """One thing that is wrong, and where it is met first."""

    rows: int
    first_row: int
    value: str


class Rejections:
    """Counts rejected rows as they come, piece by piece."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Reason] = {}

    def add(self, rejected: Any) -> None:
        """Count rows: an Arrow table of `lake.rejects_schema`."""
        names = ("row_number", "column", "value", "reason")
        cells = (rejected.column(name).to_pylist() for name in names)
        for number, column, value, reason in zip(*cells, strict=True):
            what = (column or "", _QUOTED.sub("the value ", _OTHERS.sub("", reason)))
            known = self._found.get(what)
            if known is not None:
                known.rows += 1
            elif len(self._found) < _MOST_KEPT:
                self._found[what] = _Reason(1, number, (value or "")[:_LONGEST_VALUE])

    def reasons(self, columns: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """Return what is wrong, the most frequent first: column, reason, rows, first_row, value.

        `columns` is ours to theirs: a reason that names one of ours names theirs beside it.
        """
        found = sorted(self._found.items(), key=lambda one: (-one[1].rows, one[1].first_row))
        return [
            {
                "column": column,
                "reason": _naming(reason, columns or {}),
                "rows": one.rows,
                "first_row": one.first_row,
                "value": one.value,
            }
            for (column, reason), one in found[:MOST_REASONS]
        ]


def _naming(reason: str, columns: Mapping[str, str]) -> str:
    """Return a reason with their name beside each column of ours that it names.

    >>> _naming("waybill_no is missing", {"waybill_no": "运单号"})
    'waybill_no (运单号) is missing'
    """

    def both(found: re.Match[str]) -> str:
        theirs = columns.get(found[0], found[0])
        return found[0] if theirs == found[0] else f"{found[0]} ({theirs})"

    return _OURS.sub(both, reason)

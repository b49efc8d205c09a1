"""Every tie of a group with its reasons, each down to the rows of the delivered files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import NATURE, Space
from casework.analysis.grouping import Traces, pair_log_odds, threshold
from casework.analysis.parameters import Parameters
from casework.analysis.sentences import hub_says, innocent, label, says
from casework.analysis.values import AccountKey, Hub, Reason, RowRef, Tie
from casework.flow.linking.traces import SENDER, kind_of
from casework.vocabulary import IdentifierKind

if TYPE_CHECKING:
    import duckdb

_ROWS = 3  # rows shown for one value of one account: enough to see it, not a whole year of parcels
_TIES = 8  # strongest ties shown for each account: a graph a person can read
_REASONS = 12  # values shown for one tie


@dataclass(frozen=True, slots=True)
class _Value:
    space: Space
    value: str
    accounts: int
    parties: int


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: int
    written: str
    first: float
    last: float
    rows: tuple[RowRef, ...]


class Reasons:
    """Reads values and rows once for all groups of the table `grouped`, then gives their ties."""

    def __init__(self, lake: duckdb.DuckDBPyConnection, parameters: Parameters) -> None:
        self._parameters = parameters
        self._values = {
            row[0]: _Value(Space(row[1]), row[2], row[3], row[4])
            for row in lake.execute(_VALUES).fetchall()
        }
        self._showing = dict(lake.execute("SELECT space, accounts FROM showing").fetchall())
        self._shown = _shown(lake)

    def ties(
        self, traces: Traces, accounts: Sequence[int], names: Sequence[AccountKey]
    ) -> list[Tie]:
        """Return the strongest ties of the group, each account with eight of its own at most."""
        log_odds = pair_log_odds(traces, self._parameters)
        by_pair: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for left, right, value, weight in zip(
            traces.left.tolist(),
            traces.right.tolist(),
            traces.value.tolist(),
            traces.weight.tolist(),
            strict=True,
        ):
            by_pair[min(left, right), max(left, right)].append((value, weight))
        ties = []
        for left, right in _strongest(log_odds, set(by_pair), threshold(self._parameters)):
            found = sorted(by_pair[left, right], key=lambda vw: (-vw[1], vw[0]))[:_REASONS]
            reasons = [self._reason(v, w, accounts[left], accounts[right]) for v, w in found]
            weight = float(log_odds[left, right] - traces.prior)
            ties.append(Tie(names[left], names[right], round(weight, 4), reasons))
        return ties

    def rows_of(self, account: int) -> list[RowRef]:
        """Return the rows in which an account shows what it shares."""
        rows = {row for shown in self._shown[account].values() for row in shown.rows[:1]}
        return sorted(rows, key=lambda row: (row.kind, row.row_sha256))[:_REASONS]

    def _reason(self, value_id: int, weight: float, left: int, right: int) -> Reason:
        value = self._values[value_id]
        one, other = self._shown[left][value_id], self._shown[right][value_id]
        apart = NATURE[value.space].recycled and (one.first > other.last or other.first > one.last)
        showing = int(self._showing[int(value.space)])
        return Reason(
            _kind(value.space, one.kind, other.kind),
            one.written,
            other.written,
            value.value,
            round(weight, 4),
            says(value.space, value.accounts, value.parties, showing, apart=apart),
            innocent(value.space),
            [*one.rows, *other.rows],
        )


def hubs(lake: duckdb.DuckDBPyConnection) -> list[Hub]:
    """Return the values that are hubs, the widest first, with the numbers that say so."""
    return [
        Hub(
            _kind(Space(space), kind, kind),
            value,
            written,
            accounts,
            parties,
            hub_says(Space(space), accounts, parties),
        )
        for space, value, accounts, parties, kind, written in lake.execute(_HUBS).fetchall()
    ]


def _strongest(
    log_odds: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    known: set[tuple[int, int]],
    least: float,
) -> list[tuple[int, int]]:
    """Return pairs, strongest first: those that tie alone, and for each account its best ones."""
    order = sorted(known, key=lambda pair: (-log_odds[pair], pair))
    taken: dict[int, int] = defaultdict(int)
    chosen = []
    for left, right in order:
        if not np.isfinite(log_odds[left, right]):
            continue
        first = not taken[left] or not taken[right]
        room = taken[left] < _TIES or taken[right] < _TIES
        if first or (room and log_odds[left, right] >= least):
            taken[left] += 1
            taken[right] += 1
            chosen.append((left, right))
    return chosen


def _kind(space: Space, one: int, other: int) -> IdentifierKind:
    if SENDER in (one, other):
        return label(space, None)
    return kind_of(min(one, other))


_VALUES = """
SELECT v.value_id, v.space, v.value, v.accounts, w.parties FROM common_value v
JOIN weight w USING (value_id) WHERE w.weight > 0 AND NOT w.hub
"""

_SHOWN_ROWS = """
WITH wanted AS (
    SELECT h.account, h.value_id, v.space, v.value, epoch(h.from_at) AS f, epoch(h.to_at) AS t
    FROM holding h JOIN grouped g USING (account) JOIN common_value v USING (value_id)
    JOIN weight w ON w.value_id = h.value_id AND w.weight > 0 AND NOT w.hub),
found AS (
    SELECT DISTINCT w.account, w.value_id, w.f, w.t, t.kind, t.as_written, t.delivery, t.batch_id,
           t.row_number, t.row_sha256
    FROM wanted w
    JOIN trace t ON t.account = w.account
    JOIN reading r ON r.kind = t.kind AND r.value = t.value AND r.read_as = w.value
    JOIN nature n ON n.kind = t.kind
     AND w.space = CASE WHEN r.masked THEN n.masked ELSE n.whole END),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY account, value_id
                                 ORDER BY kind, row_sha256, row_number) AS n FROM found)
SELECT account, value_id, f, t, kind, as_written, delivery, batch_id, row_number, row_sha256
FROM ranked WHERE n <= {rows} ORDER BY account, value_id, n
"""

_HUBS = """
WITH hubs AS (
    SELECT v.value_id, v.space, v.value, v.accounts, w.parties FROM common_value v
    JOIN weight w USING (value_id) WHERE w.hub),
written AS (
    SELECT h.value_id, min(t.kind) AS kind, arg_min(t.as_written, (t.kind, t.row_sha256)) AS says
    FROM hubs h
    JOIN nature n ON h.space IN (n.whole, n.masked)
    JOIN reading r ON r.kind = n.kind AND r.read_as = h.value
     AND h.space = CASE WHEN r.masked THEN n.masked ELSE n.whole END
    JOIN trace t ON t.kind = r.kind AND t.value = r.value
    GROUP BY h.value_id)
SELECT h.space, h.value, h.accounts, h.parties, w.kind, w.says
FROM hubs h JOIN written w USING (value_id)
ORDER BY h.parties DESC, h.accounts DESC, h.space, h.value
"""


def _shown(lake: duckdb.DuckDBPyConnection) -> dict[int, dict[int, _Shown]]:
    found: dict[int, dict[int, _Shown]] = defaultdict(dict)
    for account, value, first, last, kind, written, *row in lake.execute(
        _SHOWN_ROWS.format(rows=_ROWS)
    ).fetchall():
        ref = RowRef(row[1], row[0], row[2], row[3])
        before = found[account].get(value)
        if before is None:
            found[account][value] = _Shown(kind, written or "", first, last, (ref,))
        else:
            rows = (*before.rows, ref)
            found[account][value] = _Shown(before.kind, before.written, first, last, rows)
    return found

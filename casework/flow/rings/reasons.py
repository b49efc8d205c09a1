"""What every group rests on, read down to the rows of the delivered files; and what is no trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.dossier import Dossier, SharedValue, Showing, compile_dossier
from casework.analysis.evidence import Space
from casework.analysis.sentences import hub_says, label
from casework.analysis.values import AccountKey, Hub, RowRef
from casework.flow.linking.traces import SENDER, kind_of, read_told
from casework.flow.rings.groups import Group
from casework.vocabulary import IdentifierKind

if TYPE_CHECKING:
    import duckdb

_ROWS = 3  # rows shown for one value of one account: enough to see it, not a whole year of parcels
_MEMBER_ROWS = 12  # rows shown for one member
_HUBS_LISTED = 1_000  # nobody reads on to the thousandth


def read_reasons(lake: duckdb.DuckDBPyConnection, groups: Sequence[Group]) -> None:
    """Leave in the lake what `Reasons`, `hubs` and `describe_places` are written from.

    The files are read once for all of them. Needs the tables of `freight` and `places`.
    """
    lake.execute(_HUB.format(most=_HUBS_LISTED))
    _keep_shared(lake, groups)
    lake.execute(_TOLD)
    lake.execute(_LABELLED)
    read_told(lake)


class Reasons:
    """Reads values and rows once for all groups, then gives the evidence of each.

    Needs the tables of `read_reasons` of these groups.
    """

    def __init__(self, lake: duckdb.DuckDBPyConnection) -> None:
        showing = dict(lake.execute("SELECT space, accounts FROM showing").fetchall())
        self._values = {
            number: SharedValue(Space(space), value, accounts, parties, int(showing[space]))
            for number, space, value, accounts, parties in lake.execute(_VALUES).fetchall()
        }
        self._shown = _shown(lake)

    def dossier(self, group: Group, names: Sequence[AccountKey]) -> Dossier:
        """Return everything the accounts of a group share, down to the rows."""
        accounts, traces = group
        shown = [self._shown[account] for account in accounts]
        return compile_dossier(names, traces, self._values, shown)

    def rows_of(self, account: int) -> list[RowRef]:
        """Return the rows in which an account shows what it shares with its group."""
        rows = {row for shown in self._shown[account].values() for row in shown.rows[:1]}
        return sorted(rows, key=lambda row: (row.kind, row.row_sha256))[:_MEMBER_ROWS]


def hubs(lake: duckdb.DuckDBPyConnection) -> list[Hub]:
    """Return the widest values that are hubs, the widest first, with the numbers that say so.

    Needs the tables of `read_reasons`.
    """
    return [
        Hub(
            _kind(Space(space), kind),
            value,
            written,
            accounts,
            parties,
            hub_says(Space(space), accounts, parties),
        )
        for space, value, accounts, parties, kind, written in lake.execute(_HUBS).fetchall()
    ]


def _keep_shared(lake: duckdb.DuckDBPyConnection, groups: Sequence[Group]) -> None:
    """Leave in the lake which account shares which value with its group: `shared_value`."""
    import pyarrow as pa

    accounts, values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for group, traces in groups:
        numbers = np.array(group, dtype=np.int64)
        accounts += [numbers[traces.left], numbers[traces.right]]
        values += [traces.value, traces.value]
    pairs = {"account": np.concatenate(accounts), "value_id": np.concatenate(values)}
    lake.register("shared_now", pa.table(pairs))
    lake.execute("CREATE OR REPLACE TEMP TABLE shared_value AS SELECT DISTINCT * FROM shared_now")
    lake.unregister("shared_now")


def _kind(space: Space, kind: int) -> IdentifierKind:
    return label(space, None if kind == SENDER else kind_of(kind))


_VALUES = """
SELECT v.value_id, v.space, v.value, v.accounts, w.parties
FROM common_value v JOIN weight w USING (value_id) SEMI JOIN shared_value USING (value_id)
"""

_TOLD = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT account, value_id FROM shared_value UNION SELECT account, value_id FROM hub
"""

_LABELLED = """
CREATE OR REPLACE TEMP TABLE labelled AS
SELECT batch_id, row_number FROM own_parcel SEMI JOIN grouped USING (account)
UNION
SELECT b.batch_id, b.row_number FROM bulk b SEMI JOIN ring_place p ON p.site = b.source
"""

_SHOWN_ROWS = """
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY account, value_id
                                 ORDER BY kind, row_sha256, row_number) AS n
    FROM told_row SEMI JOIN shared_value USING (account, value_id) QUALIFY n <= {rows})
SELECT account, value_id, epoch(h.from_at), epoch(h.to_at), r.kind, as_written, delivery, batch_id,
       row_number, row_sha256
FROM ranked r JOIN holding h USING (account, value_id) ORDER BY account, value_id, n
"""

# The writing shown is that of one holder: a hub has too many rows to read them all.
_HUB = """
CREATE OR REPLACE TEMP TABLE hub AS
SELECT v.value_id, any_value(v.space) AS space, any_value(v.value) AS value,
       any_value(v.accounts) AS accounts, any_value(w.parties) AS parties,
       arg_min(h.account, (h.kind, h.account)) AS account
FROM common_value v JOIN weight w USING (value_id) JOIN holding h USING (value_id)
WHERE w.hub GROUP BY v.value_id
ORDER BY parties DESC, accounts DESC, space, value LIMIT {most}
"""

_HUBS = """
WITH written AS (
    SELECT value_id, min(kind) AS kind, arg_min(as_written, (kind, row_sha256)) AS says
    FROM told_row SEMI JOIN hub USING (account, value_id) GROUP BY value_id)
SELECT h.space, h.value, h.accounts, h.parties, w.kind, w.says
FROM hub h JOIN written w USING (value_id)
ORDER BY h.parties DESC, h.accounts DESC, h.space, h.value
"""


def _shown(lake: duckdb.DuckDBPyConnection) -> dict[int, dict[int, Showing]]:
    found: dict[int, dict[int, Showing]] = defaultdict(dict)
    lines = lake.execute(_SHOWN_ROWS.format(rows=_ROWS)).fetchall()
    for (account, value), mine in groupby(lines, key=itemgetter(0, 1)):
        (_, _, first, last, kind, written, *_), *_ = rows = list(mine)
        of_kind = None if kind == SENDER else kind_of(kind)
        refs = tuple(RowRef(batch, where, row, sha) for *_, where, batch, row, sha in rows)
        found[account][value] = Showing(of_kind, written or "", first, last, refs)
    return found

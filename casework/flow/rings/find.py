"""Find the rings of a lake: traces to groups, groups to goods, goods to places and roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey, Discovery, JudgedLink, RingProposal
from casework.flow.linking.traces import suggest
from casework.flow.rings.collecting import uncollected
from casework.flow.rings.freight import read_freight
from casework.flow.rings.groups import number_groups, standing_groups
from casework.flow.rings.listed import read_listings
from casework.flow.rings.proposals import propose
from casework.flow.rings.reasons import hubs
from casework.flow.rings.showing import to_show
from casework.lake import row_count
from casework.vocabulary import DeliveryKind

if TYPE_CHECKING:
    import duckdb

    from casework.lake import Engine

Progress = Callable[[str, int, int], None]
_STEPS = ("link", "part", "goods", "propose")


def find(
    lake: duckdb.DuckDBPyConnection,
    judgements: Sequence[JudgedLink],
    parameters: Parameters,
    progress: Progress,
    engine: Engine | None = None,
) -> Discovery:
    """Return the rings of the lake, strongest first, and the groups that are only suspected.

    `lake` has one view per kind of delivery with `<col>`, `<col>_value`, `batch_id`, `row_number`
    and `row_sha256`; temporary tables are made in it. `progress(step, done, of)` is called as
    steps finish. `engine` computes the heavy part, the lake's own by default. The same rows,
    judgements and parameters give the same result in whatever order the batches were imported.
    """
    with uncollected():
        return _found(lake, judgements, parameters, progress, engine)


def _found(
    lake: duckdb.DuckDBPyConnection,
    judgements: Sequence[JudgedLink],
    parameters: Parameters,
    progress: Progress,
    engine: Engine | None,
) -> Discovery:
    _say(progress, "link")
    suggestion = suggest(lake, judgements, parameters, engine)
    _say(progress, "part")
    groups = standing_groups(lake, suggestion, parameters)
    number_groups(lake, [accounts for accounts, _ in groups])
    _say(progress, "goods")
    read_freight(lake)
    read_listings(lake)
    groups, left_out = to_show(lake, groups, parameters)
    _say(progress, "propose")
    number_groups(lake, [accounts for accounts, _ in groups])
    found = propose(lake, groups, parameters)
    order = sorted(found, key=lambda ring: (-ring.score, -len(ring.members), _first(ring)))
    sure = parameters.ring_probability
    rows = sum(row_count(lake, kind) for kind in DeliveryKind)
    progress("done", len(_STEPS), len(_STEPS))
    return Discovery(
        [ring for ring in order if ring.score >= sure],
        hubs(lake),
        rows,
        [ring for ring in order if ring.score < sure],
        left_out,
    )


def _say(progress: Progress, step: str) -> None:
    progress(step, _STEPS.index(step), len(_STEPS))


def _first(ring: RingProposal) -> AccountKey:
    return min((m.platform, m.account_id) for m in ring.members)

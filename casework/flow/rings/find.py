"""Find the rings of a lake: traces to groups, groups to goods, goods to places and roles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from casework.analysis.communities import standing
from casework.analysis.goods import ring_probability
from casework.analysis.grouping import Traces
from casework.analysis.hanging import unfit
from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey, Discovery, JudgedLink, RingProposal
from casework.flow.linking.traces import Suggestion, suggest, traces_within
from casework.flow.rings.goods import GoodsFound, goods_by_ring
from casework.flow.rings.places import find_places
from casework.flow.rings.proposals import propose
from casework.flow.rings.reasons import hubs
from casework.vocabulary import DeliveryKind

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, int, int], None]
_STEPS = ("link", "part", "goods", "propose")


def find(
    lake: duckdb.DuckDBPyConnection,
    judgements: Sequence[JudgedLink],
    parameters: Parameters,
    progress: Progress,
) -> Discovery:
    """Return the rings of the lake, strongest first, and the groups that are only suspected.

    `lake` has one view per kind of delivery with `<col>`, `<col>_value`, `batch_id`, `row_number`
    and `row_sha256`; temporary tables are made in it. `progress(step, done, of)` is called as
    steps finish. The same rows, judgements and parameters give the same result in whatever order
    the batches were imported.
    """
    _say(progress, "link")
    suggestion = suggest(lake, judgements, parameters)
    _say(progress, "part")
    groups = _groups(lake, suggestion, parameters)
    traces = traces_within(lake, groups, suggestion.prior, parameters)
    _say(progress, "goods")
    find_places(lake, len(groups))
    groups = _fitting(groups, traces, goods_by_ring(lake, len(groups)), parameters)
    _say(progress, "propose")
    traces = traces_within(lake, groups, suggestion.prior, parameters)
    found = propose(lake, groups, traces, parameters)
    order = sorted(found, key=lambda ring: (-ring.score, -len(ring.members), _first(ring)))
    sure = parameters.ring_probability
    rows = sum(_count(lake, kind) for kind in DeliveryKind)
    progress("done", len(_STEPS), len(_STEPS))
    return Discovery(
        [ring for ring in order if ring.score >= sure],
        hubs(lake),
        rows,
        [ring for ring in order if ring.score < sure],
    )


def _say(progress: Progress, step: str) -> None:
    progress(step, _STEPS.index(step), len(_STEPS))


def _count(lake: duckdb.DuckDBPyConnection, kind: DeliveryKind) -> int:
    return int(lake.table(kind.value).count("*").fetchall()[0][0])


def _first(ring: RingProposal) -> AccountKey:
    return min((m.platform, m.account_id) for m in ring.members)


def _groups(
    lake: duckdb.DuckDBPyConnection, suggestion: Suggestion, parameters: Parameters
) -> list[list[int]]:
    """Return the groups that stand once thin joints are cut and weak members are left out."""
    by_group: dict[int, list[int]] = {}
    for account, group in enumerate(suggestion.group.tolist()):
        by_group.setdefault(group, []).append(account)
    whole = [group for _, group in sorted(by_group.items()) if len(group) >= parameters.smallest]
    traces = traces_within(lake, whole, suggestion.prior, parameters)
    return sorted(
        [group[place] for place in part]
        for group, shared in zip(whole, traces, strict=True)
        for part in standing(shared, parameters)
    )


def _fitting(
    groups: list[list[int]],
    traces: list[Traces],
    goods: list[GoodsFound],
    parameters: Parameters,
) -> list[list[int]]:
    """Return the groups to show, rings and those a test buy could make one, without misfits.

    A company's own shops without any counterfeit verdict are neither.
    """
    shown = []
    for group, shared, one in zip(groups, traces, goods, strict=True):
        if not (one.counterfeit or one.seizures or (one.parties > 1 and not one.genuine)):
            continue
        if ring_probability(one.weighed(len(group), parameters), parameters) < parameters.suspicion:
            continue
        kept = _without_misfits(group, shared, one, parameters) if one.brands else group
        if len(kept) >= parameters.smallest:
            shown.append(kept)
    return shown


def _without_misfits(
    group: list[int], traces: Traces, goods: GoodsFound, parameters: Parameters
) -> list[int]:
    place = {account: number for number, account in enumerate(group)}
    misfits = unfit(
        traces,
        {place[account] for account in goods.sellers},
        {place[account] for account in goods.listing},
        {place[account] for account in goods.tested},
        goods.brand_share(parameters),
        parameters,
    )
    return [account for account in group if place[account] not in misfits]

"""Which groups are shown: rings, and the groups that a test buy is most worth in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.analysis.goods import ring_probability
from casework.analysis.hanging import unfit
from casework.analysis.parameters import Parameters
from casework.flow.rings.goods import GoodsFound, goods_by_ring
from casework.flow.rings.groups import Group, number_groups, part_of
from casework.flow.rings.places import find_places, rings_downstream

if TYPE_CHECKING:
    import duckdb


def to_show(
    lake: duckdb.DuckDBPyConnection, groups: list[Group], parameters: Parameters
) -> tuple[list[Group], int]:
    """Return the groups to show, rings and those a test buy could make one, without misfits.

    The groups are those of the table `grouped`. Of groups without any verdict the
    `suspected_limit` most worth a test buy are kept; last, how many were left out. A company's own
    shops without any counterfeit verdict are neither.
    """
    _find_seizable_places(lake, groups)
    judged: list[Group] = []
    waiting: list[tuple[float, Group]] = []
    for group, goods in zip(groups, goods_by_ring(lake, len(groups)), strict=True):
        sure = ring_probability(goods.weighed(len(group[0]), parameters), parameters)
        if not _could_be_one(goods) or sure < parameters.suspicion:
            continue
        if not (goods.counterfeit or goods.seizures):
            waiting.append((sure * len(group[0]), group))
            continue
        kept = _without_misfits(group, goods, parameters) if goods.brands else group
        if len(kept[0]) >= parameters.smallest:
            judged.append(kept)
    waiting.sort(key=lambda one: (-one[0], one[1][0]))
    chosen = [group for _, group in waiting[: parameters.suspected_limit]]
    shown = sorted([*judged, *chosen], key=lambda group: group[0])
    return shown, len(waiting) - len(chosen)


def _find_seizable_places(lake: duckdb.DuckDBPyConnection, groups: list[Group]) -> None:
    """Leave in the lake the places of the groups that a seizure may lead to."""
    asked = rings_downstream(lake)
    everyone = [accounts for accounts, _ in groups]
    few = [accounts if ring in asked else [] for ring, accounts in enumerate(everyone)]
    number_groups(lake, few)
    find_places(lake, len(groups))
    number_groups(lake, everyone)


def _could_be_one(goods: GoodsFound) -> bool:
    found = bool(goods.counterfeit or goods.seizures)
    return found or (goods.parties > 1 and not goods.genuine)


def _without_misfits(group: Group, goods: GoodsFound, parameters: Parameters) -> Group:
    accounts, traces = group
    place = {account: number for number, account in enumerate(accounts)}
    misfits = unfit(
        traces,
        {place[account] for account in goods.sellers},
        {place[account] for account in goods.listing},
        {place[account] for account in goods.tested},
        goods.brand_share(parameters),
        parameters,
    )
    return part_of(group, [number for number in range(len(accounts)) if number not in misfits])

"""Put a ring proposal together: members, places, ties, sales, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import probability
from casework.analysis.goods import ring_probability
from casework.analysis.grouping import Traces, member_log_odds
from casework.analysis.parameters import Parameters
from casework.analysis.roles import AccountConduct, account_role
from casework.analysis.stability import stability
from casework.analysis.values import AccountKey, Member, RingProposal
from casework.flow.rings.conduct import conduct_by_ring
from casework.flow.rings.goods import GoodsFound, goods_by_ring
from casework.flow.rings.places import find_places
from casework.flow.rings.reasons import Reasons
from casework.flow.rings.sales import sales_by_ring
from casework.flow.rings.shown_places import describe_places

if TYPE_CHECKING:
    import duckdb


def propose(
    lake: duckdb.DuckDBPyConnection,
    groups: list[list[int]],
    traces: list[Traces],
    parameters: Parameters,
) -> list[RingProposal]:
    """Return a proposal for each group of the table `grouped`, in the order of the groups."""
    names = lake.execute("SELECT platform, account_id FROM account ORDER BY account").fetchall()
    places = describe_places(lake, find_places(lake, len(groups)))
    goods = goods_by_ring(lake, len(groups))
    sales = sales_by_ring(lake, len(groups))
    conduct = conduct_by_ring(lake, groups)
    reasons = Reasons(lake, parameters)
    found = []
    for index, (group, shared, one) in enumerate(zip(groups, traces, goods, strict=True)):
        named = [names[account] for account in group]
        found.append(
            RingProposal(
                score=round(ring_probability(one.weighed(len(group), parameters), parameters), 4),
                stability=round(stability(shared, named, parameters), 4),
                brands=one.brands,
                members=_members(named, shared, conduct[index], reasons, parameters),
                places=places[index],
                ties=reasons.ties(shared, group, named),
                counterfeit_test_buys=one.counterfeit,
                seizures=len(one.seizures),
                genuine_test_buys=one.genuine,
                sales=sales[index][0],
                sales_other=sales[index][1:],
                reasons=_why(one, len(group), parameters),
                rows=one.rows,
            )
        )
    return found


def _members(
    names: Sequence[AccountKey],
    traces: Traces,
    conduct: Sequence[AccountConduct],
    reasons: Reasons,
    parameters: Parameters,
) -> list[Member]:
    log_odds = member_log_odds(traces, parameters)
    units = float(np.median([one.units for one in conduct]))
    members = []
    for (platform, account_id), one, sure in zip(names, conduct, log_odds.tolist(), strict=True):
        role, why = account_role(one, units)
        rows = reasons.rows_of(one.account)
        members.append(Member(platform, account_id, role, round(probability(sure), 4), why, rows))
    return members


def _why(goods: GoodsFound, accounts: int, parameters: Parameters) -> list[str]:
    weighed = goods.weighed(accounts, parameters)
    party = "one registered party" if weighed.openly_one else f"{goods.parties} registered parties"
    lines = [f"{accounts} accounts under {party} are tied together."]
    if goods.counterfeit:
        bought = _counted(goods.counterfeit, "test buy was", "test buys were")
        lines.append(f"{bought} counterfeit and {goods.genuine} genuine.")
        if len(goods.tested) < goods.counterfeit:
            sold = f"{len(goods.tested)} of its accounts"
            lines.append(f"The counterfeit ones came from {sold}.")
    if goods.seizures:
        leads = _counted(len(goods.seizures), "seizure leads", "seizures lead")
        lines.append(f"{leads} to its parcels, phones or places.")
    if goods.brands and goods.listing:
        lines.append(_listed(goods))
    if not goods.counterfeit and not goods.seizures:
        lines.append("Nothing ties its goods to counterfeits yet.")
    return lines


def _counted(count: int, one: str, more: str) -> str:
    """Return the number with its noun.

    >>> _counted(1, "seizure leads", "seizures lead")
    '1 seizure leads'
    """
    return f"{count} {one if count == 1 else more}"


def _listed(goods: GoodsFound) -> str:
    known = _counted(len(goods.listing), "account", "accounts")
    inside = f"Of its {known} with listings, {len(goods.sellers)} name {', '.join(goods.brands)}"
    if not goods.others_listing:
        return f"{inside}; no listing of another account is known."
    others = _counted(goods.others_listing, "other", "others")
    return f"{inside}; of the {others} with listings, {goods.others_selling:,} do."

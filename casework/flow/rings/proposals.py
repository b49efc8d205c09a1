"""Put a ring proposal together: members, places, ties, sales, each with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.dossier import to_bytes
from casework.analysis.evidence import probability
from casework.analysis.goods import ring_probability
from casework.analysis.grouping import member_log_odds, together
from casework.analysis.keystones import keystones
from casework.analysis.parameters import Parameters
from casework.analysis.reasons import strongest_ties
from casework.analysis.roles import AccountConduct, account_role
from casework.analysis.stability import stability
from casework.analysis.values import AccountKey, Member, RingProposal
from casework.flow.rings.collected import collected_by_ring
from casework.flow.rings.conduct import conduct_by_ring
from casework.flow.rings.goods import GoodsFound, goods_by_ring
from casework.flow.rings.groups import Group
from casework.flow.rings.next_buys import next_buys_by_ring
from casework.flow.rings.ordered import read_orders
from casework.flow.rings.pickups import pickups_by_ring
from casework.flow.rings.places import find_places
from casework.flow.rings.reasons import Reasons, read_reasons
from casework.flow.rings.sales import sales_by_ring
from casework.flow.rings.shown_places import describe_places

if TYPE_CHECKING:
    import duckdb


def propose(
    lake: duckdb.DuckDBPyConnection,
    groups: Sequence[Group],
    parameters: Parameters,
) -> list[RingProposal]:
    """Return a proposal for each group of the table `grouped`, in the order of the groups.

    Needs the tables of `freight` and `listed`; leaves those of `reasons`.
    """
    accounts = [group for group, _ in groups]
    names = _names(lake)
    sites = find_places(lake, len(groups))
    read_reasons(lake, groups)
    places = describe_places(lake, sites)
    handed_over = pickups_by_ring(lake, places, parameters)
    goods = goods_by_ring(lake, len(groups))
    read_orders(lake)
    sales = sales_by_ring(lake, len(groups))
    conduct = conduct_by_ring(lake, accounts)
    reasons = Reasons(lake)
    sure = _how_sure(groups, parameters)
    buys = next_buys_by_ring(lake, accounts, goods, sure, parameters)
    collected = collected_by_ring(lake, accounts)
    found = []
    for index, ((group, shared), one) in enumerate(zip(groups, goods, strict=True)):
        named = [names[account] for account in group]
        dossier = reasons.dossier((group, shared), named)
        joints = keystones(shared, collected[index], parameters)
        found.append(
            RingProposal(
                score=round(ring_probability(one.weighed(len(group), parameters), parameters), 4),
                stability=round(stability(shared, named, parameters), 4),
                brands=one.brands,
                members=_members(named, sure[index], conduct[index], reasons, joints),
                places=[*places[index], *handed_over[index]],
                ties=strongest_ties(dossier, parameters),
                counterfeit_test_buys=one.counterfeit,
                seizures=len(one.seizures),
                genuine_test_buys=one.genuine,
                sales=sales[index][0],
                sales_other=sales[index][1:],
                reasons=_why(one, len(group), parameters),
                rows=one.rows,
                next_buys=buys[index],
                evidence=to_bytes(dossier),
            )
        )
    return found


def _names(lake: duckdb.DuckDBPyConnection) -> dict[int, AccountKey]:
    rows = lake.execute(
        "SELECT account, platform, account_id FROM account SEMI JOIN grouped USING (account)"
    ).fetchall()
    return {account: (platform, account_id) for account, platform, account_id in rows}


def _how_sure(groups: Sequence[Group], parameters: Parameters) -> list[list[float]]:
    """Return for every group how surely each account belongs to the others."""
    if not groups:
        return []
    log_odds = member_log_odds(together([traces for _, traces in groups]), parameters)
    ends = np.cumsum([len(accounts) for accounts, _ in groups])
    return [[probability(one) for one in part.tolist()] for part in np.split(log_odds, ends[:-1])]


def _members(
    names: Sequence[AccountKey],
    confidence: Sequence[float],
    conduct: Sequence[AccountConduct],
    reasons: Reasons,
    joints: Mapping[int, list[str]],
) -> list[Member]:
    units = float(np.median([one.units for one in conduct]))
    members = []
    for place, (name, one, sure) in enumerate(zip(names, conduct, confidence, strict=True)):
        role, why = account_role(one, units)
        rows, joint = reasons.rows_of(one.account), joints.get(place, [])
        members.append(Member(*name, role, round(sure, 4), why, rows, joint))
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

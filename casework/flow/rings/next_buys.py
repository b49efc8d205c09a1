"""Where to buy next: what the delivered rows say of each group's accounts as places to buy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import Space
from casework.analysis.goods import brand_share, ring_probability
from casework.analysis.next_buys import (
    Candidate,
    Offer,
    Outlook,
    Worth,
    likeliest,
    next_buy,
    offer_to_buy,
    sellers,
    worth_buying,
)
from casework.analysis.parameters import Parameters
from casework.analysis.values import AccountKey, NextBuy
from casework.flow.rings.goods import GoodsFound

if TYPE_CHECKING:
    import duckdb

_CENT = Decimal("0.01")

_OWN = """
JOIN account a ON a.platform = r.platform_value AND a.account_id = r.account_id_value
JOIN grouped g ON g.account = a.account
"""

# A verdict that is awaited is not bought a second time.
_TESTED = """
SELECT DISTINCT a.account FROM test_buys r {own}
WHERE r.verdict_value IN ('counterfeit', 'genuine', 'pending')
"""

_PURSES = """
SELECT g.account, h.value_id FROM grouped g JOIN holding h USING (account)
JOIN common_value c USING (value_id) JOIN weight w USING (value_id)
WHERE c.space IN ({spaces}) AND NOT w.hub
"""

_SEEN = """
WITH seen AS (
    SELECT account, max(ordered_on_value) AS at FROM own_order GROUP BY account
    UNION ALL
    SELECT account, max(seen_at) FROM listed SEMI JOIN grouped USING (account) GROUP BY account),
newest AS (
    SELECT greatest((SELECT max(ordered_on_value) FROM orders),
                    (SELECT max(seen_at) FROM listed)) AS at)
SELECT seen.account, min(date_diff('day', seen.at, newest.at))::DOUBLE FROM seen, newest
WHERE seen.at IS NOT NULL GROUP BY seen.account
"""

_LISTED = """
SELECT DISTINCT g.ring, g.account, lower(l.brand) FROM listed l JOIN grouped g USING (account)
ORDER BY ALL
"""

_EVERYWHERE = """
SELECT lower(brand), min(brand), count(DISTINCT account)
FROM listed WHERE brand IS NOT NULL GROUP BY lower(brand)
"""

_LISTING = "SELECT count(*) FROM lister"

_OFFERS = """
SELECT c.account, r.listing_id_value, coalesce(r.title, ''), coalesce(r.brand_value, ''),
       r.price_value, upper(coalesce(r.currency_value, '')), coalesce(r.units_sold_value, 0)
FROM listings r
JOIN (SELECT account, platform, account_id FROM account SEMI JOIN to_buy USING (account)) c
  ON c.platform = r.platform_value AND c.account_id = r.account_id_value
ORDER BY c.account, r.listing_id_value
"""


@dataclass(slots=True)
class _Market:
    """What is known of the grouped accounts as sellers, by account."""

    names: dict[int, AccountKey]
    tested: set[int]
    purses: dict[int, set[int]]
    quiet: dict[int, float]
    listing: dict[int, set[int]]
    """By ring: its accounts whose listings are known."""
    brands: dict[int, dict[str, set[int]]]
    """By ring and brand: its accounts that list the brand."""
    everywhere: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Every brand as written, and how many accounts list it."""
    all_listing: int = 0


def next_buys_by_ring(
    lake: duckdb.DuckDBPyConnection,
    groups: Sequence[Sequence[int]],
    goods: Sequence[GoodsFound],
    belongs: Sequence[Sequence[float]],
    parameters: Parameters,
) -> list[list[NextBuy]]:
    """Return for each group the one or two test buys that would settle most; none for sure rings.

    `belongs` says how surely each account belongs to its group. Needs the tables of `linking`,
    `listed` and `ordered`, and `grouped`, whose rings are the places of the groups.
    """
    market = _market(lake)
    worths: list[list[Worth]] = []
    for ring, (group, one, sure) in enumerate(zip(groups, goods, belongs, strict=True)):
        known = replace(
            one.weighed(len(group), parameters), listing=len(market.listing.get(ring, ()))
        )
        candidates = _candidates(market, ring, group, one, sure, parameters)
        worths.append(worth_buying(known, candidates, parameters))
    number = {name: account for account, name in market.names.items()}
    offers = _offers(
        lake,
        {number[w.candidate.platform, w.candidate.account_id] for found in worths for w in found},
    )
    return [
        [
            next_buy(
                worth,
                ring_probability(one.weighed(len(group), parameters), parameters),
                _best(offers[number[worth.candidate.platform, worth.candidate.account_id]], worth),
            )
            for worth in found
        ]
        for group, one, found in zip(groups, goods, worths, strict=True)
    ]


def _candidates(
    market: _Market,
    ring: int,
    group: Sequence[int],
    goods: GoodsFound,
    sure: Sequence[float],
    parameters: Parameters,
) -> list[Candidate]:
    seller = sellers([market.purses.get(account, set()) for account in group])
    outlooks = _outlooks(market, ring, goods, parameters)
    listed = market.brands.get(ring, {})
    return [
        Candidate(
            *market.names[account],
            seller[place],
            sure[place],
            account in market.tested,
            market.quiet.get(account),
            likeliest(one for brand, one in outlooks.items() if account in listed[brand]),
        )
        for place, account in enumerate(group)
    ]


def _outlooks(
    market: _Market, ring: int, goods: GoodsFound, parameters: Parameters
) -> dict[str, Outlook]:
    """Return the brands a verdict could name: those found counterfeit, else all the group lists."""
    listed = market.brands.get(ring, {})
    found = {brand.lower() for brand in goods.brands} & listed.keys()
    outside = market.all_listing - len(market.listing.get(ring, ()))
    outlooks = {}
    for brand in sorted(found or listed):
        written, everywhere = market.everywhere[brand]
        inside = len(listed[brand])
        share = brand_share(everywhere - inside, outside, parameters)
        outlooks[brand] = Outlook(written, inside, share)
    return outlooks


def _market(lake: duckdb.DuckDBPyConnection) -> _Market:
    spaces = ", ".join(str(int(space)) for space in (Space.PAYMENT, Space.COMPANY))
    purses: dict[int, set[int]] = defaultdict(set)
    for account, value in lake.execute(_PURSES.format(spaces=spaces)).fetchall():
        purses[account].add(value)
    listing: dict[int, set[int]] = defaultdict(set)
    brands: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for ring, account, brand in lake.execute(_LISTED).fetchall():
        listing[ring].add(account)
        if brand is not None:
            brands[ring][brand].add(account)
    names = lake.execute(
        "SELECT a.account, a.platform, a.account_id FROM account a JOIN grouped USING (account)"
    ).fetchall()
    everywhere = lake.execute(_EVERYWHERE).fetchall() if listing else []
    return _Market(
        {account: (platform, account_id) for account, platform, account_id in names},
        {account for (account,) in lake.execute(_TESTED.format(own=_OWN)).fetchall()},
        purses,
        dict(lake.execute(_SEEN).fetchall()),
        listing,
        brands,
        {brand: (written, accounts) for brand, written, accounts in everywhere},
        int(lake.execute(_LISTING).fetchall()[0][0]) if listing else 0,
    )


def _offers(lake: duckdb.DuckDBPyConnection, accounts: set[int]) -> dict[int, list[Offer]]:
    import pyarrow as pa

    found: dict[int, list[Offer]] = defaultdict(list)
    if accounts:
        lake.register("to_buy", pa.table({"account": np.array(sorted(accounts), dtype=np.int64)}))
        for account, listing, title, brand, price, *more in lake.execute(_OFFERS).fetchall():
            money = None if price is None else Decimal(price).quantize(_CENT)
            found[account].append(Offer(listing, title, brand, money, *more))
        lake.unregister("to_buy")
    return found


def _best(offers: Sequence[Offer], worth: Worth) -> Offer | None:
    outlook = worth.candidate.outlook
    return offer_to_buy(offers, outlook.brand if outlook else "")

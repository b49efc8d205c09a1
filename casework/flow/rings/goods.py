"""What test buys and seizures say about each group, read from the delivered rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casework.analysis.evidence import Space
from casework.analysis.goods import Goods, brand_share
from casework.analysis.parameters import Parameters
from casework.analysis.values import RowRef
from casework.flow.rings.listed import listed_by_ring

if TYPE_CHECKING:
    import duckdb


@dataclass(slots=True)
class GoodsFound:
    """The verdicts on one group, with the rows they stand in."""

    counterfeit: int = 0
    genuine: int = 0
    seizures: list[str] = field(default_factory=list)
    brands: list[str] = field(default_factory=list)
    """Found counterfeit, the most often first."""
    rows: list[RowRef] = field(default_factory=list)
    sellers: set[int] = field(default_factory=set)
    """Accounts of the group that list one of `brands`."""
    tested: set[int] = field(default_factory=set)
    """Accounts of the group with a counterfeit test buy."""
    listing: set[int] = field(default_factory=set)
    """Accounts of the group whose listings are known."""
    others_selling: int = 0
    """Accounts outside the group that list one of `brands`."""
    others_listing: int = 0
    """Accounts outside the group whose listings are known."""
    parties: int = 0
    purses: int = 1
    """Accounts that no payment account and no company joins, each counted once."""

    def brand_share(self, parameters: Parameters) -> float:
        """Return the share of other accounts that list one of `brands`."""
        return brand_share(self.others_selling, self.others_listing, parameters)

    def weighed(self, accounts: int, parameters: Parameters) -> Goods:
        """Return the numbers the weighing needs."""
        return Goods(
            accounts,
            self.parties,
            len(self.tested),
            self.genuine,
            len(self.seizures),
            self.purses,
            len(self.listing),
            len(self.sellers),
            self.brand_share(parameters),
        )


_VERDICTS = """
SELECT g.ring, a.account, t.verdict_value, t.brand_value, t.batch_id, t.row_number, t.row_sha256
FROM test_buys t
JOIN account a ON a.platform = t.platform_value AND a.account_id = t.account_id_value
JOIN grouped g ON g.account = a.account
WHERE t.verdict_value IN ('counterfeit', 'genuine')
ORDER BY g.ring, t.test_buy_id_value
"""

_SEIZED = """
WITH by_parcel AS (
    SELECT g.ring, z.seizure_ref_value AS ref FROM seizures z
    JOIN parcel p ON p.carrier = z.carrier_value AND p.waybill = z.waybill_no_value
    JOIN grouped g ON g.account = p.account
    UNION
    SELECT f.ring, z.seizure_ref_value FROM seizures z
    JOIN ring_freight f ON f.carrier = z.carrier_value AND f.waybill = z.waybill_no_value),
by_phone AS (
    SELECT g.ring, z.seizure_ref_value AS ref FROM seizures z
    JOIN shown s ON s.value = z.consignor_phone_value AND s.space = 0
    JOIN grouped g ON g.account = s.account
    LEFT JOIN common_value v ON v.space = s.space AND v.value = s.value
    LEFT JOIN weight w ON w.value_id = v.value_id
    WHERE NOT coalesce(w.hub, false)),
by_place AS (
    SELECT r.ring, z.seizure_ref_value AS ref FROM seizures z
    JOIN ring_place r ON r.site = site_of(z.consignor_address_value) AND r.role <> 'supplier'
    WHERE r.door IS NULL OR door_of(z.consignor_address_value) IS NULL
       OR r.door = door_of(z.consignor_address_value)),
hit AS (SELECT * FROM by_parcel UNION SELECT * FROM by_phone UNION SELECT * FROM by_place)
SELECT hit.ring, hit.ref, z.brand_value, z.batch_id, z.row_number, z.row_sha256
FROM hit JOIN seizures z ON z.seizure_ref_value = hit.ref
ORDER BY hit.ring, hit.ref
"""

_PURSES = """
WITH held AS (
    SELECT g.account, list(h.value_id) AS held FROM grouped g JOIN holding h USING (account)
    SEMI JOIN (SELECT value_id FROM common_value c JOIN weight w USING (value_id)
               WHERE c.space IN ({spaces}) AND NOT w.hub) v ON v.value_id = h.value_id
    GROUP BY g.account)
SELECT g.ring, g.account, held FROM grouped g LEFT JOIN held USING (account)
ORDER BY g.ring, g.account
"""

_REGISTERED = """
SELECT g.ring, a.account, r.company_reg_no_value, r.registered_name_value FROM grouped g
JOIN account a ON a.account = g.account
LEFT JOIN accounts r ON r.platform_value = a.platform AND r.account_id_value = a.account_id
ORDER BY g.ring, a.account
"""


def goods_by_ring(lake: duckdb.DuckDBPyConnection, rings: int) -> list[GoodsFound]:
    """Return for each ring of the table `grouped` what speaks for and against counterfeits.

    Needs the tables of `places` and `listed`.
    A seizure counts for a ring when it names one of its parcels, a phone only its accounts show,
    or one of its places.
    """
    found = [GoodsFound() for _ in range(rings)]
    brands: list[dict[str, int]] = [defaultdict(int) for _ in range(rings)]
    for ring, account, verdict, brand, *row in lake.execute(_VERDICTS).fetchall():
        one = found[ring]
        one.rows.append(RowRef(row[0], "test_buys", row[1], row[2]))
        if verdict == "genuine":
            one.genuine += 1
            continue
        one.counterfeit += 1
        one.tested.add(account)
        if brand:
            brands[ring][brand] += 1
    for ring, ref, brand, *row in lake.execute(_SEIZED).fetchall():
        found[ring].seizures.append(ref)
        found[ring].rows.append(RowRef(row[0], "seizures", row[1], row[2]))
        if brand:
            brands[ring][brand] += 1
    for one, counted in zip(found, brands, strict=True):
        one.brands = sorted(counted, key=lambda brand: (-counted[brand], brand))
    _add_sellers(lake, found)
    _add_parties(lake, found)
    _add_purses(lake, found)
    return found


def _add_sellers(lake: duckdb.DuckDBPyConnection, found: list[GoodsFound]) -> None:
    for one, listed in zip(found, listed_by_ring(lake, [one.brands for one in found]), strict=True):
        one.sellers, one.others_selling = listed.sellers, listed.others_selling
        one.listing, one.others_listing = listed.listing, listed.others_listing


def _add_parties(lake: duckdb.DuckDBPyConnection, found: list[GoodsFound]) -> None:
    """Count registered parties: one company number is one party, and so is one name under it."""
    seen: list[dict[str, str]] = [{} for _ in found]
    parties: list[set[str]] = [set() for _ in found]
    unnamed: list[tuple[int, int, str | None]] = []
    for ring, account, company, name in lake.execute(_REGISTERED).fetchall():
        if company is None:
            unnamed.append((ring, account, name))
            continue
        parties[ring].add(company)
        if name is not None and "*" not in name:
            seen[ring].setdefault(name, company)
    for ring, account, name in unnamed:
        plain = name is not None and "*" not in name
        parties[ring].add(seen[ring].get(name, name) if plain and name else f"#{account}")
    for one, counted in zip(found, parties, strict=True):
        one.parties = len(counted)


def _add_purses(lake: duckdb.DuckDBPyConnection, found: list[GoodsFound]) -> None:
    """Count the sellers a group can at most have: one card or one company is one seller."""
    spaces = ", ".join(str(int(space)) for space in (Space.PAYMENT, Space.COMPANY))
    purses: list[list[set[int]]] = [[] for _ in found]
    for ring, _, values in lake.execute(_PURSES.format(spaces=spaces)).fetchall():
        mine = set(values or ())
        met = [purse for purse in purses[ring] if purse & mine] if mine else []
        if met:
            purses[ring] = [purse for purse in purses[ring] if purse not in met]
        purses[ring].append(mine.union(*met))
    for one, counted in zip(found, purses, strict=True):
        one.purses = len(counted)

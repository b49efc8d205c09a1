"""Who lists the brands that were found counterfeit, read once for all groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_BRANDS = """
SELECT DISTINCT lower(brand_value) AS brand FROM (
    SELECT brand_value FROM test_buys WHERE verdict_value = 'counterfeit'
    UNION ALL SELECT brand_value FROM seizures)
WHERE brand_value IS NOT NULL ORDER BY brand
"""

# Titles repeat: each is searched once, and only for those that name a brand is it kept.
_NAMING = """
CREATE OR REPLACE TEMP TABLE naming AS
SELECT title, brand FROM (SELECT DISTINCT title_value AS title FROM listings) t
JOIN (SELECT unnest($brands) AS brand) b ON contains(lower(t.title), b.brand)
"""

# The one pass over all listings: all else is asked of what it leaves.
_LISTED = """
CREATE OR REPLACE TEMP TABLE telling AS
SELECT title, row_number() OVER (ORDER BY title)::INTEGER AS number
FROM (SELECT DISTINCT title FROM naming);
CREATE OR REPLACE TEMP TABLE listed AS
SELECT a.account, l.brand_value AS brand, t.number AS title, max(l.last_seen_value) AS seen_at
FROM listings l
JOIN account a ON a.platform = l.platform_value AND a.account_id = l.account_id_value
LEFT JOIN telling t ON t.title = l.title_value
GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE lister AS SELECT DISTINCT account FROM listed
"""

_SELLERS = """
CREATE OR REPLACE TEMP TABLE brand_seller AS
SELECT n.brand, l.account FROM listed l JOIN telling t ON t.number = l.title
JOIN naming n ON n.title = t.title
UNION
SELECT b.brand, l.account FROM listed l
JOIN (SELECT unnest($brands) AS brand) b ON b.brand = lower(l.brand)
"""

_INSIDE = """
SELECT DISTINCT g.ring, g.account FROM ring_brand b
JOIN brand_seller s ON s.brand = b.brand
JOIN grouped g ON g.account = s.account AND g.ring = b.ring
"""

# Rings of one line of business are counted together: brands by their set.
_EVERYWHERE = """
WITH line AS (SELECT ring, list(brand ORDER BY brand) AS brands FROM ring_brand GROUP BY ring),
each AS (SELECT DISTINCT brands FROM line),
counted AS (
    SELECT brands, count(DISTINCT s.account) AS accounts
    FROM (SELECT brands, unnest(brands) AS brand FROM each) e JOIN brand_seller s USING (brand)
    GROUP BY brands)
SELECT line.ring, counted.accounts FROM line JOIN counted USING (brands)
"""

_LISTING = "SELECT g.ring, g.account FROM grouped g SEMI JOIN lister USING (account)"


@dataclass(slots=True)
class Listed:
    """Who lists the brands found counterfeit in one group, and whose listings are known."""

    sellers: set[int] = field(default_factory=set)
    """Accounts of the group that list one of them."""
    listing: set[int] = field(default_factory=set)
    """Accounts of the group whose listings are known."""
    others_selling: int = 0
    others_listing: int = 0


def read_listings(lake: duckdb.DuckDBPyConnection) -> None:
    """Leave in the lake whose listings are known and who lists a brand found counterfeit.

    Temporary tables: `lister` (account); `listed` (account, brand, title, seen_at), what each lists
    and when it was last seen; `brand_seller` (brand in small letters, account).
    """
    brands = [row[0] for row in lake.execute(_BRANDS).fetchall()]
    lake.execute(_NAMING, {"brands": brands})
    lake.execute(_LISTED)
    lake.execute(_SELLERS, {"brands": brands})


def listed_by_ring(lake: duckdb.DuckDBPyConnection, brands: list[list[str]]) -> list[Listed]:
    """Return for each ring of the table `grouped` who lists one of its `brands`.

    A ring without any brand has nothing to look for. Needs the tables of `read_listings`.
    """
    import pyarrow as pa

    found = [Listed() for _ in brands]
    rows = sorted({(ring, one.lower()) for ring, line in enumerate(brands) for one in line})
    if not rows:
        return found
    rings, lines = zip(*rows, strict=True)
    lake.register("ring_brand", pa.table({"ring": list(rings), "brand": list(lines)}))
    for ring, account in lake.execute(_INSIDE).fetchall():
        found[ring].sellers.add(account)
    for ring, accounts in lake.execute(_EVERYWHERE).fetchall():
        found[ring].others_selling = accounts - len(found[ring].sellers)
    lake.unregister("ring_brand")
    for ring, account in lake.execute(_LISTING).fetchall():
        found[ring].listing.add(account)
    listing = int(lake.execute("SELECT count(*) FROM lister").fetchall()[0][0])
    for one in found:
        one.others_listing = listing - len(one.listing)
    return found

"""Where a ring's goods come from and go through: its parcels and the bulk that feeds them.

Tables made in the lake's connection (temporary): `own_site`, every site a ring's accounts name;
`store`, the sites its parcels leave from; `ring_place`, every place found with its part;
`ring_freight`, the bulk that leaves one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from casework.analysis.roles import DEDICATED, SUPPLYING, SiteFlow, SiteRole, place_roles

if TYPE_CHECKING:
    import duckdb

_STEPS = 3  # shop or depot, warehouse, workshop, supplier

_STORES = """
CREATE OR REPLACE TEMP TABLE own_site AS
WITH written AS MATERIALIZED (
    SELECT g.ring, g.account, s.value FROM shown s JOIN grouped g USING (account)
    WHERE s.space IN (6, 12)),
understood AS (SELECT value, site_of(value) AS site FROM (SELECT DISTINCT value FROM written)),
named AS (
    SELECT ring, account, site FROM ring_parcel
    UNION
    SELECT ring, account, site FROM written JOIN understood USING (value))
SELECT ring, account, site FROM named
WHERE site IS NOT NULL AND site NOT IN (SELECT site FROM shared_site);
CREATE OR REPLACE TEMP TABLE store AS
SELECT ring, site, CASE WHEN count(DISTINCT door) = 1 THEN min(door) END AS door,
       count(DISTINCT account) AS accounts, count(*) AS parcels, max(shipped_at) AS last_at
FROM ring_parcel WHERE site IS NOT NULL AND site NOT IN (SELECT site FROM shared_site)
GROUP BY ring, site;
CREATE OR REPLACE TEMP TABLE ring_place
    (ring BIGINT, site VARCHAR, role VARCHAR, door VARCHAR);
INSERT INTO ring_place SELECT ring, site, 'store', door FROM store;
"""

_SOURCES = """
INSERT INTO ring_place
WITH fed AS (
    SELECT DISTINCT p.ring, b.source FROM bulk b JOIN ring_place p ON p.site = b.target
      AND (p.door IS NULL OR b.target_door IS NULL OR p.door = b.target_door)
    LEFT JOIN store s ON s.ring = p.ring AND s.site = p.site
    WHERE p.role <> 'supplier' AND b.source IS NOT NULL AND b.source <> b.target
      AND (s.last_at IS NULL OR b.shipped_at <= s.last_at)
      AND NOT EXISTS (SELECT 1 FROM ring_place q WHERE q.ring = p.ring AND q.site = b.source)),
own AS (SELECT ring, site FROM own_site UNION SELECT ring, site FROM ring_place),
served AS (
    SELECT own.ring, l.source, sum(l.shipments) AS to_ring
    FROM own JOIN lane l ON l.target = own.site GROUP BY own.ring, l.source),
reach AS (
    SELECT f.ring, f.source, s.shipments AS to_all, coalesce(v.to_ring, 0) AS to_ring
    FROM fed f JOIN sent s ON s.source = f.source
    LEFT JOIN served v ON v.ring = f.ring AND v.source = f.source)
SELECT ring, source, CASE WHEN (to_ring + 1) / (to_all + 4) >= {dedicated} THEN 'upstream'
                          ELSE 'supplier' END, NULL
FROM reach WHERE (to_ring + 1) / (to_all + 4) >= {supplying}
"""

_FLOWS = """
WITH place AS (SELECT DISTINCT ring, site, role FROM ring_place),
bought AS (
    SELECT p.ring, p.site, b.goods, sum(b.kg) AS kg
    FROM place p JOIN lane b ON b.target = p.site AND b.source <> b.target
    WHERE b.goods IS NOT NULL GROUP BY ALL),
sold AS (
    SELECT ring, site, goods, sum(kg) AS kg FROM (
        SELECT p.ring, p.site, b.goods, b.kg
        FROM place p JOIN lane b ON b.source = p.site
        UNION ALL
        SELECT ring, site, goods, kg FROM ring_parcel WHERE site IS NOT NULL)
    WHERE goods IS NOT NULL GROUP BY ALL),
made AS (
    SELECT s.ring, s.site, sum(greatest(s.kg - coalesce(b.kg, 0), 0)) / sum(s.kg) AS share
    FROM sold s LEFT JOIN bought b ON b.ring = s.ring AND b.site = s.site AND b.goods = s.goods
    WHERE EXISTS (SELECT 1 FROM bought x WHERE x.ring = s.ring AND x.site = s.site)
    GROUP BY s.ring, s.site HAVING sum(s.kg) > 0),
own AS (SELECT ring, site FROM own_site UNION SELECT ring, site FROM ring_place),
out AS (
    SELECT own.ring, b.source AS site, sum(b.shipments)::BIGINT AS shipments, sum(b.kg) AS kg
    FROM own JOIN lane b ON b.target = own.site GROUP BY own.ring, b.source)
SELECT p.ring, p.site, p.role, coalesce(s.accounts, 0), coalesce(s.parcels, 0),
       coalesce(o.shipments, 0), coalesce(o.kg, 0)::DOUBLE, coalesce(t.shipments, 0),
       coalesce(t.customers, 0), coalesce(r.shipments, 0), m.share::DOUBLE
FROM place p LEFT JOIN store s ON s.ring = p.ring AND s.site = p.site
LEFT JOIN out o ON o.ring = p.ring AND o.site = p.site
LEFT JOIN sent t ON t.source = p.site LEFT JOIN received r ON r.target = p.site
LEFT JOIN made m ON m.ring = p.ring AND m.site = p.site
ORDER BY p.ring, p.site
"""

_EDGES = """
SELECT DISTINCT p.ring, b.source, b.target FROM lane b
JOIN ring_place p ON p.site = b.source JOIN ring_place q ON q.ring = p.ring AND q.site = b.target
WHERE b.source <> b.target
"""

_DOORS = """
UPDATE ring_place SET door = found.door FROM (
    SELECT source AS site, min(source_door) AS door FROM bulk WHERE source_door IS NOT NULL
    GROUP BY source HAVING count(DISTINCT source_door) = 1) AS found
WHERE found.site = ring_place.site AND ring_place.door IS NULL
"""

_FREIGHT = """
CREATE OR REPLACE TEMP TABLE ring_freight AS
SELECT DISTINCT p.ring, b.carrier, b.waybill, b.source, b.target FROM bulk b
JOIN ring_place p ON p.site = b.source AND p.role <> 'supplier'
 AND (p.door IS NULL OR b.source_door IS NULL OR p.door = b.source_door)
"""


_KEPT = """
CREATE OR REPLACE TEMP TABLE ring_place AS
SELECT f.ring, f.site, f.role, p.door FROM place_found f JOIN ring_place p USING (ring, site)
"""


_SEIZED_AT = """
CREATE OR REPLACE TEMP TABLE downstream AS
SELECT site FROM (
    SELECT site_of(consignor_address_value) AS site FROM seizures
    UNION
    SELECT b.source FROM seizures z
    JOIN bulk b ON b.carrier = z.carrier_value AND b.waybill = z.waybill_no_value)
WHERE site IS NOT NULL
"""

_SENT_ON = """
INSERT INTO downstream
SELECT DISTINCT l.target FROM lane l JOIN downstream d ON d.site = l.source
WHERE l.target IS NOT NULL AND l.target NOT IN (SELECT site FROM downstream)
"""


def rings_downstream(lake: duckdb.DuckDBPyConnection) -> set[int]:
    """Return the rings of the table `grouped` that may have a place a seizure names.

    A place is found upstream of where parcels leave, so only of these rings must places be known
    to tell whose a seizure is. Needs the tables of `freight`.
    """
    lake.execute(_SEIZED_AT)
    for _ in range(_STEPS):
        lake.execute(_SENT_ON)
    found = "SELECT DISTINCT ring FROM ring_parcel SEMI JOIN downstream USING (site)"
    return {ring for (ring,) in lake.execute(found).fetchall()}


def find_places(lake: duckdb.DuckDBPyConnection, rings: int) -> list[list[SiteRole]]:
    """Return the places of each ring of the table `grouped`: production, warehouses, suppliers.

    Traced upstream: from where its parcels leave to what sends bulk there, and from there to what
    sends bulk to that, as long as most of it is for the ring and it was sent in time. Needs the
    tables of `freight`.
    """
    lake.execute(_STORES)
    for _ in range(_STEPS):
        lake.execute(_SOURCES.format(dedicated=DEDICATED, supplying=SUPPLYING))
        lake.execute(_DOORS)
    stores: list[list[SiteFlow]] = [[] for _ in range(rings)]
    upstream: list[list[SiteFlow]] = [[] for _ in range(rings)]
    for ring, flow, store in _flows(lake):
        (stores if store else upstream)[ring].append(flow)
    found = [place_roles(s, u) for s, u in zip(stores, upstream, strict=True)]
    _keep(lake, found)
    lake.execute(_FREIGHT)
    return found


def _flows(lake: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, SiteFlow, bool]]:
    rows = lake.execute(_FLOWS).fetchall()
    flows = {(row[0], row[1]): SiteFlow(row[1], *row[3:]) for row in rows}
    makers = {place for place, flow in flows.items() if flow.makes}
    stores = {(row[0], row[1]) for row in rows if row[2] == "store"}
    edges = lake.execute(_EDGES).fetchall()
    feeding = {(ring, source) for ring, source, target in edges if (ring, target) in makers}
    stocking = {(ring, source) for ring, source, target in edges if (ring, target) in stores}
    for ring, site, role, *_ in rows:
        place = (ring, site)
        flow = flows[place]
        if place in feeding or place in stocking:
            flow = replace(flow, feeds_makers=place in feeding, feeds_stores=place in stocking)
        yield ring, flow, role == "store"


def _keep(lake: duckdb.DuckDBPyConnection, places: list[list[SiteRole]]) -> None:
    """Leave in `ring_place` the places that were found, with their roles."""
    import pyarrow as pa

    rows = [
        (ring, place.site, place.role.value) for ring, found in enumerate(places) for place in found
    ]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    types = (pa.int64(), pa.string(), pa.string())
    arrays = [pa.array(one, type_) for one, type_ in zip(columns, types, strict=True)]
    lake.register("place_found", pa.table(arrays, names=["ring", "site", "role"]))
    lake.execute(_KEPT)
    lake.unregister("place_found")

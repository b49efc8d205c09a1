"""Where a ring's goods come from and go through: its parcels and the bulk that feeds them.

A *site* is a building: masked labels say no more; its *door* is the room where one is written.
Tables made in the lake's connection (temporary): `ring_parcel`, the parcels of a ring's accounts;
`own_site`, every site its accounts name; `store`, the sites its parcels leave from; `bulk`,
shipments of no account; `ring_place`, every place found with its part; `ring_freight`, the bulk
that leaves one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from casework.analysis.roles import DEDICATED, SUPPLYING, SiteFlow, SiteRole, place_roles

if TYPE_CHECKING:
    import duckdb

_STEPS = 3  # shop or depot, warehouse, workshop, supplier

_MACROS = """
CREATE OR REPLACE TEMP MACRO site_of(key) AS
    CASE WHEN len(string_split(rtrim(key, '/*-'), '/')) >= 5
         THEN rtrim(array_to_string(string_split(rtrim(key, '/*-'), '/')[:6], '/'), '/-') END;
CREATE OR REPLACE TEMP MACRO door_of(key) AS
    CASE WHEN NOT contains(key, '*') AND len(string_split(key, '/')) >= 7 THEN key END;
"""

_PARCELS = """
CREATE OR REPLACE TEMP TABLE ring_parcel AS
SELECT DISTINCT g.ring, p.account, site_of(s.sender_address_value) AS site,
       door_of(s.sender_address_value) AS door, s.sender_address AS address,
       s.pickup_lat_value AS lat, s.pickup_lon_value AS lon, s.shipped_on_value AS shipped_at,
       s.declared_goods_value AS goods, coalesce(s.weight_kg_value, 0) AS kg,
       s.batch_id, s.row_number, s.row_sha256
FROM shipments s
JOIN parcel p ON p.carrier = s.carrier_value AND p.waybill = s.waybill_no_value
JOIN grouped g ON g.account = p.account;
CREATE OR REPLACE TEMP TABLE shared_site AS
SELECT DISTINCT site_of(v.value) AS site FROM common_value v JOIN weight w USING (value_id)
WHERE w.hub AND v.space IN (6, 12) AND site_of(v.value) IS NOT NULL;
CREATE OR REPLACE TEMP TABLE own_site AS
WITH named AS (
    SELECT ring, account, site FROM ring_parcel
    UNION ALL
    SELECT g.ring, g.account, site_of(s.value) FROM shown s JOIN grouped g USING (account)
    WHERE s.space IN (6, 12))
SELECT DISTINCT ring, account, site FROM named
WHERE site IS NOT NULL AND site NOT IN (SELECT site FROM shared_site);
CREATE OR REPLACE TEMP TABLE store AS
WITH counted AS (
    SELECT ring, site, CASE WHEN count(DISTINCT door) = 1 THEN min(door) END AS door,
           count(DISTINCT account) AS accounts, count(*) AS parcels,
           max(shipped_at) AS last_at
    FROM ring_parcel WHERE site IS NOT NULL AND site NOT IN (SELECT site FROM shared_site)
    GROUP BY ring, site)
SELECT * FROM counted;
"""

_BULK = """
CREATE OR REPLACE TEMP TABLE bulk AS
SELECT s.carrier_value AS carrier, s.waybill_no_value AS waybill,
       site_of(s.sender_address_value) AS source, door_of(s.sender_address_value) AS source_door,
       site_of(s.receiver_address_value) AS target,
       door_of(s.receiver_address_value) AS target_door, s.sender_address AS address,
       s.pickup_lat_value AS lat, s.pickup_lon_value AS lon,
       coalesce(s.weight_kg_value, 0) AS kg, s.shipped_on_value AS shipped_at,
       s.declared_goods_value AS goods,
       s.batch_id, s.row_number, s.row_sha256
FROM shipments s ANTI JOIN parcel p
  ON p.carrier = s.carrier_value AND p.waybill = s.waybill_no_value;
CREATE OR REPLACE TEMP TABLE sent AS
SELECT source, count(*) AS shipments, count(DISTINCT target) AS customers FROM bulk
WHERE source IS NOT NULL GROUP BY source;
CREATE OR REPLACE TEMP TABLE received AS
SELECT target, count(*) AS shipments FROM bulk
WHERE target IS NOT NULL AND source IS DISTINCT FROM target GROUP BY target;
CREATE OR REPLACE TEMP TABLE ring_place
    (ring BIGINT, site VARCHAR, role VARCHAR, door VARCHAR);
"""

_STORES = """
SELECT s.ring, s.site, s.accounts, s.parcels, coalesce(r.shipments, 0) FROM store s
LEFT JOIN received r ON r.target = s.site ORDER BY s.ring, s.site
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
reach AS (
    SELECT f.ring, f.source, s.shipments AS to_all,
           (SELECT count(*) FROM bulk b WHERE b.source = f.source AND (
                b.target IN (SELECT o.site FROM own_site o WHERE o.ring = f.ring)
                OR b.target IN (SELECT q.site FROM ring_place q WHERE q.ring = f.ring))) AS to_ring
    FROM fed f JOIN sent s ON s.source = f.source)
SELECT ring, source, CASE WHEN (to_ring + 1) / (to_all + 4) >= {dedicated} THEN 'upstream'
                          ELSE 'supplier' END, NULL
FROM reach WHERE (to_ring + 1) / (to_all + 4) >= {supplying}
"""

_FLOWS = """
WITH place AS (SELECT DISTINCT ring, site, role FROM ring_place),
bought AS (
    SELECT p.ring, p.site, lower(trim(b.goods)) AS goods, sum(b.kg) AS kg
    FROM place p JOIN bulk b ON b.target = p.site AND b.source <> b.target
    WHERE b.goods IS NOT NULL GROUP BY ALL),
sold AS (
    SELECT ring, site, goods, sum(kg) AS kg FROM (
        SELECT p.ring, p.site, lower(trim(b.goods)) AS goods, b.kg
        FROM place p JOIN bulk b ON b.source = p.site
        UNION ALL
        SELECT ring, site, lower(trim(goods)), kg FROM ring_parcel WHERE site IS NOT NULL)
    WHERE goods IS NOT NULL GROUP BY ALL),
made AS (
    SELECT s.ring, s.site, sum(greatest(s.kg - coalesce(b.kg, 0), 0)) / sum(s.kg) AS share
    FROM sold s LEFT JOIN bought b ON b.ring = s.ring AND b.site = s.site AND b.goods = s.goods
    WHERE EXISTS (SELECT 1 FROM bought x WHERE x.ring = s.ring AND x.site = s.site)
    GROUP BY s.ring, s.site HAVING sum(s.kg) > 0),
out AS (
    SELECT p.ring, p.site, count(*) AS shipments, sum(b.kg) AS kg
    FROM place p JOIN bulk b ON b.source = p.site
    WHERE b.target IN (SELECT o.site FROM own_site o WHERE o.ring = p.ring)
       OR b.target IN (SELECT q.site FROM ring_place q WHERE q.ring = p.ring)
    GROUP BY p.ring, p.site)
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
SELECT DISTINCT p.ring, b.source, b.target FROM bulk b
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


def find_places(lake: duckdb.DuckDBPyConnection, rings: int) -> list[list[SiteRole]]:
    """Return the places of each ring of the table `grouped`: production, warehouses, suppliers.

    Traced upstream: from where its parcels leave to what sends bulk there, and from there to what
    sends bulk to that, as long as most of it is for the ring and it was sent in time.
    """
    for statement in (_MACROS, _PARCELS, _BULK):
        lake.execute(statement)
    lake.execute("INSERT INTO ring_place SELECT ring, site, 'store', door FROM store")
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
        flow = replace(flows[place], feeds_makers=place in feeding, feeds_stores=place in stocking)
        yield ring, flow, role == "store"


def _keep(lake: duckdb.DuckDBPyConnection, places: list[list[SiteRole]]) -> None:
    """Leave in `ring_place` the places that were found, with their roles."""
    lake.execute("CREATE OR REPLACE TEMP TABLE place_seen AS SELECT * FROM ring_place")
    lake.execute("DELETE FROM ring_place")
    rows = [
        (place.role.value, ring, place.site) for ring, found in enumerate(places) for place in found
    ]
    if rows:
        lake.executemany(
            "INSERT INTO ring_place SELECT ring, site, ?, door FROM place_seen "
            "WHERE ring = ? AND site = ?",
            rows,
        )

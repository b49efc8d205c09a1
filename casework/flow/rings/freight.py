"""The parcels of the grouped accounts and the bulk of nobody's account, read once from the rows.

A *site* is a building: masked labels say no more; its *door* is the room where one is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

MACROS = """
CREATE OR REPLACE TEMP MACRO levels_of(key) AS string_split(rtrim(key, '/*-'), '/');
CREATE OR REPLACE TEMP MACRO site_at(levels) AS rtrim(array_to_string(levels[:6], '/'), '/-');
CREATE OR REPLACE TEMP MACRO site_of(key) AS
    CASE WHEN len(levels_of(key)) >= 5 THEN site_at(levels_of(key)) END;
CREATE OR REPLACE TEMP MACRO door_of(key) AS
    CASE WHEN NOT contains(key, '*') AND len(string_split(key, '/')) >= 7 THEN key END;
"""

NAMING = " UNION ALL ".join(
    f"SELECT carrier_value, waybill_no_value, platform_value, account_id_value FROM {kind}"  # noqa: S608 - constants
    for kind in ("shipments", "orders", "test_buys")
)
"""The rows that say whose a parcel is, as sightings read them."""

# One pass over all rows. What names an account is a parcel of that account, whoever it is.
_FREIGHT = """
CREATE OR REPLACE TEMP TABLE freight AS
WITH known AS (
    SELECT p.carrier, p.waybill, p.account, g.account IS NOT NULL AS ours
    FROM parcel p LEFT JOIN grouped g USING (account))
SELECT k.account, s.carrier_value AS carrier, s.waybill_no_value AS waybill,
       s.sender_address_value AS sent_from, s.receiver_address_value AS sent_to,
       s.shipped_on_value AS shipped_at, s.declared_goods_value AS goods,
       coalesce(s.weight_kg_value, 0) AS kg, s.batch_id, s.row_number
FROM shipments s
LEFT JOIN known k ON k.carrier = s.carrier_value AND k.waybill = s.waybill_no_value
WHERE k.ours
   OR (k.ours IS NULL AND (s.platform_value IS NULL OR s.account_id_value IS NULL))
"""

# Places and goods are understood once each, however many parcels name them.
_UNDERSTOOD = """
CREATE OR REPLACE TEMP TABLE site AS
SELECT place, CASE WHEN len(levels) >= 5 THEN site_at(levels) END AS site, door_of(place) AS door
FROM (SELECT place, levels_of(place) AS levels FROM (
    SELECT sent_from AS place FROM freight
    UNION SELECT sent_to FROM freight WHERE account IS NULL)
WHERE place IS NOT NULL);
CREATE OR REPLACE TEMP TABLE ware AS
SELECT goods AS written, lower(trim(goods)) AS goods
FROM (SELECT DISTINCT goods FROM freight WHERE goods IS NOT NULL);
CREATE OR REPLACE TEMP TABLE own_parcel AS
SELECT f.account, f.carrier, f.waybill, f.sent_from AS place, f.shipped_at, w.goods, f.kg,
       f.batch_id, f.row_number
FROM freight f LEFT JOIN ware w ON w.written = f.goods WHERE f.account IS NOT NULL;
"""

_BULK = """
CREATE OR REPLACE TEMP TABLE bulk AS
SELECT n.carrier, n.waybill, f.site AS source, f.door AS source_door, t.site AS target,
       t.door AS target_door, n.shipped_at, w.goods, n.kg, n.batch_id, n.row_number
FROM freight n LEFT JOIN site f ON f.place = n.sent_from LEFT JOIN site t ON t.place = n.sent_to
LEFT JOIN ware w ON w.written = n.goods WHERE n.account IS NULL;
DROP TABLE freight;
DROP TABLE ware;
CREATE OR REPLACE TEMP TABLE lane AS
SELECT source, target, goods, count(*) AS shipments, sum(kg) AS kg FROM bulk
WHERE source IS NOT NULL OR target IS NOT NULL GROUP BY source, target, goods;
CREATE OR REPLACE TEMP TABLE sent AS
SELECT source, sum(shipments)::BIGINT AS shipments, count(DISTINCT target) AS customers FROM lane
WHERE source IS NOT NULL GROUP BY source;
CREATE OR REPLACE TEMP TABLE received AS
SELECT target, sum(shipments)::BIGINT AS shipments FROM lane
WHERE target IS NOT NULL AND source IS DISTINCT FROM target GROUP BY target;
CREATE OR REPLACE TEMP TABLE shared_site AS
SELECT DISTINCT site_of(v.value) AS site FROM common_value v JOIN weight w USING (value_id)
WHERE w.hub AND v.space IN (6, 12) AND site_of(v.value) IS NOT NULL;
"""

_RING_PARCEL = """
CREATE OR REPLACE TEMP VIEW ring_parcel AS
SELECT g.ring, p.account, s.site, s.door, p.carrier, p.waybill, p.shipped_at, p.goods, p.kg,
       p.batch_id, p.row_number
FROM own_parcel p JOIN grouped g USING (account) LEFT JOIN site s USING (place)
"""


def read_freight(lake: duckdb.DuckDBPyConnection) -> None:
    """Leave in the lake what is asked of shipments for the accounts of the table `grouped`.

    Temporary: `own_parcel`, their parcels; `site`, what each place written is; `bulk`, shipments
    of no account; `lane`, the same counted by source, target and goods; `sent` and `received`, how
    much bulk leaves and reaches each site; `shared_site`, sites that serve strangers; the macros
    `site_of` and `door_of`; and the view `ring_parcel`, the parcels of whatever accounts of these
    `grouped` names when it is asked.
    """
    for statement in (MACROS, _FREIGHT, _UNDERSTOOD, _BULK, _RING_PARCEL):
        lake.execute(statement)

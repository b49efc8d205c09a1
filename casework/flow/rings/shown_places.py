"""The places of a ring as they are shown: written out, on the map, each with its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casework.analysis.roles import SiteRole
from casework.analysis.values import Place, RowRef
from casework.analysis.whereabouts import Point, metres, whereabouts

if TYPE_CHECKING:
    import duckdb

_ONE_PLACE_M = 50.0  # nearer than one gate to the next
_NUMBER = 4  # the level of a place key that holds the house number; those above are its district
_DISTRICT = 3

_LABELS = """
CREATE OR REPLACE TEMP TABLE ring_label AS
WITH own AS (SELECT ring, site FROM own_site UNION SELECT ring, site FROM ring_place),
wanted AS (
    SELECT ring, account, site, true AS ours, batch_id, row_number FROM ring_parcel
    UNION ALL
    SELECT p.ring, NULL, p.site, own.site IS NOT NULL, b.batch_id, b.row_number
    FROM ring_place p JOIN bulk b ON b.source = p.site
     AND (p.door IS NULL OR b.source_door IS NULL OR p.door = b.source_door)
    LEFT JOIN own ON own.ring = p.ring AND own.site = b.target AND b.target <> b.source)
SELECT w.ring, w.account, w.site, w.ours, s.sender_address AS address, s.pickup_lat_value AS lat,
       s.pickup_lon_value AS lon, s.batch_id, s.row_number, s.row_sha256
FROM label_row s JOIN wanted w USING (batch_id, row_number)
"""

_SHOWN = """
WITH seen AS (
    SELECT ring, site, ours, address, lat, lon, 'shipments' AS kind, batch_id, row_number,
           row_sha256
    FROM ring_label
    UNION ALL
    SELECT p.ring, p.site, true, z.consignor_address, NULL, NULL, 'seizures', z.batch_id,
           z.row_number, z.row_sha256
    FROM ring_place p JOIN seizures z ON site_of(z.consignor_address_value) = p.site
     AND p.role <> 'supplier' AND (p.door IS NULL OR door_of(z.consignor_address_value) IS NULL
                                   OR p.door = door_of(z.consignor_address_value))),
ranked AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.ring, s.site
                                   ORDER BY s.ours DESC, s.kind, s.row_sha256) AS n,
           contains(s.address, '*') AS masked, s.ours OR p.role <> 'supplier' AS telling
    FROM seen s JOIN ring_place p ON p.ring = s.ring AND p.site = s.site)
SELECT ring, site,
       arg_max(address, (NOT masked, length(address), address)) AS address,
       list([lat, lon] ORDER BY lat, lon) FILTER (lat IS NOT NULL AND lon IS NOT NULL) AS pickups,
       list({'batch_id': batch_id, 'kind': kind, 'row_number': row_number,
             'row_sha256': row_sha256} ORDER BY n) FILTER (n <= 8 AND telling) AS refs
FROM ranked GROUP BY ring, site ORDER BY ring, site
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    address: str
    pickups: list[Point]
    rows: list[RowRef]


def describe_places(
    lake: duckdb.DuckDBPyConnection, found: list[list[SiteRole]]
) -> list[list[Place]]:
    """Return the places with their most complete writing, coordinates, and the rows they rest on.

    Coordinates are the median of the pickups of parcels that name the place and lie in its
    district, else the middle of the district. What is one place in two writings is shown once.
    The rows are those of the ring first; a supplier's others, and seizures of what it sends, are
    its other customers'. Needs the tables of `places` and of `read_reasons`.
    Leaves in the lake `ring_label`, what is written on the rows of each ring's parcels and of the
    bulk that leaves its places.
    """
    seen: dict[tuple[int, str], _Seen] = {}
    lake.execute(_LABELS)
    for ring, site, address, pickups, refs in lake.execute(_SHOWN).fetchall():
        points = [(lat, lon) for lat, lon in pickups or []]
        seen[ring, site] = _Seen(address, points, [RowRef(**ref) for ref in refs or []])
    return [
        _merged([_place(role, seen.get((ring, role.site))) for role in roles])
        for ring, roles in enumerate(found)
    ]


def _place(role: SiteRole, seen: _Seen | None) -> tuple[Place, bool]:
    """Return the place, and whether its parcels were picked up there."""
    from casework.analysis.normalise.address import locate

    seen = seen or _Seen(role.site, [], [])
    where = whereabouts(seen.pickups, locate(role.site))
    lat, lon = where.point or (None, None)
    place = Place(
        role.role,
        seen.address,
        role.site,
        round(lat, 6) if lat is not None else None,
        round(lon, 6) if lon is not None else None,
        round(role.confidence * where.sure, 4),
        [*role.says, *where.says],
        seen.rows,
    )
    return place, where.measured


def _merged(places: list[tuple[Place, bool]]) -> list[Place]:
    """Return the places in their order, each with its other writings."""
    kept: list[tuple[Place, bool]] = []
    for place, measured in places:
        for index, (other, there) in enumerate(kept):
            if measured and there and _one_place(place, other):
                kept[index] = _together(other, place), there
                break
        else:
            kept.append((place, measured))
    return [place for place, _ in kept]


def _one_place(one: Place, other: Place) -> bool:
    """Return whether two places of one part are one place whose road was written in two ways.

    Its parcels are picked up at one point, in one district and at one house number. Of two
    numbers they are neighbours.
    """
    if one.role is not other.role or None in (one.lat, one.lon, other.lat, other.lon):
        return False
    here, there = (one.lat or 0.0, one.lon or 0.0), (other.lat or 0.0, other.lon or 0.0)
    levels = list(zip(one.key.split("/"), other.key.split("/"), strict=False))
    alike = [a == b or "?" in (a, b) for a, b in (*levels[:_DISTRICT], *levels[_NUMBER:])]
    return metres(here, there) <= _ONE_PLACE_M and all(alike)


def _together(one: Place, other: Place) -> Place:
    """Return one place: the more complete writing, with what was said of both."""

    def complete(place: Place) -> tuple[bool, int, str]:
        return "*" not in place.address, len(place.address), place.address

    best, rest = sorted((one, other), key=complete, reverse=True)
    rows = [*best.rows, *(row for row in rest.rows if row not in best.rows)]
    says = [*best.says, f"Also written {rest.address}, picked up at the same point:", *rest.says]
    return replace(best, confidence=max(one.confidence, other.confidence), says=says, rows=rows)

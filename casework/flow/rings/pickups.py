"""The points where a ring hands its parcels over, away from its own buildings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.analysis.pickups import STEPS, Cell, Pickup, pickups, says, written
from casework.analysis.values import Place, RowRef
from casework.analysis.whereabouts import Point, whereabouts
from casework.vocabulary import PlaceRole

if TYPE_CHECKING:
    import duckdb

_CELLS = f"""
SELECT ring, account, round(lat * {STEPS})::INTEGER AS y, round(lon * {STEPS})::INTEGER AS x,
       count(*) AS parcels
FROM ring_label WHERE account IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""  # noqa: S608 - a constant

_LABELS = f"""
SELECT c.ring, c.place, median(l.lat) AS lat, median(l.lon) AS lon,
       list(DISTINCT {{'address': l.address, 'site': l.site}}) AS written,
       list({{'batch_id': l.batch_id, 'kind': 'shipments', 'row_number': l.row_number,
              'row_sha256': l.row_sha256}} ORDER BY l.row_sha256)[:8] AS refs
FROM ring_label l JOIN pickup_cell c ON c.ring = l.ring
 AND c.y = round(l.lat * {STEPS})::INTEGER AND c.x = round(l.lon * {STEPS})::INTEGER
WHERE l.account IS NOT NULL GROUP BY c.ring, c.place
"""  # noqa: S608 - a constant

_OTHERS = f"""
SELECT c.ring, c.place, count(DISTINCT h.account) AS accounts
FROM pickup_cell c
JOIN common_value v ON v.space = {int(Space.PICKUP)} AND v.value = c.value
JOIN holding h USING (value_id)
ANTI JOIN grouped g ON g.ring = c.ring AND g.account = h.account
GROUP BY c.ring, c.place
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class _Label:
    point: Point
    written: list[dict[str, str | None]]
    rows: list[RowRef]


def pickups_by_ring(
    lake: duckdb.DuckDBPyConnection, places: Sequence[Sequence[Place]], parameters: Parameters
) -> list[list[Place]]:
    """Return for each ring the points where its parcels are handed over, the busiest first.

    `places` are the ring's other places: what is picked up there is not told again. Needs
    `ring_label` of `shown_places`.
    """
    seen: list[list[tuple[int, Cell, int]]] = [[] for _ in places]
    for ring, account, y, x, parcels in lake.execute(_CELLS).fetchall():
        seen[ring].append((account, (y, x), parcels))
    found = [
        pickups(mine, [(p.lat, p.lon) for p in known if p.lat is not None and p.lon is not None])
        for mine, known in zip(seen, places, strict=True)
    ]
    if not any(found):
        return [[] for _ in places]
    _keep_cells(lake, found)
    labels = {
        (ring, place): _Label((lat, lon), written_there, [RowRef(**ref) for ref in refs])
        for ring, place, lat, lon, written_there, refs in lake.execute(_LABELS).fetchall()
    }
    others = {(ring, place): count for ring, place, count in lake.execute(_OTHERS).fetchall()}
    shown: dict[int, list[Place]] = defaultdict(list)
    for (ring, number), label in sorted(labels.items(), key=lambda one: one[0]):
        pickup, known = found[ring][number], {place.key for place in places[ring]}
        told = says(pickup, others.get((ring, number), 0), parameters.hub_parties)
        shown[ring].append(_place(pickup, label, known, told))
    return [shown[ring] for ring in range(len(places))]


def _place(pickup: Pickup, label: _Label, known: set[str], told: list[str]) -> Place:
    lat, lon = label.point
    return Place(
        PlaceRole.PICKUP,
        _address(label, known),
        pickup.key,
        round(lat, 6),
        round(lon, 6),
        pickup.confidence,
        told,
        label.rows,
    )


def _address(label: _Label, known: set[str]) -> str:
    """Return the most complete address on the labels that can be the point's, else its district.

    One of another district is false, and one of another place of the ring is not this place.
    """
    from casework.analysis.normalise.address import district_near, locate

    fitting = [
        line["address"]
        for line in label.written
        if line["address"]
        and line["site"]
        and line["site"] not in known
        and whereabouts([label.point], locate(line["site"])).measured
    ]
    best = max(fitting, key=lambda text: ("*" not in text, len(text), text), default=None)
    return best or district_near(*label.point)


def _keep_cells(lake: duckdb.DuckDBPyConnection, found: Sequence[Sequence[Pickup]]) -> None:
    """Leave in the lake which cells each point takes up: `pickup_cell`."""
    import pyarrow as pa

    rows = [
        {"ring": ring, "place": place, "y": cell[0], "x": cell[1], "value": written(cell)}
        for ring, points in enumerate(found)
        for place, point in enumerate(points)
        for cell in point.cells
    ]
    lake.register("pickup_now", pa.Table.from_pylist(rows))
    lake.execute("CREATE OR REPLACE TEMP TABLE pickup_cell AS SELECT * FROM pickup_now")
    lake.unregister("pickup_now")

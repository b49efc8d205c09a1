from __future__ import annotations

from casework.simulator import World
from casework.simulator.scoring import metres
from casework.vocabulary import PlaceRole
from tests.simulator.conftest import rows


def test_bulk_leaves_production_sites_from_where_they_are(town: World) -> None:
    # Given the pickups of bulk shipments
    points = [
        (float(row["pickup_lat"]), float(row["pickup_lon"]))
        for row in rows(town, "shipments")
        if row["service"] == "freight" and row["pickup_lat"]
    ]

    # Then each production site has many pickups within 60 m
    for ring in town.truth.rings:
        for site in ring.places:
            if site.role is PlaceRole.PRODUCTION:
                near = [point for point in points if metres(point, (site.lat, site.lon)) < 60]
                assert len(near) > 10

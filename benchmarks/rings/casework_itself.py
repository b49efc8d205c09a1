"""Casework, from the lake to its rings: what `casework discover` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from casework.act import Act
    from casework.analysis.values import Discovery


def find(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the rings found, with nothing written down."""
    from casework.act import silent
    from casework.analysis.parameters import Parameters
    from casework.flow.rings.find import find as found_in

    return _told(found_in(lake, [], Parameters(), silent))


def discover(act: Act) -> dict[str, Any]:
    """Return the rings found, after the run with its rings was written to the register."""
    from casework.flow import rings

    run = rings.discover(act)
    act.session.commit()
    return rings.as_json(act, run)


def _told(found: Discovery) -> dict[str, Any]:
    return {
        "rings": [
            {
                "accounts": [
                    {"platform": m.platform, "account_id": m.account_id} for m in ring.members
                ],
                "places": [
                    {"role": p.role.value, "address": p.address, "lat": p.lat, "lon": p.lon}
                    for p in ring.places
                ],
            }
            for ring in found.rings
        ]
    }

"""One ring: what is known of it and why, its ties, its picture and its map."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from casework.flow import linking, rings
from casework.web import picture
from casework.web.answers import confirmed_ties, marks
from casework.web.guard import current_act, reading
from casework.web.picture import judged_pairs
from casework.web.rings.frame import blueprint

_FIRST_TIES = 10


@blueprint.get("/<int:ring_id>")
def finding(ring_id: int) -> str:
    """Show what is known of one ring and why."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring)
    return render_template(
        "rings/finding.html",
        run=rings.latest_run(act),
        confirmed=confirmed_ties(act, found),
        ties=rings.ties(act, found, limit=_FIRST_TIES).items,
        drawn=picture.NODES,
        **marks(act, found),
    )


@blueprint.get("/<int:ring_id>/ties")
def ties(ring_id: int) -> str:
    """Show the ties of a ring with their reasons: confirmed ones first, then strongest first."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring, page="ties")
    after = request.args.get("after")
    return render_template(
        "rings/ties.html",
        confirmed=[] if after else confirmed_ties(act, found),
        page=rings.ties(act, found, after),
        **marks(act, found),
    )


@blueprint.get("/<int:ring_id>/graph")
@reading
def graph(ring_id: int) -> dict[str, Any]:
    """Give the picture of a ring: nodes with positions, edges, and how much of it is shown."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    page = rings.ties(act, found, limit=picture.TIES)
    judged = judged_pairs(linking.judgements(act))
    drawn = picture.draw(found.members, [*page.items, *confirmed_ties(act, found)], judged)
    return drawn | {"more_ties": page.after is not None}


@blueprint.get("/<int:ring_id>/map")
@reading
def map(ring_id: int) -> dict[str, Any]:
    """Give the places of a ring that have coordinates, and how many have none."""
    found = rings.of_ring(current_act(), ring_id)
    return {
        "places": [
            {
                "id": place.position,
                "role": place.role.value,
                "address": place.address,
                "lat": place.lat,
                "lon": place.lon,
                "confidence": place.confidence,
            }
            for place in found.places
            if place.lat is not None and place.lon is not None
        ],
        "of": len(found.places),
    }

"""Rings: ranked, one by one with everything they rest on, as a picture and on a map."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.flow import linking, rings
from casework.vocabulary import JobVerb
from casework.web import picture
from casework.web.forms.rings import FilterRingsForm
from casework.web.guard import current_act, reading
from casework.web.picture import judged_pairs, pair_of

blueprint = Blueprint("rings", __name__, url_prefix="/rings")

_FIRST_TIES = 10

blueprint.add_app_template_global(pair_of)


@blueprint.get("")
def ranked() -> str:
    """Show the rings of the newest run, strongest first."""
    act = current_act()
    form = FilterRingsForm(request.args)
    return render_template(
        "rings/ranked.html",
        form=form,
        run=rings.latest_run(act),
        page=rings.ranked(act, _wanted(form), request.args.get("after")),
        too_common=rings.too_common(act),
        work=[job for job in jobs.recent(act, JobVerb.DISCOVER) if job.ended_at is None],
    )


@blueprint.get("/too-common")
def too_common() -> str:
    """Show the values too widely shared to tie anyone, with their numbers."""
    act = current_act()
    return render_template(
        "rings/too_common.html", run=rings.latest_run(act), values=rings.too_common(act)
    )


@blueprint.post("/discover")
def discover() -> Response:
    """Ask for a discovery over everything delivered."""
    act = current_act()
    job = jobs.enqueue(act, JobVerb.DISCOVER, "Discover rings", {})
    return redirect(url_for("work.job", job_id=job.id), 303)


@blueprint.get("/<int:ring_id>")
def finding(ring_id: int) -> str:
    """Show what is known of one ring and why."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring)
    return render_template(
        "rings/finding.html",
        finding=found,
        ties=rings.ties(act, found, limit=_FIRST_TIES).items,
        judged=judged_pairs(linking.judgements(act)),
        drawn=picture.NODES,
    )


@blueprint.get("/<int:ring_id>/ties")
def ties(ring_id: int) -> str:
    """Show every tie of a ring with its reasons, strongest first."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    return render_template(
        "rings/ties.html",
        finding=found,
        page=rings.ties(act, found, request.args.get("after")),
        judged=judged_pairs(linking.judgements(act)),
    )


@blueprint.get("/<int:ring_id>/graph")
@reading
def graph(ring_id: int) -> dict[str, Any]:
    """Give the picture of a ring: nodes with positions, edges, and how much of it is shown."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    page = rings.ties(act, found, limit=picture.TIES)
    judged = judged_pairs(linking.judgements(act))
    drawn = picture.draw(found.members, page.items, judged)
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


def _wanted(form: FilterRingsForm) -> rings.RingFilter:
    # A filter that does not fit is said at its field and narrows nothing.
    if not form.validate():
        return rings.RingFilter()
    return rings.RingFilter(
        brand=form.brand.data or "",
        platform=(form.platform.data or "").strip().lower(),
        min_score=float(form.min_score.data or 0),
        suspected=bool(form.suspected.data),
        text=(form.text.data or "").strip(),
    )

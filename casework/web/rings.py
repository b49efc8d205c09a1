"""Rings: ranked, one by one with everything they rest on, as a picture and on a map."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.flow import linking, rings
from casework.flow.linking import AccountPair
from casework.vocabulary import JobVerb
from casework.web import answers, picture
from casework.web.answers import fragile, marks
from casework.web.forms.rings import AskWhyForm, FilterRingsForm, WhatIfForm
from casework.web.guard import current_act, reading
from casework.web.picture import judged_pairs, pair_of

blueprint = Blueprint("rings", __name__, url_prefix="/rings")

_FIRST_TIES = 10

blueprint.add_app_template_global(pair_of)
blueprint.add_app_template_global(AccountPair.of, "pair_between")
blueprint.add_app_template_test(fragile)


@blueprint.get("")
def ranked() -> str:
    """Show the rings of the newest run, strongest first."""
    act = current_act()
    form = FilterRingsForm(request.args)
    # Before the run: a job that ends in between is shown as going on, never done without its rings.
    work = [job for job in jobs.recent(act, JobVerb.DISCOVER) if job.ended_at is None]
    return render_template(
        "rings/ranked.html",
        form=form,
        run=rings.latest_run(act),
        page=rings.ranked(act, _wanted(form), request.args.get("after")),
        too_common=rings.too_common(act),
        changed=rings.changed(act),
        gone=rings.gone(act),
        work=work,
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
    return redirect(url_for("jobs.job", job_id=job.id), 303)


@blueprint.get("/<int:ring_id>")
def finding(ring_id: int) -> str:
    """Show what is known of one ring and why."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring)
    return render_template(
        "rings/finding.html",
        run=rings.latest_run(act),
        ties=rings.ties(act, found, limit=_FIRST_TIES).items,
        drawn=picture.NODES,
        **marks(act, found),
    )


@blueprint.get("/<int:ring_id>/members/<int:position>")
def member(ring_id: int, position: int) -> str:
    """Show how one member is known to belong to the others: what it shares, with whom, where."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    one = rings.member(act, found, position)
    act.record("ring:read", found.ring, member=f"{one.platform}/{one.account_id}")
    known = found.evidence is not None
    return render_template(
        "rings/member.html",
        member=one,
        belonging=rings.how_known(act, found, (one.platform, one.account_id)) if known else None,
        ties=() if known else rings.ties_of(act, found, one),
        bought=rings.goods(act, found, one),
        **marks(act, found),
    )


@blueprint.get("/<int:ring_id>/places/<int:position>")
def place(ring_id: int, position: int) -> str:
    """Show how one place is known to be the ring's: the parcels that point to it."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    one = rings.place(act, found, position)
    act.record("ring:read", found.ring, place=one.position)
    return render_template(
        "rings/place.html", finding=found, place=one, rows=rings.parcels(act, found, one)
    )


@blueprint.get("/<int:ring_id>/why")
def why(ring_id: int) -> str:
    """Show why any two members are linked: what both show, or the chain from one to the other."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    form = AskWhyForm(request.args)
    current = answers.is_of(form, found)
    answers.offer_members(form, found)
    ends, answer, known = [], None, marks(act, found)
    if current and "one" in request.args and form.validate():
        ends = [rings.member(act, found, number) for number in (form.one.data, form.other.data)]
        act.record("ring:read", found.ring, asked=[f"{e.platform}/{e.account_id}" for e in ends])
        answer = answers.why(act, found, ends, known["position"])
    return render_template(
        "rings/why.html", form=form, current=current, ends=ends, answer=answer, **known
    )


@blueprint.get("/<int:ring_id>/what-if")
def what_if(ring_id: int) -> str:
    """Show what would be left of a ring if something it rests on fell; nothing is changed."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring, page="what-if")
    form = WhatIfForm(request.args)
    current = answers.is_of(form, found)
    left = None
    if found.evidence is not None:
        base = answers.foundations(act, found, form)
        if current and form.validate() and form.asked:
            left = rings.what_if(act, found, answers.supposition(found, form, base))
    return render_template(
        "rings/what_if.html",
        form=form,
        current=current,
        left=left,
        finding=found,
        position=answers.positions(found),
    )


@blueprint.get("/<int:ring_id>/ties")
def ties(ring_id: int) -> str:
    """Show the ties kept of a ring with their reasons, strongest first."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring, page="ties")
    return render_template(
        "rings/ties.html",
        page=rings.ties(act, found, request.args.get("after")),
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

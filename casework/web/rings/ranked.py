"""The rings of the newest run, strongest first, and the values too common to tie anyone."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.flow import rings
from casework.vocabulary import JobVerb
from casework.web.forms.rings import FilterRingsForm
from casework.web.guard import current_act
from casework.web.rings.frame import blueprint


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

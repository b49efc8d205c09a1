"""Jobs: how far long jobs are. Counted by the worker, asked for every two seconds by the page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.web.guard import current_act, reading

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")

STOP_POLLING = 286
"""The status by which htmx takes the last answer and asks no more."""

ENDED = "job-ended"
"""What a page hears when one of its jobs is over; its lists then come anew."""


@blueprint.get("")
def recent() -> str:
    """Show the agency's latest jobs."""
    return render_template("jobs/recent.html", jobs=jobs.recent(current_act()))


@blueprint.get("/<int:job_id>")
def job(job_id: int) -> str:
    """Show one job: how far it is, or what came of it."""
    return render_template("jobs/job.html", job=jobs.find(current_act(), job_id))


@blueprint.get("/<int:job_id>/progress")
@reading
def progress(job_id: int) -> tuple[str, int, dict[str, str]]:
    """Give the part of a page that shows one job; at its end say so, to what the page lists."""
    found = jobs.find(current_act(), job_id)
    shown = render_template("jobs/progress.html", job=found)
    return (shown, STOP_POLLING, {"HX-Trigger": ENDED}) if found.ended_at else (shown, 200, {})


@blueprint.post("/<int:job_id>/cancel")
def cancel(job_id: int) -> Response:
    """Ask for a job to stop."""
    act = current_act()
    found = jobs.cancel(act, jobs.find(act, job_id))
    flash(f"{found.title}: cancelled." if found.ended_at else f"{found.title}: asked to stop.")
    return redirect(url_for("jobs.job", job_id=job_id), 303)

"""Deliveries: handed in, looked at by a job, corrected where need be, then taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.act import Act
from casework.flow import intake
from casework.model import Delivery, Job
from casework.vocabulary import Action, DeliveryState, JobVerb
from casework.web.forms.intake import ReceiveFilesForm, RereadForm
from casework.web.guard import current_act, reading
from casework.web.intake import mappings
from casework.web.intake.frame import blueprint, own_name
from casework.web.jobs import STOP_POLLING

_JOBS = 200
"""Jobs among which those at work on a delivery are looked for."""
_LATEST = 20
"""Deliveries among which a refused one is still shown where what waits is shown."""


@blueprint.route("/receive", methods=["GET", "POST"])
def receive() -> str | Response | tuple[str, int]:
    """Take uploaded files: each into the vault as it is, then looked at by a job of its own."""
    act = current_act()
    act.require(Action.BATCH_IMPORT)
    form = receive_form(act)
    if not form.validate_on_submit():
        page = render_template("intake/receive.html", form=form)
        return (page, 422) if request.method == "POST" else page
    kept = [
        _kept(act, file.stream, own_name(file.filename or ""), form.zone.data)
        for file in form.files.data or []
    ]
    if len(kept) == 1:
        return redirect(_place(kept[0]), 303)
    return redirect(url_for("intake.batches", _anchor="deliveries"), 303)


@blueprint.get("/deliveries")
def deliveries() -> str:
    """Show every delivery that was handed in, the newest first, taken or not."""
    act = current_act()
    page = intake.deliveries(act, request.args.get("after"))
    return render_template("intake/deliveries.html", page=page, jobs=newest_jobs(act))


@blueprint.get("/deliveries/waiting")
@reading
def waiting() -> tuple[str, int]:
    """Give the part of a page that shows what waits, and say when nothing is being worked on."""
    act = current_act()
    found = newest_jobs(act)
    over = all(job.ended_at for job in found.values())
    shown = render_template(
        "intake/waiting.html",
        waiting=waiting_now(act),
        jobs=found,
        page=intake.batches(act) if over else None,
    )
    return shown, STOP_POLLING if over else 200


@blueprint.get("/deliveries/<int:delivery_id>")
def delivery(delivery_id: int) -> str:
    """Show one delivery: how far it is, what was found in it, what became of it."""
    act = current_act()
    found = intake.delivery(act, delivery_id)
    return render_template(
        "intake/delivery.html",
        delivery=found,
        job=_job_of(act, found),
        jobs=newest_jobs(act),
        maps=mappings.maps_of(act, found) if act.may(Action.BATCH_IMPORT, found) else {},
        brought=intake.brought(act, found),
        form=_reread_form(act, found),
    )


@blueprint.get("/deliveries/<int:delivery_id>/progress")
@reading
def progress(delivery_id: int) -> Response:
    """Give the part of a page that shows how far the job is; at its end the page comes anew."""
    act = current_act()
    job = _job_of(act, intake.delivery(act, delivery_id))
    answer = Response(render_template("intake/progress.html", job=job, delivery_id=delivery_id))
    if job is None or job.ended_at:
        answer.status_code = STOP_POLLING
        answer.headers["HX-Refresh"] = "true"
    return answer


@blueprint.post("/deliveries/<int:delivery_id>/look")
def look(delivery_id: int) -> Response:
    """Ask for the delivery to be looked at again."""
    act = current_act()
    found = intake.delivery(act, delivery_id)
    act.require(Action.BATCH_IMPORT, found)
    look_at(act, found)
    return redirect(_place(found), 303)


@blueprint.post("/deliveries/<int:delivery_id>/reread")
def reread(delivery_id: int) -> Response:
    """Have the delivery read in another zone or encoding, or its first lines taken for what an
    officer says they are, and looked at again.
    """
    act = current_act()
    found = intake.delivery(act, delivery_id)
    act.require(Action.BATCH_IMPORT, found)
    form = _reread_form(act, found)
    if form.validate_on_submit():
        first_line = intake.FirstLine(form.first_line.data)
        intake.reread(act, found, form.zone.data, form.encoding.data, first_line)
        look_at(act, found)
    else:
        flash("Choose a zone, an encoding and a first line of the lists.", "error")
    return redirect(_place(found), 303)


@blueprint.post("/deliveries/<int:delivery_id>/take")
def take(delivery_id: int) -> Response:
    """Ask for the delivery to be taken in, as it was shown."""
    act = current_act()
    found = intake.delivery(act, delivery_id)
    act.require(Action.BATCH_IMPORT, found)
    _take(act, found)
    return redirect(_place(found), 303)


@blueprint.post("/deliveries/take-ready")
def take_ready() -> Response:
    """Ask for every delivery to be taken in of which every table was recognised."""
    act = current_act()
    act.require(Action.BATCH_IMPORT)
    busy = at_work(act)
    ready = [one for one in waiting_now(act) if is_ready(one) and one.id not in busy]
    for one in ready:
        _take(act, one)
    flash("They are being taken in." if ready else "Nothing is ready.")
    return redirect(url_for("intake.batches", _anchor="deliveries"), 303)


@blueprint.app_template_test("ready")
def is_ready(delivery: Delivery) -> bool:
    """Return whether the whole delivery could be taken as it is: nothing of it would stay out."""
    look = delivery.look or {}
    tables = look.get("tables", [])
    return (
        delivery.state is DeliveryState.LOOKED
        and bool(tables)
        and all(table.get("by") in {"header", "mapping"} for table in tables)
        and not look.get("refused")
    )


def waiting_now(act: Act) -> Sequence[Delivery]:
    """Return the deliveries that are not taken yet, and what of the latest cannot be read."""
    newest = intake.deliveries(act, limit=_LATEST).items
    refused = [one for one in newest if one.state is DeliveryState.REFUSED]
    return sorted([*intake.waiting(act), *refused], key=lambda one: -one.id)


def at_work(act: Act) -> dict[int, Job]:
    """Return the deliveries that are being looked at or taken in, by id, each with its job."""
    return {key: job for key, job in newest_jobs(act).items() if job.ended_at is None}


def newest_jobs(act: Act) -> dict[int, Job]:
    """Return the newest job of each delivery that had one lately, by the delivery's id."""
    if not act.may(Action.JOB_READ):
        return {}
    lately = reversed(jobs.recent(act, limit=_JOBS))
    return {job.arguments["delivery_id"]: job for job in lately if "delivery_id" in job.arguments}


def look_at(act: Act, delivery: Delivery) -> Job:
    """Ask for a dry run over the whole of a delivery."""
    asked = {"delivery_id": delivery.id}
    return jobs.enqueue(act, JobVerb.LOOK, f"Look at {delivery.name}", asked)


def receive_form(act: Act) -> ReceiveFilesForm:
    """Return the form of an upload, the installation's own zone chosen."""
    form = ReceiveFilesForm()
    form.offer(act.settings.time_zone)
    return form


def _reread_form(act: Act, delivery: Delivery) -> RereadForm:
    form = RereadForm()
    form.offer(delivery.zone)
    form.offer_encodings(intake.ENCODINGS, delivery.encoding)
    form.offer_first_lines(intake.said_of_first_line(act, delivery).value)
    return form


def _kept(act: Act, stream: Any, name: str, zone: str) -> Delivery:
    kept = intake.receive(act, stream, name, zone)
    look_at(act, kept)
    return kept


def _take(act: Act, delivery: Delivery) -> Job:
    asked = {"delivery_id": delivery.id}
    return jobs.enqueue(act, JobVerb.IMPORT, f"Take in {delivery.name}", asked)


def _job_of(act: Act, delivery: Delivery) -> Job | None:
    if not act.may(Action.JOB_READ):
        return None
    return jobs.latest(act, (JobVerb.LOOK, JobVerb.IMPORT), delivery_id=delivery.id)


def _place(delivery: Delivery) -> str:
    return url_for("intake.delivery", delivery_id=delivery.id)

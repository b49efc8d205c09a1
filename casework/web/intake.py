"""Intake: bring deliveries in, see what became of each, down to the row as it was delivered."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.act import Act
from casework.flow import intake
from casework.model import Batch
from casework.vocabulary import COLUMNS, Action, JobVerb
from casework.web.forms.intake import ReceiveFilesForm, WithdrawBatchForm
from casework.web.guard import current_act

blueprint = Blueprint("intake", __name__, url_prefix="/intake")

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters; among them those that turn a name round, so that it reads as another."""
_FIRST_ROWS = 5
_REJECTS_SHOWN = 200
_WORK_SHOWN = 10


@blueprint.get("")
def batches() -> str:
    """Show what was delivered, the newest first, and the files being read."""
    act = current_act()
    return render_template(
        "intake/batches.html",
        page=intake.batches(act, request.args.get("after")),
        work=_files_being_read(act),
        form=_receive_form(act) if act.may(Action.BATCH_IMPORT) else None,
    )


@blueprint.route("/receive", methods=["GET", "POST"])
def receive() -> str | Response | tuple[str, int]:
    """Take uploaded files: each into the vault as it is, then read by a job of its own."""
    act = current_act()
    act.require(Action.BATCH_IMPORT)
    form = _receive_form(act)
    if not form.validate_on_submit():
        page = render_template("intake/receive.html", form=form)
        return (page, 422) if request.method == "POST" else page
    for file in form.files.data or []:
        name = _UNPRINTABLE.sub("", file.filename or "")
        kept = intake.receive(act, file.stream, name)
        arguments = {"sha256": kept.sha256, "name": name, "zone": form.zone.data}
        jobs.enqueue(act, JobVerb.IMPORT, f"Import {name}"[:200], arguments)
    return redirect(url_for("intake.batches"), 303)


@blueprint.get("/batches/<int:batch_id>")
def batch(batch_id: int) -> str:
    """Show one batch: how its file was read, its first rows, what was rejected."""
    act = current_act()
    shown = act.get(Batch, batch_id)
    return render_template(
        "intake/batch.html",
        batch=shown,
        columns=list(COLUMNS[shown.kind]),
        rows=intake.preview(act, shown, _FIRST_ROWS),
        form=WithdrawBatchForm(),
    )


@blueprint.get("/batches/<int:batch_id>/rows/<int:row_number>")
def row(batch_id: int, row_number: int) -> str:
    """Show one row as it was delivered, beside what was understood."""
    act = current_act()
    shown = act.get(Batch, batch_id)
    delivered = intake.row(act, shown, shown.kind, row_number)
    return render_template(
        "intake/row.html", row=delivered, batch=shown, columns=COLUMNS[shown.kind]
    )


@blueprint.get("/batches/<int:batch_id>/row")
def find_row(batch_id: int) -> Response:
    """Lead to the row of the number asked for."""
    shown = current_act().get(Batch, batch_id)
    wanted = request.args.get("number", type=int)
    if wanted is None or wanted < 0:
        return redirect(url_for("intake.batch", batch_id=shown.id))
    return redirect(url_for("intake.row", batch_id=shown.id, row_number=wanted))


@blueprint.get("/batches/<int:batch_id>/rejected")
def rejected(batch_id: int) -> str:
    """Show the rows that were not taken, each with its reason."""
    act = current_act()
    shown = act.get(Batch, batch_id)
    rows = intake.rejected(act, shown, _REJECTS_SHOWN)
    columns = list(dict.fromkeys(name for row in rows for name in row.written))
    return render_template("intake/rejected.html", batch=shown, columns=columns, rows=rows)


@blueprint.get("/batches/<int:batch_id>/rejected.csv")
def rejects(batch_id: int) -> Response:
    """Send the rows that were not taken, to be mended and delivered again."""
    act = current_act()
    path = intake.rejects(act, act.get(Batch, batch_id))
    return send_file(path, mimetype="text/csv", as_attachment=True, download_name=path.name)


@blueprint.post("/batches/<int:batch_id>/withdraw")
def withdraw(batch_id: int) -> Response:
    """Take a batch out of every count, with a reason."""
    act, form = current_act(), WithdrawBatchForm()
    shown = act.get(Batch, batch_id)
    act.require(Action.BATCH_WITHDRAW, shown)
    if form.validate_on_submit():
        intake.withdraw(act, shown, form.why.data or "")
        flash(f"Batch {shown.id} is withdrawn. The next discovery leaves it out.")
    else:
        flash(f"Batch {shown.id} is not withdrawn: {form.why.errors[0]}", "error")
    return redirect(url_for("intake.batch", batch_id=batch_id), 303)


@blueprint.post("/batches/<int:batch_id>/restore")
def restore(batch_id: int) -> Response:
    """Bring a withdrawn batch back."""
    act = current_act()
    shown = intake.restore(act, act.get(Batch, batch_id))
    flash(f"Batch {shown.id} counts again from the next discovery on.")
    return redirect(url_for("intake.batch", batch_id=batch_id), 303)


def _receive_form(act: Act) -> ReceiveFilesForm:
    form = ReceiveFilesForm()
    form.offer(act.settings.time_zone)
    return form


def _files_being_read(act: Act) -> list[Any]:
    # What is over stays in sight for a while: an officer comes back to see what became of it.
    return list(jobs.recent(act, JobVerb.IMPORT, limit=_WORK_SHOWN))

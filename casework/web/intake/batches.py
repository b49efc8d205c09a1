"""Batches: what was taken of each delivery, down to the row as it was delivered."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework.act import Act
from casework.flow import intake
from casework.model import Batch, Mapping, Photograph
from casework.vocabulary import COLUMNS, Action
from casework.web.forms.intake import ReceiveFilesForm, WithdrawBatchForm
from casework.web.guard import current_act
from casework.web.intake import deliveries
from casework.web.intake.frame import blueprint

_FIRST_ROWS = 5
_REJECTS_SHOWN = 200


@blueprint.get("")
def batches() -> str:
    """Show where a delivery is brought in, what waits for an officer, and what was taken."""
    act = current_act()
    return render_template(
        "intake/batches.html",
        page=intake.batches(act, request.args.get("after")),
        waiting=deliveries.waiting_now(act),
        jobs=deliveries.newest_jobs(act),
        form=deliveries.receive_form(act) if act.may(Action.BATCH_IMPORT) else None,
    )


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
        mapping=_mapping_of(act, shown),
        photograph=_photograph_of(act, shown),
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
    """Show the rows that were not taken, each with its reasons, and take them back mended."""
    act = current_act()
    shown = act.get(Batch, batch_id)
    rows = intake.rejected(act, shown, _REJECTS_SHOWN)
    columns = list(dict.fromkeys(name for row in rows for name in row.written))
    return render_template(
        "intake/rejected.html",
        batch=shown,
        columns=columns,
        rows=rows,
        form=_mended_form(shown) if act.may(Action.BATCH_IMPORT) else None,
    )


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


def _mapping_of(act: Act, shown: Batch) -> Mapping | None:
    """Return the mapping in use by whose name the batch was read."""
    named = shown.reading.get("mapping")
    return next((one for one in intake.mappings(act) if one.name == named), None)


def _photograph_of(act: Act, shown: Batch) -> Photograph | None:
    if shown.reading.get("format") != "photograph":
        return None
    return act.get(Photograph, shown.reading["photograph"])


def _mended_form(shown: Batch) -> ReceiveFilesForm:
    form = ReceiveFilesForm()
    # The mended rows come from the same system: their times are of the same zone.
    form.offer(shown.reading.get("zone") or "UTC")
    return form

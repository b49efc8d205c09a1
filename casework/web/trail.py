"""The trail: what happened, for those who oversee; proved whole on request."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from casework import oversight
from casework.oversight import TrailFilter
from casework.web.forms.trail import FilterTrailForm
from casework.web.guard import current_act

blueprint = Blueprint("trail", __name__, url_prefix="/trail")


@blueprint.get("")
def listed() -> str:
    """Show what happened, newest first."""
    form = FilterTrailForm(request.args)
    page = oversight.entries(current_act(), _wanted(form), request.args.get("after"))
    return render_template("trail/listed.html", form=form, page=page)


@blueprint.get("/<int:seq>")
def entry(seq: int) -> str:
    """Show one entry with everything it says and the hashes that hold it in its place."""
    return render_template("trail/entry.html", entry=oversight.entry(current_act(), seq))


@blueprint.post("/verify")
def verify() -> str:
    """Check the whole chain and show the first entry that does not fit, if any."""
    return render_template("trail/verify.html", check=oversight.verify(current_act()))


@blueprint.get("/download")
def download() -> Response:
    """Give the entries that fit as a table for a spreadsheet, its formulas disarmed."""
    act = current_act()
    written = io.StringIO(newline="")
    oversight.write_csv(act, written, _wanted(FilterTrailForm(request.args)))
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    content = io.BytesIO(written.getvalue().encode("utf-8-sig"))
    return send_file(
        content, "text/csv", as_attachment=True, download_name=f"trail-{act.at:%Y-%m-%d}.csv"
    )


def _wanted(form: FilterTrailForm) -> TrailFilter:
    if not form.validate():
        return TrailFilter()
    said = [(field.data or "").strip() for field in (form.what, form.officer, form.case)]
    return TrailFilter(*said)

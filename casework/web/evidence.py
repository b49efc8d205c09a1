"""Exhibits: taken in, opened, handed on; every step in the ledger of its custody."""

from __future__ import annotations

import re
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework import evidence
from casework.errors import CaseClosed, NotYetHappened
from casework.flow import cases
from casework.model import Case, Exhibit
from casework.vocabulary import Action, CasePart, CaseStage, CustodyAction
from casework.web.forms.evidence import AddExhibitForm, EnterCustodyForm
from casework.web.guard import current_act

blueprint = Blueprint("evidence", __name__, url_prefix="/cases/<int:case_id>/exhibits")

ALLOWS_NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'"
"""What a file from outside may do in a browser that opens it all the same."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters; among them those that turn a name round, so that it reads as another."""


@blueprint.get("")
def exhibits(case_id: int) -> str:
    """Show the exhibits of a case."""
    act = current_act()
    case = cases.read(act, case_id)
    return render_template(
        "evidence/exhibits.html",
        case=case,
        page=evidence.exhibits(act, case, request.args.get("after")),
    )


@blueprint.route("/add", methods=["GET", "POST"])
def add_exhibit(case_id: int) -> str | Response:
    """Take a file in: hashed before anything opens it, kept bit by bit."""
    act = current_act()
    case = act.get(Case, case_id)
    act.require(Action.EXHIBIT_ADD, case)
    act.require_part(case, CasePart.EXHIBITS)
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    form = AddExhibitForm(zone=act.settings.time_zone)
    if form.validate_on_submit():
        try:
            added = evidence.add_exhibit(act, case, _new_exhibit(form))
        except NotYetHappened as problem:
            form.obtained_at.errors = [*form.obtained_at.errors, str(problem)]
        else:
            flash(f"{added.mark} is kept, SHA-256 {added.sha256}.")
            return redirect(_place(added), 303)
    return render_template("evidence/add_exhibit.html", case=case, form=form)


@blueprint.get("/<int:exhibit_id>")
def exhibit(case_id: int, exhibit_id: int) -> str:
    """Show one exhibit: what it is, its hashes, where it came from, who held it."""
    act = current_act()
    case = cases.read(act, case_id)
    found = evidence.exhibit(act, case, exhibit_id)
    return render_template("evidence/exhibit.html", case=case, exhibit=found)


@blueprint.post("/<int:exhibit_id>/open")
def open_exhibit(case_id: int, exhibit_id: int) -> Response:
    """Give the file, checked against its hash; that it was opened stands in its ledger."""
    act = current_act()
    case = act.get(Case, case_id)
    found = evidence.exhibit(act, case, exhibit_id)
    path = evidence.open_exhibit(act, found)
    answer = send_file(
        path, "application/octet-stream", as_attachment=True, download_name=found.file
    )
    answer.headers["Content-Security-Policy"] = ALLOWS_NOTHING
    return answer


@blueprint.route("/<int:exhibit_id>/custody", methods=["GET", "POST"])
def enter_custody(case_id: int, exhibit_id: int) -> str | Response:
    """Enter a step in custody; the bytes are checked as it is made."""
    act = current_act()
    case = act.get(Case, case_id)
    found = evidence.exhibit(act, case, exhibit_id)
    act.require(Action.EXHIBIT_ADD, found)
    form = EnterCustodyForm(zone=act.settings.time_zone)
    if form.validate_on_submit():
        try:
            entry = evidence.enter_custody(act, found, _new_custody(form))
        except NotYetHappened as problem:
            form.at.errors = [*form.at.errors, str(problem)]
        else:
            flash(f"Step {entry.seq} of {found.mark} is kept; its bytes are as they were.")
            return redirect(_place(found), 303)
    return render_template("evidence/enter_custody.html", case=case, exhibit=found, form=form)


def _new_exhibit(form: AddExhibitForm) -> evidence.NewExhibit:
    return evidence.NewExhibit(
        title=form.title.data or "",
        file=_own_name(form.file.data.filename),
        content=form.file.data.stream,
        source=form.source.data or "",
        obtained_at=_at(form.obtained_at.data, form),
        zone=form.zone.data or "",
    )


def _new_custody(form: EnterCustodyForm) -> evidence.NewCustody:
    return evidence.NewCustody(
        action=CustodyAction(form.action.data),
        from_whom=form.from_whom.data or "",
        to_whom=form.to_whom.data or "",
        where=form.where.data or "",
        purpose=form.purpose.data or "",
        at=_at(form.at.data, form),
        zone=form.zone.data or "",
    )


def _at(moment: datetime | None, form: AddExhibitForm | EnterCustodyForm) -> datetime:
    if moment is None:
        abort(400)
    return moment.replace(tzinfo=form.clock)


def _own_name(sent: str) -> str:
    """The file's own name, without the folders some browsers send; it never becomes a path."""
    name = _UNPRINTABLE.sub("", sent.replace("\\", "/").rpartition("/")[2]).strip()
    return name[-400:] or "unnamed"


def _place(exhibit: Exhibit) -> str:
    return url_for("evidence.exhibit", case_id=exhibit.case_id, exhibit_id=exhibit.id)

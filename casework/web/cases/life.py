"""The life of a case: the list, one at a glance, its title, its notes, its stages."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.act import Act
from casework.errors import EditedMeanwhile
from casework.flow import cases, rings, sharing
from casework.model import Case
from casework.vocabulary import Action, CaseStage
from casework.web.cases.frame import blueprint
from casework.web.forms.cases import (
    CloseCaseForm,
    EditCaseForm,
    FilterCasesForm,
    OpenCaseForm,
    ReferCaseForm,
    ReopenCaseForm,
    WriteNoteForm,
)
from casework.web.guard import current_act

_FIRST_NOTES = 3


@blueprint.get("")
def listed() -> str:
    """Show the cases the officer may see: one's own, and those shared with one's agency."""
    act = current_act()
    form = FilterCasesForm(request.args)
    page = cases.listed(act, _wanted(form), request.args.get("after"))
    return render_template(
        "cases/listed.html", form=form, page=page, shared=sharing.basis(act, page.items)
    )


@blueprint.post("")
def open_from_ring() -> Response:
    """Open a case on a ring: the rows it rests on are taken into the register."""
    form = OpenCaseForm()
    if not form.validate_on_submit():
        abort(400)
    act = current_act()
    finding = rings.of_ring(act, form.ring_id.data or 0)
    case = cases.open_from_ring(act, finding.ring.number, form.title.data or None)
    flash(f"{case.number} is open. Give it a title and a summary when you know more.")
    return redirect(url_for("cases.read", case_id=case.id), 303)


@blueprint.get("/<int:case_id>")
def read(case_id: int) -> str:
    """Show one case at a glance: what it is about and how much of it there is to see."""
    act = current_act()
    case = cases.read(act, case_id)
    seen = cases.overview(act, case)
    latest = cases.notes(act, case, limit=_FIRST_NOTES).items if seen.notes else []
    return render_template("cases/read.html", case=case, seen=seen, notes=latest)


@blueprint.route("/<int:case_id>/edit", methods=["GET", "POST"])
def edit(case_id: int) -> str | Response:
    """Change title and summary; over another's unseen change both texts are shown."""
    act = current_act()
    case = _asked(act, case_id, Action.CASE_EDIT)
    form = EditCaseForm(obj=case)
    theirs = False
    if form.validate_on_submit():
        change = cases.CaseChange(
            form.title.data or "", form.summary.data or "", form.version.data or 0
        )
        try:
            cases.edit(act, case, change)
        except EditedMeanwhile:
            # Nobody's text is lost: the officer sees both and saves again over the newer one.
            theirs, form.version.raw_data = True, [str(case.version)]
        else:
            flash("Saved.")
            return redirect(url_for("cases.read", case_id=case.id), 303)
    return render_template("cases/edit.html", case=case, form=form, theirs=theirs)


@blueprint.route("/<int:case_id>/refer", methods=["GET", "POST"])
def refer(case_id: int) -> str | Response:
    """Hand the case on: police, customs or prosecution have taken it."""
    act = current_act()
    case = _asked(act, case_id, Action.CASE_CLOSE)
    form = ReferCaseForm()
    if form.validate_on_submit():
        cases.refer(act, case, form.why.data or "")
        return _moved(case, "referred")
    return render_template("cases/refer.html", case=case, form=form)


@blueprint.route("/<int:case_id>/close", methods=["GET", "POST"])
def close(case_id: int) -> str | Response:
    """Close the case: nothing in it changes any more."""
    act = current_act()
    case = _asked(act, case_id, Action.CASE_CLOSE)
    form = CloseCaseForm()
    if form.validate_on_submit():
        cases.close(act, case, form.why.data or "")
        return _moved(case, "closed")
    return render_template("cases/close.html", case=case, form=form)


@blueprint.route("/<int:case_id>/reopen", methods=["GET", "POST"])
def reopen(case_id: int) -> str | Response:
    """Take a closed case up again."""
    act = current_act()
    case = _asked(act, case_id, Action.CASE_CLOSE)
    form = ReopenCaseForm()
    if form.validate_on_submit():
        cases.reopen(act, case, form.why.data or "")
        return _moved(case, "open again")
    return render_template("cases/reopen.html", case=case, form=form)


@blueprint.route("/<int:case_id>/notes", methods=["GET", "POST"])
def notes(case_id: int) -> str | Response:
    """Show what officers wrote into the case, and take what this one writes."""
    act = current_act()
    case = cases.read(act, case_id)
    form = WriteNoteForm()
    if form.validate_on_submit():
        cases.write_note(act, case, (form.text.data or "").strip())
        flash("The note is kept.")
        return redirect(url_for("cases.notes", case_id=case.id), 303)
    page = cases.notes(act, case, request.args.get("after"))
    return render_template("cases/notes.html", case=case, form=form, page=page)


def _asked(act: Act, case_id: int, action: Action) -> Case:
    """The case, if the officer may do this to it: a form is not shown to who may not send it."""
    case = act.get(Case, case_id)
    act.require(action, case)
    return case


def _moved(case: Case, says: str) -> Response:
    flash(f"{case.number} is {says}.")
    return redirect(url_for("cases.read", case_id=case.id), 303)


def _wanted(form: FilterCasesForm) -> cases.CaseFilter:
    if not form.validate():
        return cases.CaseFilter()
    stage = CaseStage(form.stage.data) if form.stage.data else None
    return cases.CaseFilter(stage, (form.text.data or "").strip())

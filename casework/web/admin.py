"""Agencies and officers, for administrators, and the table of who may do what."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import people, policy
from casework.act import Act
from casework.errors import EmailRefused, JurisdictionUnknown, LastAdministrator, NameTaken
from casework.model import Agency, Officer
from casework.vocabulary import Action, AgencyKind, Role
from casework.web.forms.admin import AddAgencyForm, EnrolOfficerForm
from casework.web.guard import current_act

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

Answer = Response | str | tuple[str, int]


@blueprint.get("/agencies")
def agencies() -> Answer:
    """List the agencies the officer may know of."""
    page = people.agencies(current_act(), after=request.args.get("after"))
    return render_template("admin/agencies.html", page=page)


@blueprint.route("/agencies/add", methods=["GET", "POST"])
def add_agency() -> Answer:
    """Add an agency that cases can be shared with."""
    act, form = current_act(), AddAgencyForm()
    act.require(Action.AGENCY_MANAGE)
    if not form.validate_on_submit():
        return render_template("admin/add_agency.html", form=form), _form_status()
    new = people.NewAgency(
        code=form.code.data or "",
        name=form.name.data or "",
        kind=AgencyKind(form.kind.data),
        jurisdiction=form.jurisdiction.data or "",
    )
    try:
        agency = people.add_agency(act, new)
    except (NameTaken, JurisdictionUnknown) as problem:
        form.form_errors.append(str(problem))
        return render_template("admin/add_agency.html", form=form), 422
    flash(f"{agency.name} is added. Enrol its first officers now.")
    return redirect(url_for("admin.officers", agency_id=agency.id), 303)


@blueprint.get("/officers")
def officers() -> Answer:
    """List the officers of one agency: the officer's own where none is named."""
    act = current_act()
    agency = _agency(act, request.args.get("agency_id", type=int))
    page = people.officers(act, agency, after=request.args.get("after"))
    return render_template("admin/officers.html", agency=agency, page=page)


@blueprint.route("/agencies/<int:agency_id>/enrol", methods=["GET", "POST"])
def enrol(agency_id: int) -> Answer:
    """Enrol an officer; show the link by which they choose a password, once."""
    act, form = current_act(), EnrolOfficerForm()
    agency = _agency(act, agency_id)
    act.require(Action.OFFICER_MANAGE, agency)
    if not form.validate_on_submit():
        return render_template("admin/enrol.html", form=form, agency=agency), _form_status()
    new = people.NewOfficer(
        email=form.email.data or "", name=form.name.data or "", role=Role(form.role.data)
    )
    try:
        officer = people.enrol(act, agency, new)
    except (NameTaken, EmailRefused) as problem:
        form.email.errors = [str(problem)]
        return render_template("admin/enrol.html", form=form, agency=agency), 422
    return _invite(act, officer)


@blueprint.post("/officers/<int:officer_id>/invite")
def invite(officer_id: int) -> Answer:
    """Make a new link for an officer and show it, once; links made before end."""
    act = current_act()
    return _invite(act, act.get(Officer, officer_id))


@blueprint.post("/officers/<int:officer_id>/disable")
def disable(officer_id: int) -> Answer:
    """End an officer's service and sessions at once."""
    act = current_act()
    officer = act.get(Officer, officer_id)
    try:
        people.disable(act, officer)
    except LastAdministrator as problem:
        flash(str(problem), "error")
    else:
        flash(f"{officer.name} is disabled. Their sessions have ended.")
    return _back_to(officer)


@blueprint.post("/officers/<int:officer_id>/enable")
def enable(officer_id: int) -> Answer:
    """Bring a disabled officer back."""
    act = current_act()
    officer = act.get(Officer, officer_id)
    people.enable(act, officer)
    flash(f"{officer.name} may sign in again.")
    return _back_to(officer)


@blueprint.post("/officers/<int:officer_id>/reset-second-factor")
def reset_second_factor(officer_id: int) -> Answer:
    """Take a lost authenticator away; the officer sets up a new one at the next sign-in."""
    act = current_act()
    officer = act.get(Officer, officer_id)
    people.reset_second_factor(act, officer)
    flash(f"{officer.name} sets up a new second factor at the next sign-in.")
    return _back_to(officer)


@blueprint.get("/access")
def access() -> Answer:
    """Show who may do what, from the one table."""
    return render_template("admin/access.html", law=policy.LAW, roles=list(Role))


def _agency(act: Act, agency_id: int | None) -> Agency:
    return act.officer.agency if agency_id is None else act.get(Agency, agency_id)


def _invite(act: Act, officer: Officer) -> str:
    token = people.invite(act, officer)
    link = url_for("signin.welcome", token=token, _external=True)
    return render_template("admin/invite.html", invited=officer, link=link)


def _back_to(officer: Officer) -> Response:
    return redirect(url_for("admin.officers", agency_id=officer.agency_id), 303)


def _form_status() -> int:
    return 422 if request.method == "POST" else 200

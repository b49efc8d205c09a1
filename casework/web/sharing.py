"""Sharing: who may see how much of a case, why and until when; share it and take it back."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.act import Act
from casework.errors import CaseClosed, ShareEndsInThePast
from casework.flow import cases, sharing
from casework.model import Case
from casework.policy import is_live
from casework.vocabulary import Action, CasePart, CaseStage, ShareLevel
from casework.web.forms.sharing import GrantShareForm, RevokeShareForm
from casework.web.guard import current_act

blueprint = Blueprint("sharing", __name__, url_prefix="/cases/<int:case_id>/shares")


@blueprint.get("")
def shares(case_id: int) -> str:
    """Show the shares of a case: all of them to its lead, one's own to everybody else."""
    act = current_act()
    case = cases.read(act, case_id)
    found = sharing.shares(act, case)
    return render_template(
        "sharing/shares.html",
        case=case,
        live=[grant for grant in found if is_live(grant, act.at)],
        over=[grant for grant in found if not is_live(grant, act.at)],
    )


@blueprint.route("/grant", methods=["GET", "POST"])
def grant(case_id: int) -> str | Response:
    """Open the case, or parts of it, to another agency."""
    act = current_act()
    case = _led(act, case_id)
    if case.stage is CaseStage.CLOSED:
        raise CaseClosed(case.number)
    agencies = {agency.id: agency for agency in sharing.recipients(act, case)}
    form = GrantShareForm()
    form.agency_id.choices = [
        (0, "Choose an agency"),
        *((agency.id, agency.name) for agency in agencies.values()),
    ]
    if form.validate_on_submit():
        try:
            given = sharing.grant(act, case, agencies[form.agency_id.data], _new(act, form))
        except ShareEndsInThePast as problem:
            form.ends_on.errors = [*form.ends_on.errors, str(problem)]
        else:
            flash(f"{case.number} is shared with {given.agency.name}.")
            return redirect(url_for("sharing.shares", case_id=case.id), 303)
    return render_template("sharing/grant.html", case=case, form=form, agencies=agencies)


@blueprint.route("/<int:grant_id>/revoke", methods=["GET", "POST"])
def revoke(case_id: int, grant_id: int) -> str | Response:
    """Take a share back: from the next request on it opens nothing."""
    act = current_act()
    case = _led(act, case_id)
    given = sharing.share(act, case, grant_id)
    form = RevokeShareForm()
    if form.validate_on_submit():
        sharing.revoke(act, given, form.why.data or "")
        flash(f"{given.agency.name} no longer sees {case.number}.")
        return redirect(url_for("sharing.shares", case_id=case.id), 303)
    return render_template("sharing/revoke.html", case=case, share=given, form=form)


def _led(act: Act, case_id: int) -> Case:
    case = act.get(Case, case_id)
    act.require(Action.CASE_SHARE, case)
    return case


def _new(act: Act, form: GrantShareForm) -> sharing.NewShare:
    return sharing.NewShare(
        level=ShareLevel(form.level.data),
        parts=frozenset(CasePart(part) for part in form.parts.data or ()),
        purpose=form.purpose.data or "",
        legal_basis=form.legal_basis.data or "",
        ends_at=act.settings.end_of(form.ends_on.data or date.min),
    )

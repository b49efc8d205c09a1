"""Packs: sealed by a job, listed with what they were made from, handed out checked."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.act import Act
from casework.flow import cases, packs, sharing
from casework.model import Agency, Case, Grant, Job, Pack
from casework.policy import is_live
from casework.vocabulary import Action, CasePart, JobVerb, ShareLevel
from casework.web.forms.packs import SealPackForm
from casework.web.guard import current_act

blueprint = Blueprint("packs", __name__)


@blueprint.get("/packs")
def listed() -> str:
    """Show the packs made for the officer's agency, or by it."""
    act = current_act()
    work = _at_work(act)
    page = packs.packs(act, after=request.args.get("after"))
    return render_template("packs/listed.html", page=page, work=work)


@blueprint.get("/packs/<int:pack_id>")
def pack(pack_id: int) -> str:
    """Show one pack: what it was made from, its hashes, how to prove it whole."""
    return render_template("packs/pack.html", pack=packs.read(current_act(), pack_id))


@blueprint.post("/packs/<int:pack_id>/download")
def download(pack_id: int) -> Response:
    """Give the sealed file, checked against its hash; that it was taken is recorded."""
    act = current_act()
    found = act.get(Pack, pack_id)
    sealed = packs.download(act, found)
    return send_file(
        sealed, "application/zip", as_attachment=True, download_name=f"{found.name}.zip"
    )


@blueprint.get("/cases/<int:case_id>/packs")
def of_case(case_id: int) -> str:
    """Show the packs of one case, and those in the making."""
    act = current_act()
    case = cases.read(act, case_id)
    act.require_part(case, CasePart.PACKS)
    work = _at_work(act, case)
    page = packs.packs(act, case, request.args.get("after"))
    return render_template("packs/of_case.html", case=case, page=page, work=work)


@blueprint.route("/cases/<int:case_id>/packs/seal", methods=["GET", "POST"])
def seal(case_id: int) -> str | Response:
    """Ask for a pack: a job freezes what the recipient's share opens, and seals it."""
    act = current_act()
    case = act.get(Case, case_id)
    act.require(Action.PACK_SEAL, case)
    cleared = {grant.agency_id: grant for grant in sharing.shares(act, case) if _clears(grant, act)}
    form = SealPackForm()
    form.recipient_id.choices = [
        (0, "Choose a recipient"),
        *((key, grant.agency.name) for key, grant in cleared.items()),
    ]
    if cleared and form.validate_on_submit():
        recipient = cleared[form.recipient_id.data].agency
        job = _enqueue(act, case, recipient, form)
        flash(f"The pack for {recipient.name} is being made.")
        return redirect(url_for("jobs.job", job_id=job.id), 303)
    return render_template("packs/seal.html", case=case, form=form, cleared=list(cleared.values()))


def _enqueue(act: Act, case: Case, recipient: Agency, form: SealPackForm) -> Job:
    arguments = {
        "case_id": case.id,
        "audience": form.audience.data,
        "recipient_id": recipient.id,
        "purpose": form.purpose.data,
        "handling": form.handling.data,
        "language": form.language.data,
    }
    title = f"Seal {case.number} for {recipient.name}"
    return jobs.enqueue(act, JobVerb.SEAL, title, arguments, case)


def _clears(grant: Grant, act: Act) -> bool:
    return is_live(grant, act.at) and grant.level is ShareLevel.EXPORT


def _at_work(act: Act, case: Case | None = None) -> list[Job]:
    if not act.may(Action.JOB_READ):
        return []
    return [
        job
        for job in jobs.recent(act, JobVerb.SEAL)
        if not job.ended_at and (case is None or job.case_id == case.id)
    ]

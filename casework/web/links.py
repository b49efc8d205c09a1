"""Links: an officer judges a tie the machine proposed, and may take the judgement back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.flow import linking, rings
from casework.vocabulary import Action, Judgement
from casework.web.forms.links import JudgeTieForm
from casework.web.guard import current_act
from casework.web.picture import judged_pairs, pair_of

blueprint = Blueprint("links", __name__)


@blueprint.get("/links")
def judgements() -> str:
    """Show every judgement of the agency that counts now, the latest first."""
    counted = linking.judgements(current_act())
    return render_template("links/judgements.html", judgements=list(reversed(counted)))


@blueprint.route("/rings/<int:ring_id>/ties/<int:tie_id>/judge", methods=["GET", "POST"])
def judge(ring_id: int, tie_id: int) -> str | Response:
    """Show one tie with everything for and against it, and take the officer's judgement."""
    act = current_act()
    finding = rings.of_ring(act, ring_id)
    tie = rings.tie(act, finding, tie_id)
    act.require(Action.LINK_JUDGE)
    form = JudgeTieForm()
    if form.validate_on_submit():
        judged = linking.judge(
            act, pair_of(tie), Judgement(form.judgement.data), form.why.data or ""
        )
        flash(f"The tie is {judged.judgement}. The next discovery obeys it.")
        return redirect(url_for("rings.ties", ring_id=ring_id, _anchor=f"t{tie_id}"), 303)
    return render_template(
        "links/judge.html",
        form=form,
        finding=finding,
        tie=tie,
        judged=judged_pairs(linking.judgements(act)),
    )


@blueprint.post("/links/<int:judgement_id>/withdraw")
def withdraw_judgement(judgement_id: int) -> Response:
    """Take a judgement back: it stays on record and no longer counts."""
    act = current_act()
    judged = linking.withdraw_judgement(act, linking.judgement(act, judgement_id))
    flash(f"Withdrawn: {judged.left_account} and {judged.right_account} were {judged.judgement}.")
    return redirect(url_for("links.judgements"), 303)

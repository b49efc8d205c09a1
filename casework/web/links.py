"""Links: an officer judges a tie the machine proposed, excludes what else it could mean, and may
take either back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.errors import NotFound
from casework.flow import linking, rings
from casework.flow.linking import AccountPair, SharedTrace
from casework.vocabulary import Action, Judgement
from casework.web.answers import marks, reasons_between
from casework.web.forms.links import ExcludeExplanationForm, JudgeTieForm
from casework.web.guard import current_act
from casework.web.picture import pair_of

blueprint = Blueprint("links", __name__)


@blueprint.get("/links")
def judgements() -> str:
    """Show every judgement and exclusion of the agency that counts now, the latest first."""
    act = current_act()
    return render_template(
        "links/judgements.html",
        judgements=list(reversed(linking.judgements(act))),
        exclusions=list(reversed(linking.exclusions(act))),
    )


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
    asked = [f"{tie.left_platform}/{tie.left_account}", f"{tie.right_platform}/{tie.right_account}"]
    act.record("ring:read", finding.ring, asked=asked)
    return render_template("links/judge.html", form=form, tie=tie, **marks(act, finding))


@blueprint.post("/links/<int:judgement_id>/withdraw")
def withdraw_judgement(judgement_id: int) -> Response:
    """Take a judgement back: it stays on record and no longer counts."""
    act = current_act()
    judged = linking.withdraw_judgement(act, linking.judgement(act, judgement_id))
    flash(f"Withdrawn: {judged.left_account} and {judged.right_account} were {judged.judgement}.")
    return redirect(url_for("links.judgements"), 303)


@blueprint.route(
    "/rings/<int:ring_id>/members/<int:one>/<int:other>/reasons/<int:number>/exclude",
    methods=["GET", "POST"],
)
def exclude(ring_id: int, one: int, other: int, number: int) -> str | Response:
    """Show a reason why two members are tied, and take why its innocent explanation is none."""
    act = current_act()
    finding = rings.of_ring(act, ring_id)
    members = [rings.member(act, finding, position) for position in (one, other)]
    left, right = ((member.platform, member.account_id) for member in members)
    reasons = reasons_between(act, finding, left, right)
    if number >= len(reasons):
        raise NotFound("reason", number)
    act.require(Action.LINK_JUDGE)
    form = ExcludeExplanationForm(finding=str(finding.id))
    # A discovery that ended meanwhile numbers members anew: nobody excludes for another pair.
    current = form.finding.data == str(finding.id)
    if form.validate_on_submit() and current:
        trace = SharedTrace(reasons[number].kind, reasons[number].value)
        linking.exclude(act, AccountPair.of(left, right), trace, form.why.data or "")
        flash(f"Excluded for {left[1]} and {right[1]}. It stands beside the explanation.")
        way = url_for("rings.why", ring_id=ring_id, one=one, other=other, finding=finding.id)
        return redirect(way, 303)
    asked = ["/".join(end) for end in (left, right)]
    act.record("ring:read", finding.ring, asked=asked)
    return render_template(
        "links/exclude.html",
        form=form,
        current=current,
        members=members,
        reason=reasons[number],
        number=number,
        **marks(act, finding),
    )


@blueprint.post("/links/exclusions/<int:exclusion_id>/withdraw")
def withdraw_exclusion(exclusion_id: int) -> Response:
    """Take an exclusion back: it stays on record, and the explanation stands again."""
    act = current_act()
    excluded = linking.withdraw_exclusion(act, linking.exclusion(act, exclusion_id))
    flash(
        f"Taken back: the explanation stands for {excluded.left_account} and "
        f"{excluded.right_account}."
    )
    return redirect(url_for("links.judgements", _anchor="exclusions"), 303)

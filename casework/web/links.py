"""Links: an officer judges a tie the machine proposed, excludes what else it could mean, and may
take either back."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.analysis.values import AccountKey, Reason
from casework.errors import NotFound
from casework.flow import linking, rings
from casework.flow.linking import AccountPair, SharedTrace
from casework.vocabulary import Action, Judgement
from casework.web.addresses import account_in_address, account_named
from casework.web.answers import ends, marks, reasons_between, why
from casework.web.forms.links import ExcludeExplanationForm, JudgeTieForm
from casework.web.guard import current_act

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


@blueprint.route("/rings/<int:ring_id>/judge", methods=["GET", "POST"])
def judge(ring_id: int) -> str | Response:
    """Show what ties two accounts, for and against, and take the officer's judgement."""
    act = current_act()
    finding = rings.of_ring(act, ring_id)
    accounts = _asked()
    asked = ends(act, finding, accounts)
    if all(end.finding.id != finding.id for end in asked):
        raise NotFound(f"member of {finding.ring.number}", "/".join(accounts[0]))
    act.require(Action.LINK_JUDGE)
    form = JudgeTieForm()
    way = _why(ring_id, *accounts)
    if form.validate_on_submit():
        judged = linking.judge(
            act, AccountPair.of(*accounts), Judgement(form.judgement.data), form.why.data or ""
        )
        flash(f"The tie is {judged.judgement}. The next discovery obeys it.")
        return redirect(way, 303)
    act.record("ring:read", finding.ring, asked=["/".join(one) for one in accounts])
    tie = why(act, finding, asked).direct
    return render_template(
        "links/judge.html", form=form, ends=asked, tie=tie, way=way, **marks(act, finding)
    )


@blueprint.post("/links/<int:judgement_id>/withdraw")
def withdraw_judgement(judgement_id: int) -> Response:
    """Take a judgement back: it stays on record and no longer counts."""
    act = current_act()
    judged = linking.withdraw_judgement(act, linking.judgement(act, judgement_id))
    flash(f"Withdrawn: {judged.left_account} and {judged.right_account} were {judged.judgement}.")
    return redirect(url_for("links.judgements"), 303)


@blueprint.route("/rings/<int:ring_id>/exclude", methods=["GET", "POST"])
def exclude(ring_id: int) -> str | Response:
    """Show a reason why two members are tied, and take why its innocent explanation is none."""
    act = current_act()
    finding = rings.of_ring(act, ring_id)
    left, right = _asked()
    for account in (left, right):
        rings.member_named(act, finding, account)
    act.require(Action.LINK_JUDGE)
    form = ExcludeExplanationForm()
    # The reasons are numbered by the finding: a later one numbers them anew.
    current = request.args.get("finding") == str(finding.id)
    reason = _reason(reasons_between(act, finding, left, right)) if current else None
    if reason and form.validate_on_submit():
        trace = SharedTrace(reason.kind, reason.value)
        linking.exclude(act, AccountPair.of(left, right), trace, form.why.data or "")
        flash(f"Excluded for {left[1]} and {right[1]}. It stands beside the explanation.")
        return redirect(_why(ring_id, left, right), 303)
    asked = ["/".join(end) for end in (left, right)]
    act.record("ring:read", finding.ring, asked=asked)
    return render_template(
        "links/exclude.html",
        form=form,
        current=current,
        accounts=(left, right),
        reason=reason,
        number=request.args.get("number"),
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


def _asked() -> tuple[AccountKey, AccountKey]:
    """Return the two accounts the address names; NotFound where it names no two."""
    one, other = (account_named(request.args.get(name, "")) for name in ("one", "other"))
    if one == other:
        raise NotFound("pair of accounts", " and ".join("/".join(end) for end in (one, other)))
    return one, other


def _why(ring_id: int, one: AccountKey, other: AccountKey) -> str:
    """Return the way to why the two are linked."""
    named = account_in_address(*one), account_in_address(*other)
    return url_for("rings.why", ring_id=ring_id, one=named[0], other=named[1])


def _reason(reasons: Sequence[Reason]) -> Reason:
    """Return the reason of the number the address gives; NotFound where there is none."""
    number = request.args.get("number", -1, type=int)
    if not 0 <= number < len(reasons):
        raise NotFound("reason", number)
    return reasons[number]

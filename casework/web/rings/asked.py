"""Questions of a ring: why are these two linked, and what if something it rests on falls."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.flow import rings
from casework.web import answers
from casework.web.addresses import account_named
from casework.web.answers import marks
from casework.web.forms.rings import AskWhyForm, WhatIfForm
from casework.web.guard import current_act
from casework.web.rings.frame import blueprint


@blueprint.get("/<int:ring_id>/why")
def why(ring_id: int) -> str | Response:
    """Show why any two accounts are linked: what both show, or the chain from one to the other."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    form = AskWhyForm(request.args)
    answers.offer_accounts(act, form, found)
    asked = "one" in request.args
    ends: list[answers.End] = []
    answer = None
    if asked and form.validate():
        if form.elsewhere.data:
            # The answer has an address of its own, which names the two and nothing else.
            way = url_for("rings.why", ring_id=ring_id, one=form.one.data, other=form.other.data)
            return redirect(way)
        accounts = [account_named(name) for name in (form.one.data, form.other.data)]
        ends = answers.ends(act, found, accounts)
        act.record("ring:read", found.ring, asked=["/".join(one) for one in accounts])
        answer = answers.why(act, found, ends)
    return render_template(
        "rings/why.html", form=form, asked=asked, ends=ends, answer=answer, **marks(act, found)
    )


@blueprint.get("/<int:ring_id>/what-if")
def what_if(ring_id: int) -> str:
    """Show what would be left of a ring if something it rests on fell; nothing is changed."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring, page="what-if")
    form = WhatIfForm(request.args)
    current = answers.is_of(form, found)
    left = None
    if found.evidence is not None:
        base = answers.foundations(act, found, form)
        if current and form.validate() and form.asked:
            left = rings.what_if(act, found, answers.supposition(found, form, base))
    return render_template(
        "rings/what_if.html",
        form=form,
        current=current,
        left=left,
        finding=found,
        position=answers.positions(found),
    )

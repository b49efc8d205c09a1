"""How do you know? Of one member and of one place, down to the delivered rows."""

from __future__ import annotations

from flask import render_template, request

from casework.flow import rings
from casework.web.addresses import account_named
from casework.web.answers import confirmed_ties, marks
from casework.web.guard import current_act
from casework.web.rings.frame import blueprint


@blueprint.get("/<int:ring_id>/member")
def member(ring_id: int) -> str:
    """Show how one member is known to belong to the others: what it shares, with whom, where."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    account = account_named(request.args.get("account", ""))
    one = rings.member_named(act, found, account)
    act.record("ring:read", found.ring, member="/".join(account))
    known = found.evidence is not None
    return render_template(
        "rings/member.html",
        member=one,
        belonging=rings.how_known(act, found, account) if known else None,
        ties=() if known else rings.ties_of(act, found, one),
        confirmed=[tie for tie in confirmed_ties(act, found) if account in (tie.left, tie.right)],
        bought=rings.goods(act, found, one),
        counted={(row["batch_id"], row["row_number"]) for row in found.rows},
        **marks(act, found),
    )


@blueprint.get("/<int:ring_id>/place")
def place(ring_id: int) -> str:
    """Show how one place is known to be the ring's: the parcels that point to it."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    one = rings.place_named(act, found, request.args.get("role", ""), request.args.get("key", ""))
    act.record("ring:read", found.ring, place=f"{one.role.value} {one.key}")
    return render_template(
        "rings/place.html", finding=found, place=one, rows=rings.parcels(act, found, one)
    )

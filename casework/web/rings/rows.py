"""The rows behind the numbers on a ring: verdicts and registrations, orders, what moved where."""

from __future__ import annotations

from collections import Counter

from flask import render_template, request

from casework.analysis.values import AccountKey
from casework.flow import rings
from casework.flow.rings import SoldFilter
from casework.web.addresses import account_named
from casework.web.answers import positions
from casework.web.guard import current_act
from casework.web.rings.frame import blueprint

_ORDERS = 100
_FARTHEST = 10_000_000
"""No ring has more orders than that: a number beyond it was typed by somebody trying doors."""


@blueprint.get("/<int:ring_id>/grounds")
def grounds(ring_id: int) -> str:
    """Show the rows that the sentences on a ring rest on."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    act.record("ring:read", found.ring, page="grounds")
    judged = Counter(row["kind"] for row in found.rows)
    return render_template(
        "rings/grounds.html",
        finding=found,
        position=positions(found),
        grounds=rings.grounds(act, found),
        judged=judged,
        withdrawn=rings.withdrawn_since(act, found),
        places={place.key: place for place in found.places},
    )


@blueprint.get("/<int:ring_id>/sales")
def sales(ring_id: int) -> str:
    """Show the orders of a ring, or of one account, with the payment and parcel of each."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    account, collector = _account("account"), _account("collector")
    for one in (account, collector):
        if one is not None:
            rings.member_named(act, found, one)
    tier = request.args.get("tier", "")
    skip = min(max(request.args.get("skip", 0, type=int), 0), _FARTHEST)
    asked = {"account": account, "collector": collector}
    named = {name: "/".join(one) for name, one in asked.items() if one is not None}
    act.record("ring:read", found.ring, page="sales", tier=tier, skip=skip, **named)
    return render_template(
        "rings/sales.html",
        finding=found,
        position=positions(found),
        account=account,
        collector=collector,
        tier=tier,
        skip=skip,
        limit=_ORDERS,
        sold=rings.sold(act, found, SoldFilter(tier, account, collector), skip, _ORDERS),
    )


@blueprint.get("/<int:ring_id>/movements")
def movements(ring_id: int) -> str:
    """Show what moves through a place of a ring, or the bulk that came to one of its accounts."""
    act = current_act()
    found = rings.of_ring(act, ring_id)
    account = _account("account")
    place, member = None, None
    if account is not None:
        member = rings.member_named(act, found, account)
        told = [rings.bulk_to(act, found, member)]
        of = {"member": "/".join(account)}
    else:
        asked = request.args.get("role", ""), request.args.get("key", "")
        place = rings.place_named(act, found, *asked)
        told = rings.movements(act, found, place)
        of = {"place": f"{place.role.value} {place.key}"}
    act.record("ring:read", found.ring, page="movements", **of)
    return render_template(
        "rings/movements.html",
        finding=found,
        place=place,
        member=member,
        movements=told,
        withdrawn=rings.withdrawn_since(act, found),
    )


def _account(name: str) -> AccountKey | None:
    """Return the account the address names by this name, if it names any."""
    return account_named(request.args[name]) if name in request.args else None

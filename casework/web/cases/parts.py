"""The parts of a case: accounts and places, ties, rows, sales, timeline. Each only where open."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from casework.errors import NotFound
from casework.flow import cases, linking
from casework.model import Record
from casework.vocabulary import COLUMNS, Action, DeliveryKind
from casework.web import picture
from casework.web.answers import excluded_reasons
from casework.web.cases.frame import blueprint
from casework.web.forms.cases import ChooseEventsForm, ChooseRowsForm, ChooseTierForm
from casework.web.guard import current_act

_TIES_AT_ONCE = 20

_SHOWN: dict[DeliveryKind, tuple[str, ...]] = {
    DeliveryKind.ACCOUNTS: (
        "platform",
        "account_id",
        "shop_name",
        "registered_name",
        "phone",
        "email",
        "payment_account",
        "address",
    ),
    DeliveryKind.LISTINGS: (
        "platform",
        "listing_id",
        "account_id",
        "title",
        "brand",
        "price",
        "currency",
        "units_sold",
        "first_seen",
    ),
    DeliveryKind.ORDERS: (
        "order_id",
        "account_id",
        "ordered_on",
        "amount",
        "currency",
        "status",
        "payment_id",
        "waybill_no",
    ),
    DeliveryKind.PAYMENTS: (
        "payment_id",
        "paid_on",
        "payee_account",
        "amount",
        "currency",
        "channel",
    ),
    DeliveryKind.TEST_BUYS: (
        "test_buy_id",
        "account_id",
        "ordered_on",
        "brand",
        "verdict",
        "basis",
        "sample_ref",
        "batch_mark",
        "examined_on",
    ),
    DeliveryKind.SHIPMENTS: (
        "carrier",
        "waybill_no",
        "shipped_on",
        "sender_name",
        "sender_phone",
        "sender_address",
        "declared_goods",
        "weight_kg",
        "account_id",
    ),
    DeliveryKind.SEIZURES: (
        "seizure_ref",
        "authority",
        "seized_on",
        "brand",
        "goods",
        "quantity",
        "value",
        "currency",
        "consignor_name",
        "consignor_address",
    ),
}
"""The columns a list shows; the record's own page shows all."""


@blueprint.get("/<int:case_id>/members")
def members(case_id: int) -> str:
    """Show the accounts of the case's ring, each with its role and the reasons for it."""
    act = current_act()
    case = cases.read(act, case_id)
    page = cases.members(act, case, request.args.get("after"))
    cited = cases.cited(act, case, page.items)
    return render_template("cases/members.html", case=case, page=page, cited=cited)


@blueprint.get("/<int:case_id>/places")
def places(case_id: int) -> str:
    """Show the places of the case's ring, each with the part it plays and the reasons for it."""
    act = current_act()
    case = cases.read(act, case_id)
    page = cases.places(act, case, request.args.get("after"))
    cited = cases.cited(act, case, page.items)
    return render_template("cases/places.html", case=case, page=page, cited=cited)


@blueprint.get("/<int:case_id>/ties")
def ties(case_id: int) -> str:
    """Show what ties the accounts, reason by reason, each with its innocent explanation."""
    act = current_act()
    case = cases.read(act, case_id)
    page = cases.ties(act, case, request.args.get("after"), _TIES_AT_ONCE)
    own = act.may(Action.RING_READ, case.finding)
    return render_template(
        "cases/ties.html",
        case=case,
        page=page,
        cited=cases.cited(act, case, page.items),
        judged=picture.judged_pairs(linking.judgements(act) if own else ()),
        excluded=excluded_reasons(linking.exclusions(act) if own else ()),
    )


@blueprint.get("/<int:case_id>/test-buys")
def test_buys(case_id: int) -> str:
    """Show the test buys from the ring's accounts and the seizures tied to it."""
    act = current_act()
    case = cases.read(act, case_id)
    return render_template(
        "cases/test_buys.html",
        case=case,
        shown=_SHOWN,
        buys=cases.records(act, case, DeliveryKind.TEST_BUYS, request.args.get("after")),
        seizures=cases.records(
            act, case, DeliveryKind.SEIZURES, request.args.get("seizures-after")
        ),
    )


@blueprint.get("/<int:case_id>/shipments")
def shipments(case_id: int) -> str:
    """Show the parcels of the ring's orders and test buys."""
    act = current_act()
    case = cases.read(act, case_id)
    page = cases.records(act, case, DeliveryKind.SHIPMENTS, request.args.get("after"))
    return render_template("cases/shipments.html", case=case, shown=_SHOWN, page=page)


@blueprint.get("/<int:case_id>/sales")
def sales(case_id: int) -> str:
    """Show what was sold by tier of proof, and behind every order what proves it."""
    act = current_act()
    case = cases.read(act, case_id)
    form = ChooseTierForm(request.args)
    tier = form.tier.data if form.validate() else ""
    page = cases.records(act, case, DeliveryKind.ORDERS, request.args.get("after"), tier=tier or "")
    return render_template(
        "cases/sales.html",
        case=case,
        form=form,
        tiers=cases.order_tiers(act, case),
        page=page,
        proofs=cases.proofs(act, case, page.items),
    )


@blueprint.get("/<int:case_id>/timeline")
def timeline(case_id: int) -> str:
    """Show what happened, earliest first."""
    act = current_act()
    case = cases.read(act, case_id)
    form = ChooseEventsForm(request.args)
    kind = DeliveryKind(form.kind.data) if form.kind.data and form.validate() else None
    page = cases.timeline(act, case, kind, request.args.get("after"))
    return render_template("cases/timeline.html", case=case, form=form, page=page)


@blueprint.get("/<int:case_id>/records")
def records(case_id: int) -> str:
    """Show the rows of one kind the case rests on, as they were delivered."""
    act = current_act()
    case = cases.read(act, case_id)
    form = ChooseRowsForm(request.args)
    if not form.validate():
        raise NotFound("kind of row", form.kind.data)
    kind = DeliveryKind(form.kind.data)
    page = cases.records(act, case, kind, request.args.get("after"))
    return render_template(
        "cases/records.html", case=case, kind=kind, columns=_SHOWN[kind], page=page
    )


@blueprint.get("/<int:case_id>/records/<int:record_id>")
def record(case_id: int, record_id: int) -> str:
    """Show one row as it was delivered, beside what was understood, with the way back to it."""
    act = current_act()
    case = cases.read(act, case_id)
    found = cases.record(act, case, record_id)
    proof = cases.proofs(act, case, [found]).get(found.id) if found.tier else None
    shown = cases.shown(act, case, found)
    return render_template(
        "cases/record.html",
        case=case,
        record=found,
        cells=_cells(found, shown),
        left_out=shown.left_out,
        proof=proof,
    )


def _cells(record: Record, shown: cases.ShownRow) -> list[tuple[str, Any, Any, bool]]:
    """Column, as written, as understood, and whether casework knows the column at all."""
    known = COLUMNS[record.kind]
    names = [*known, *(name for name in shown.written if name not in known)]
    return [
        (name, shown.written.get(name), shown.understood.get(name), name in known)
        for name in names
        if name not in shown.left_out
    ]

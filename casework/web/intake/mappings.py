"""Mappings: what the columns of a header mean that is not ours; proposed, corrected, withdrawn."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.act import Act
from casework.errors import (
    MappedMeanwhile,
    MappingUnfit,
    MappingWithdrawn,
    NameTaken,
    NotFound,
)
from casework.flow import intake
from casework.model import Delivery, Mapping
from casework.vocabulary import Action, DeliveryKind, JobVerb
from casework.web.guard import current_act
from casework.web.intake.frame import blueprint
from casework.web.intake.maps import (
    SHOWN,
    WIDE,
    Map,
    as_sent,
    compared,
    constants_sent,
    map_of,
    map_of_saved,
    sent,
)

_MOST_FORMS = 3
"""Tables of a delivery whose columns are asked for on its own page; others have pages of theirs."""


@blueprint.route("/deliveries/<int:delivery_id>/tables/<int:place>", methods=["GET", "POST"])
def map_table(delivery_id: int, place: int) -> str | Response | tuple[str, int]:
    """Show what the columns of one table mean, corrected by hand; saved, it is looked at again."""
    act = current_act()
    delivery = intake.delivery(act, delivery_id)
    act.require(Action.BATCH_IMPORT, delivery)
    kind = _kind_asked()
    shown = map_of(act, delivery, place, kind)
    if request.method == "GET":
        return render_template("intake/map_table.html", delivery=delivery, map=shown)
    try:
        saved = _saved(act, replace(shown, seen=request.form.get("seen", 0, type=int)))
    except MappedMeanwhile:
        there = intake.standing(act, shown.form.name.data or "", shown.header)
        shown = compared(as_sent(shown), there)
        return render_template("intake/map_table.html", delivery=delivery, map=shown), 409
    if saved is None:
        page = render_template("intake/map_table.html", delivery=delivery, map=as_sent(shown))
        return page, 422
    jobs.enqueue(act, JobVerb.LOOK, f"Look at {delivery.name}", {"delivery_id": delivery.id})
    flash(f"The mapping {saved.name} is saved. Files with these columns are recognised by it.")
    return redirect(url_for("intake.delivery", delivery_id=delivery.id), 303)


@blueprint.get("/mappings")
def mappings() -> str:
    """Show the mappings in use."""
    return render_template("intake/mappings.html", mappings=intake.mappings(current_act()))


@blueprint.route("/mappings/<int:mapping_id>", methods=["GET", "POST"])
def mapping(mapping_id: int) -> str | Response | tuple[str, int]:
    """Show one mapping and its versions; corrected, it becomes the next version."""
    act = current_act()
    found = act.get(Mapping, mapping_id)
    newest = intake.mapping_versions(act, found)[0]
    if request.method == "POST":
        return _correct(act, found, newest)
    open_to_change = act.may(Action.BATCH_IMPORT, found) and found is newest
    shown = map_of_saved(act, found) if open_to_change and not found.withdrawn_at else None
    return _mapping_page(act, found, shown)


def _correct(act: Act, found: Mapping, newest: Mapping) -> Response | tuple[str, int]:
    """Save the next version; over one that was saved meanwhile only after both were shown."""
    act.require(Action.BATCH_IMPORT, found)
    if newest.withdrawn_at is not None:
        raise MappingWithdrawn(newest.name)
    shown = map_of_saved(act, found)
    try:
        saved = _saved(act, shown)
    except MappedMeanwhile:
        there = intake.standing(act, found.name, shown.header) or newest
        shown = compared(as_sent(shown), there, map_of_saved(act, there))
        return _mapping_page(act, there, shown), 409
    if saved is None:
        return _mapping_page(act, found, as_sent(shown)), 422
    flash(f"Version {saved.version} of {saved.name} is saved.")
    return redirect(url_for("intake.mapping", mapping_id=saved.id), 303)


def _mapping_page(act: Act, found: Mapping, shown: Map | None) -> str:
    versions = intake.mapping_versions(act, found)
    return render_template("intake/mapping.html", mapping=found, versions=versions, map=shown)


@blueprint.post("/mappings/<int:mapping_id>/withdraw")
def withdraw_mapping(mapping_id: int) -> Response:
    """Take a mapping out of use; what was read by it stays as it is."""
    act = current_act()
    found = intake.withdraw_mapping(act, act.get(Mapping, mapping_id))
    flash(f"The mapping {found.name} is withdrawn. Batches that were read by it stay.")
    return redirect(url_for("intake.mappings"), 303)


def maps_of(act: Act, delivery: Delivery) -> dict[int, Map]:
    """Return forms for the first tables whose header is not known, by their places.

    The others are asked for one by one: a page of hundreds of columns is read by nobody.
    """
    tables = (delivery.look or {}).get("tables", [])
    found: dict[int, Map] = {}
    for place, table in enumerate(tables):
        if table.get("by") in {"header", "mapping"}:
            continue
        drawn = sum(len(one.columns) for one in found.values())
        if found and drawn + min(len(table["header"]), SHOWN) > WIDE:
            break
        found[place] = map_of(act, delivery, place)
        if len(found) == _MOST_FORMS:
            break
    return found


def _kind_asked() -> DeliveryKind | None:
    asked = request.values.get("kind", "")
    return DeliveryKind(asked) if asked in set(DeliveryKind) else None


def _saved(act: Act, shown: Map) -> Mapping | None:
    """Return the mapping, saved as the form says; None where it does not fit, said in the form.

    Raises MappedMeanwhile where another officer saved one that `shown` does not show.
    """
    if not shown.form.validate_on_submit():
        return None
    name = shown.form.name.data or ""
    try:
        intake.check_unchanged(act, name, shown.header, shown.seen)
        given = (shown.kind, sent(shown), shown.header, constants_sent(shown))
        return intake.save_mapping(act, name, *given)
    except (MappingUnfit, NameTaken, NotFound) as problem:
        shown.form.form_errors.append(str(problem))
        return None

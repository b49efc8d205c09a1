"""Search: one box, everything the officer may see, and why each hit is one."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template, request, url_for

from casework import search
from casework.model import Case, Exhibit, Note, Pack, Record, Ring
from casework.search import Hit
from casework.web.forms.search import SearchForm
from casework.web.guard import current_act

blueprint = Blueprint("search", __name__, url_prefix="/search")

_HEADINGS: dict[type, str] = {
    Case: "Cases",
    Ring: "Rings",
    Pack: "Packs",
    Exhibit: "Exhibits",
    Note: "Notes",
    Record: "Rows",
}


@blueprint.route("", methods=["GET", "POST"])
def find() -> str:
    """Show the box and what was found. The question is sent, never put into an address."""
    act = current_act()
    form = SearchForm()
    hits = None
    if request.method == "POST" and form.validate():
        hits = search.search(act, form.text.data or "")
    return render_template(
        "search/find.html",
        form=form,
        hits=hits,
        groups=[
            (_HEADINGS[of], list(found))
            for of, found in groupby(hits or (), lambda hit: type(hit.found))
        ],
        limit=search.LIMIT,
    )


@blueprint.app_template_global()
def place_of(hit: Hit) -> str:
    """Return the address of what was found."""
    found = hit.found
    if isinstance(found, Case):
        return url_for("cases.read", case_id=found.id)
    if isinstance(found, Ring):
        return url_for("rings.finding", ring_id=found.id)
    if isinstance(found, Pack):
        return url_for("packs.pack", pack_id=found.id)
    if isinstance(found, Exhibit):
        return url_for("evidence.exhibit", case_id=found.case_id, exhibit_id=found.id)
    if isinstance(found, Note):
        return url_for("cases.notes", case_id=found.case_id)
    return url_for("cases.record", case_id=found.case_id, record_id=found.id)


@blueprint.app_template_global()
def name_of(hit: Hit) -> str:
    """Return what people call the thing that was found."""
    found = hit.found
    if isinstance(found, Case):
        return f"{found.number} {found.title}"
    if isinstance(found, Exhibit):
        return f"{found.mark} {found.title}"
    if isinstance(found, Note):
        return f"Note of {found.written_by.name}"
    if isinstance(found, Record):
        return f"{found.kind.value.replace('_', ' ')}, row {found.row_number} of {found.file}"
    return found.number if isinstance(found, Ring) else found.name

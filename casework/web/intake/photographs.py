"""Photographs: the picture, what was read from it and where; an officer accepts or corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework.errors import FieldRefused
from casework.flow import intake
from casework.model import AcceptedField, Photograph
from casework.vocabulary import COLUMNS, KEYS, Action, DeliveryKind
from casework.web.forms.intake import AcceptFieldsForm, PutAsideForm
from casework.web.guard import current_act
from casework.web.intake.frame import blueprint, column, own_name

_SMALL, _LARGE = 320, 1800
"""Pixels a picture is sent with at most: in a list, and on its own page."""
_LONGEST = 1000
_ASIDE = "aside"
_TOO_UNSURE = 0.4
"""What was read with less confidence is not filled in: an officer presses it, or does not."""
_ALLOWS_NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'; form-action 'none'"
"""What a file from outside may do in a browser that opens it all the same."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page shows it: what was read, where, how surely, and what is in the form."""

    column: str
    as_read: str
    value: str
    box: str
    confidence: float | None
    why: str
    read_from: str
    needed: bool
    is_wrong: bool = False
    """Whether what was given for it was refused."""

    @property
    def is_suggested(self) -> bool:
        """Whether what was read is so unsure that it is offered rather than filled in."""
        return self.confidence is not None and self.confidence < _TOO_UNSURE


@blueprint.get("/photographs")
def photographs() -> str:
    """Show the photographs: those that wait for an officer first, then those looked at."""
    act, asked = current_act(), request.args
    return render_template(
        "intake/photographs.html",
        page=intake.photographs(act, asked.get("after"), waiting=True),
        seen=intake.photographs(act, asked.get("seen"), waiting=False),
    )


@blueprint.get("/photographs/<int:photograph_id>")
def photograph(photograph_id: int) -> str:
    """Show one photograph with the boxes of what was read, and the fields beside it."""
    act = current_act()
    found = intake.photograph(act, photograph_id)
    return _page(found, _shown(found))


@blueprint.post("/photographs/<int:photograph_id>")
def accept_fields(photograph_id: int) -> Response | tuple[str, int]:
    """Take the fields as the officer gives them: a row of a batch from now on."""
    act = current_act()
    found = act.get(Photograph, photograph_id)
    act.require(Action.BATCH_IMPORT, found)
    form = _accept_form(found)
    shown = _as_sent(_shown(found))
    pressed = request.form.get("use")
    if pressed:
        used = [
            replace(one, value=own_name(one.as_read)) if one.column == pressed else one
            for one in shown
        ]
        return _page(found, used, form), 200
    if not form.validate_on_submit():
        return _page(found, shown, form), 422
    try:
        batch = intake.accept_fields(act, found, _given(shown, form))
    except FieldRefused as problem:
        form.form_errors.append(f"{column(problem.column)}: {problem.why}.")
        refused = [replace(one, is_wrong=one.column == problem.column) for one in shown]
        return _page(found, refused, form), 422
    flash(f"Accepted: one row of shipments, batch {batch.id}.")
    return redirect(_place(found), 303)


@blueprint.post("/photographs/<int:photograph_id>/put-aside")
def put_aside(photograph_id: int) -> Response:
    """Put a photograph aside that nothing is to be taken from, with a reason."""
    act, form = current_act(), PutAsideForm(prefix=_ASIDE)
    found = act.get(Photograph, photograph_id)
    act.require(Action.BATCH_IMPORT, found)
    if form.validate_on_submit():
        intake.put_aside(act, found, form.why.data or "")
        flash("The photograph is put aside.")
    else:
        flash(f"The photograph is not put aside: {form.why.errors[0]}", "error")
    return redirect(_place(found), 303)


@blueprint.get("/photographs/<int:photograph_id>/picture")
def picture(photograph_id: int) -> Response:
    """Send the picture upright, without what the camera wrote beside it; nobody else keeps it."""
    act = current_act()
    found = act.get(Photograph, photograph_id)
    width = _SMALL if request.args.get("size") == "small" else _LARGE
    return send_file(BytesIO(intake.picture(act, found, width)), mimetype="image/jpeg")


@blueprint.post("/photographs/<int:photograph_id>/open")
def open_photograph(photograph_id: int) -> Response:
    """Send the file as it was delivered, checked against its hash."""
    act = current_act()
    found = act.get(Photograph, photograph_id)
    answer = send_file(
        intake.original(act, found),
        "application/octet-stream",
        as_attachment=True,
        download_name=own_name(found.file).replace("/", "_") or "photograph",
    )
    answer.headers["Content-Security-Policy"] = _ALLOWS_NOTHING
    return answer


def _page(found: Photograph, shown: Sequence[Shown], form: AcceptFieldsForm | None = None) -> str:
    return render_template(
        "intake/photograph.html",
        photograph=found,
        fields=shown,
        versions=_versions(found),
        form=form or _accept_form(found),
        aside=PutAsideForm(prefix=_ASIDE),
    )


def _shown(found: Photograph) -> list[Shown]:
    """The fields that were read or accepted, and what no row can be without."""
    accepted = {one.column: one.accepted for one in found.accepted if one.version == found.versions}
    read = {one["column"]: one for one in found.reading.get("fields", [])}
    needed = KEYS[DeliveryKind.SHIPMENTS]
    order = [*COLUMNS[DeliveryKind.SHIPMENTS], *read, *accepted]
    return [
        _field(ours, read.get(ours), accepted if found.versions else None)
        for ours in dict.fromkeys(order)
        if ours in read or ours in accepted or ours in needed
    ]


def _field(ours: str, one: dict[str, Any] | None, accepted: dict[str, str] | None) -> Shown:
    read = one or {}
    confidence = read.get("confidence")
    filled = "" if confidence is None or confidence < _TOO_UNSURE else own_name(read["value"])
    return Shown(
        column=ours,
        as_read=read.get("value", ""),
        value=filled if accepted is None else accepted.get(ours, ""),
        box=corners(read.get("box")),
        confidence=confidence,
        why=read.get("why", ""),
        read_from=read.get("read_from", ""),
        needed=ours in KEYS[DeliveryKind.SHIPMENTS],
    )


def _as_sent(shown: Sequence[Shown]) -> list[Shown]:
    sent = request.form
    return [
        replace(one, value=sent.get(f"value-{one.column}", "").strip()[:_LONGEST]) for one in shown
    ]


def _given(shown: Sequence[Shown], form: AcceptFieldsForm) -> list[intake.FieldGiven]:
    """What was read and is left empty is given as empty: it was read, and is not right."""
    more = (form.add_column.data or "", (form.add_value.data or "").strip())
    pairs = [(one.column, one.value) for one in shown] + ([more] if all(more) else [])
    return [intake.FieldGiven(ours, value) for ours, value in pairs]


def _accept_form(found: Photograph) -> AcceptFieldsForm:
    form = AcceptFieldsForm()
    there = {one.column for one in _shown(found)}
    form.add_column.choices = [
        ("", "choose"),
        *((ours, column(ours)) for ours in COLUMNS[DeliveryKind.SHIPMENTS] if ours not in there),
    ]
    return form


def _versions(found: Photograph) -> list[list[AcceptedField]]:
    """What was accepted, by version, the newest first."""
    numbers = range(found.versions, 0, -1)
    return [[one for one in found.accepted if one.version == number] for number in numbers]


@blueprint.app_template_filter("corners")
def corners(box: Sequence[Sequence[float]] | None) -> str:
    """Return the corners of a box as SVG writes them.

    >>> corners([[0, 0], [10, 0], [10, 5.25], [0, 5]])
    '0,0 10,0 10,5.2 0,5'
    """
    return " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in box or ())


def _place(found: Photograph) -> str:
    return url_for("intake.photograph", photograph_id=found.id)

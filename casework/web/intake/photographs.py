"""Photographs: the picture, what was read from it and where; an officer accepts or corrects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework.errors import DecidedMeanwhile, FieldRefused
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
    accepted: str | None = None
    """What counts now, "" where it was struck out; None where nothing was accepted."""
    is_wrong: bool = False
    """Whether what was given for it was refused."""

    @property
    def differs(self) -> bool:
        """Whether something else than what is in the form counts now."""
        return self.accepted is not None and self.accepted != self.value

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
    """Take the fields as the officer gives them: a row of a batch from now on.

    Over what another accepted meanwhile nothing is taken: both are shown, each in its place.
    """
    act = current_act()
    found = act.get(Photograph, photograph_id)
    act.require(Action.BATCH_IMPORT, found)
    form = _accept_form(found)
    shown = _used(_as_sent(_shown(found)))
    if _seen(form) != intake.Seen.of(found):
        return _compared(found, form), 409
    if {"use", "use-accepted"} & request.form.keys():
        return _page(found, shown, form), 200
    if not form.validate_on_submit():
        return _page(found, shown, form), 422
    try:
        batch = intake.accept_fields(act, found, _given(shown, form), _seen(form))
    except DecidedMeanwhile:
        return _compared(found, form), 409
    except FieldRefused as problem:
        form.form_errors.append(f"{column(problem.column)}: {problem.why}.")
        refused = [replace(one, is_wrong=one.column == problem.column) for one in shown]
        return _page(found, refused, form), 422
    flash(f"Accepted: one row of shipments, batch {batch.id}.")
    return redirect(_place(found), 303)


@blueprint.post("/photographs/<int:photograph_id>/put-aside")
def put_aside(photograph_id: int) -> Response | tuple[str, int]:
    """Put a photograph aside that nothing is to be taken from, with a reason.

    Not over what another accepted meanwhile: that is shown first, the reason is kept.
    """
    act, form = current_act(), PutAsideForm(prefix=_ASIDE)
    found = act.get(Photograph, photograph_id)
    act.require(Action.BATCH_IMPORT, found)
    if form.validate_on_submit():
        try:
            intake.put_aside(act, found, form.why.data or "", _seen(form))
        except DecidedMeanwhile:
            since = _seen(form).since(found)
            form.show(*_standing(found))
            told = _told(found) | {"meanwhile": since, "form": form}
            return render_template("intake/put_aside.html", **told), 409
        flash("The photograph is put aside.")
    else:
        why = form.why.errors or ["send it from its page."]
        flash(f"The photograph is not put aside: {why[0]}", "error")
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


def _page(
    found: Photograph,
    shown: Sequence[Shown],
    form: AcceptFieldsForm | None = None,
    *,
    meanwhile: tuple[str, str] | None = None,
) -> str:
    if form is None:
        form = _accept_form(found)
        form.show(*_standing(found))
    aside = PutAsideForm(prefix=_ASIDE)
    aside.show(*_standing(found))
    told = _told(found) | {"form": form, "aside": aside, "fields": shown, "meanwhile": meanwhile}
    return render_template("intake/photograph.html", **told)


def _told(found: Photograph) -> dict[str, Any]:
    """What every page of a photograph is told of it."""
    return {"photograph": found, "versions": _versions(found), "now": intake.Seen.of(found)}


def _compared(found: Photograph, form: AcceptFieldsForm) -> str:
    """What this officer typed, and beside it what another decided since the page was opened."""
    shown = _used(_as_sent(_shown(found)))
    added = form.add_column.data
    if added and added in {one.column for one in shown}:
        # The other added it too: what was typed goes where that field stands by now.
        typed = form.add_value.data or ""
        shown = [replace(one, value=typed) if one.column == added else one for one in shown]
        form.add_column.data = form.add_value.data = ""
    form.add_column.choices = _choices(found)
    since = _seen(form).since(found)
    form.show(*_standing(found))
    return _page(found, shown, form, meanwhile=since)


def _seen(form: AcceptFieldsForm | PutAsideForm) -> intake.Seen:
    flags = bool(form.put_aside.data), bool(form.withdrawn.data)
    return intake.Seen(form.version.data or 0, *flags)


def _standing(found: Photograph) -> tuple[int, bool, bool]:
    now = intake.Seen.of(found)
    return now.version, now.put_aside, now.withdrawn


def _shown(found: Photograph) -> list[Shown]:
    """The fields that were read or accepted, and what no row can be without."""
    accepted = {one.column: one.accepted for one in found.accepted if one.version == found.versions}
    read = {one["column"]: one for one in found.reading.get("fields", [])}
    needed = KEYS[DeliveryKind.SHIPMENTS]
    # A page opened before the last version may have been sent a value of any of these.
    ever = dict.fromkeys(one.column for one in found.accepted)
    order = [*COLUMNS[DeliveryKind.SHIPMENTS], *read, *ever]
    return [
        _field(ours, read.get(ours), accepted if found.versions else None)
        for ours in dict.fromkeys(order)
        if ours in read or ours in ever or ours in needed
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
        accepted=None if accepted is None else accepted.get(ours, ""),
    )


def _as_sent(shown: Sequence[Shown]) -> list[Shown]:
    """The fields as they were sent; one that the page did not have yet stays as it is."""
    sent = request.form
    return [
        replace(one, value=sent.get(f"value-{one.column}", one.value).strip()[:_LONGEST])
        for one in shown
    ]


def _used(shown: Sequence[Shown]) -> list[Shown]:
    """The fields with what was pressed filled in: as it was read, or as it was accepted."""
    pressed, accepted = request.form.get("use"), request.form.get("use-accepted")
    values = {one.column: own_name(one.as_read) for one in shown if one.column == pressed}
    values |= {one.column: one.accepted or "" for one in shown if one.column == accepted}
    return [replace(one, value=values.get(one.column, one.value)) for one in shown]


def _given(shown: Sequence[Shown], form: AcceptFieldsForm) -> list[intake.FieldGiven]:
    """What was read and is left empty is given as empty: it was read, and is not right."""
    more = (form.add_column.data or "", (form.add_value.data or "").strip())
    pairs = [(one.column, one.value) for one in shown] + ([more] if all(more) else [])
    return [intake.FieldGiven(ours, value) for ours, value in pairs]


def _accept_form(found: Photograph) -> AcceptFieldsForm:
    form = AcceptFieldsForm()
    form.add_column.choices = _choices(found)
    return form


def _choices(found: Photograph) -> list[tuple[str, str]]:
    """The fields that do not stand on the page yet."""
    there = {one.column for one in _shown(found)}
    others = [ours for ours in COLUMNS[DeliveryKind.SHIPMENTS] if ours not in there]
    return [("", "choose"), *((ours, column(ours)) for ours in others)]


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

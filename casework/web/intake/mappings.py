"""Mappings: what the columns of a header mean that is not ours; proposed, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import jobs
from casework.act import Act
from casework.errors import MappingUnfit, NameTaken, NotFound
from casework.flow import intake
from casework.model import Delivery, Mapping
from casework.vocabulary import COLUMNS, KEYS, Action, ColumnType, DeliveryKind, JobVerb
from casework.web.forms.intake import MapTableForm
from casework.web.guard import current_act
from casework.web.intake.frame import blueprint

_SAMPLES = 3
_NOTHING: dict[str, Any] = {"ours": None, "confidence": None, "why": ""}
_SURE: dict[str, Any] = {"confidence": None, "why": "known"}
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Meant:
    """One of their columns, what stands in it, and which of ours it is."""

    theirs: str
    samples: Sequence[str]
    ours: str | None
    confidence: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """One of ours that no column says, and its value for every row."""

    ours: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping as a form shows it."""

    place: int
    url: str
    label: str
    kind: DeliveryKind
    columns: Sequence[Meant]
    constants: Sequence[Constant]
    form: MapTableForm
    submit: str = ""
    kinds: Sequence[DeliveryKind] = field(default=tuple(DeliveryKind))

    @property
    def delivered(self) -> bool:
        """Whether there are values to look at: a mapping is kept without any."""
        return any(one.samples for one in self.columns)

    @property
    def ours(self) -> list[str]:
        """The columns of ours there are to choose from."""
        return list(COLUMNS[self.kind])

    @property
    def keys(self) -> tuple[str, ...]:
        """Those without which no row can be taken."""
        return KEYS[self.kind]

    @property
    def lacks(self) -> list[str]:
        """Those of them that nothing is given as yet."""
        said = {one.ours for one in self.columns} | {
            one.ours for one in self.constants if one.value
        }
        return [key for key in self.keys if key not in said]


@blueprint.route("/deliveries/<int:delivery_id>/tables/<int:place>", methods=["GET", "POST"])
def map_table(delivery_id: int, place: int) -> str | Response | tuple[str, int]:
    """Show what the columns of one table mean, corrected by hand; saved, it is looked at again."""
    act = current_act()
    delivery = intake.delivery(act, delivery_id)
    act.require(Action.BATCH_IMPORT, delivery)
    table = _table(delivery, place)
    kind = _kind_asked()
    shown = map_of(act, delivery, place, kind)
    if request.method == "GET":
        return render_template("intake/map_table.html", delivery=delivery, map=shown)
    saved = _saved(act, shown, table["header"])
    if saved is None:
        page = render_template("intake/map_table.html", delivery=delivery, map=_as_sent(shown))
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
    versions = intake.mapping_versions(act, found)
    open_to_change = act.may(Action.BATCH_IMPORT, found) and found is versions[0]
    shown = _map_of_saved(found) if open_to_change and not found.withdrawn_at else None
    status = 200
    if request.method == "POST":
        act.require(Action.BATCH_IMPORT, found)
        saved = _saved(act, shown, found.header) if shown else None
        if saved is not None:
            flash(f"Version {saved.version} of {saved.name} is saved.")
            return redirect(url_for("intake.mapping", mapping_id=saved.id), 303)
        shown, status = _as_sent(shown) if shown else None, 422
    return (
        render_template("intake/mapping.html", mapping=found, versions=versions, map=shown),
        status,
    )


@blueprint.post("/mappings/<int:mapping_id>/withdraw")
def withdraw_mapping(mapping_id: int) -> Response:
    """Take a mapping out of use; what was read by it stays as it is."""
    act = current_act()
    found = intake.withdraw_mapping(act, act.get(Mapping, mapping_id))
    flash(f"The mapping {found.name} is withdrawn. Batches that were read by it stay.")
    return redirect(url_for("intake.mappings"), 303)


def maps_of(act: Act, delivery: Delivery) -> dict[int, Map]:
    """Return a form for each table whose header is not known, by its place."""
    tables = (delivery.look or {}).get("tables", [])
    return {
        place: map_of(act, delivery, place)
        for place, table in enumerate(tables)
        if table.get("by") not in {"header", "mapping"}
    }


def map_of(act: Act, delivery: Delivery, place: int, kind: DeliveryKind | None = None) -> Map:
    """Return what the columns of a table mean or seem to mean, for rows of this kind."""
    table = _table(delivery, place)
    seen = _proposed(act, table, kind)
    kind = DeliveryKind(seen["kind"])
    meant = [
        Meant(theirs, _samples(table, at), **seen["columns"].get(theirs, _NOTHING))
        for at, theirs in enumerate(table["header"])
    ]
    form = MapTableForm(name=table.get("mapping") or _proposed_name(table))
    form.name.id = f"name-{place}"
    return Map(
        place=place,
        url=url_for("intake.map_table", delivery_id=delivery.id, place=place),
        label=_label(table),
        kind=kind,
        columns=meant,
        constants=_constants(kind, {one.ours for one in meant}, seen["constants"]),
        form=form,
    )


def _map_of_saved(found: Mapping) -> Map:
    columns = [
        Meant(theirs, (), found.columns.get(theirs, "")) for theirs in found.header or found.columns
    ]
    form = MapTableForm(name=found.name)
    form.name.id = "name-0"
    return Map(
        place=0,
        url=url_for("intake.mapping", mapping_id=found.id),
        label=found.name,
        kind=found.kind,
        columns=columns,
        constants=_constants(
            found.kind,
            set(found.columns.values()),
            {ours: {"value": value} for ours, value in found.constants.items()},
        ),
        form=form,
        submit="Save as the next version",
        kinds=(found.kind,),
    )


def _table(delivery: Delivery, place: int) -> dict[str, Any]:
    tables: list[dict[str, Any]] = (delivery.look or {}).get("tables", [])
    if place >= len(tables):
        raise NotFound("table of delivery", f"{delivery.id}: {place}")
    return tables[place]


def _kind_asked() -> DeliveryKind | None:
    asked = request.values.get("kind", "")
    return DeliveryKind(asked) if asked in set(DeliveryKind) else None


def _proposed(act: Act, table: dict[str, Any], kind: DeliveryKind | None) -> dict[str, Any]:
    """Return what the table's columns mean, as a proposal has it: what is known already counts."""
    known = table["kind"] if table["by"] in {"header", "mapping"} else None
    proposal: dict[str, Any] | None = table.get("proposal")
    if known is not None and kind in {None, known}:
        said = (proposal or {}).get("columns", {})
        sure = {theirs: ours for ours, theirs in table["columns"].items()}
        unread = table.get("unread", {})
        open_ = {theirs: _NOTHING | {"why": unread.get(theirs, "")} for theirs in table["header"]}
        columns = {
            theirs: _SURE | {"ours": sure[theirs]}
            if theirs in sure
            else said.get(theirs, open_[theirs])
            for theirs in table["header"]
        }
        constants = {ours: {"value": value} for ours, value in table["constants"].items()}
        return {"kind": known, "columns": columns, "constants": constants}
    if proposal is not None and kind in {None, proposal["kind"]}:
        return proposal
    return intake.propose(act, table["header"], table["sample"], kind).as_json()


def _samples(table: dict[str, Any], place: int) -> list[str]:
    cells = [row[place] for row in table.get("sample", []) if place < len(row) and row[place]]
    return list(dict.fromkeys(cells))[:_SAMPLES]


def _constants(
    kind: DeliveryKind, given: set[str | None], values: Mappings[str, Mappings[str, str]]
) -> list[Constant]:
    """What may be the same for every row: words such as the platform or the currency."""
    words = [ours for ours, type_ in COLUMNS[kind].items() if type_ is ColumnType.WORD]
    return [
        Constant(ours, said.get("value", ""), said.get("why", ""))
        for ours in dict.fromkeys([*words, *values])
        if ours not in given
        for said in [values.get(ours, {})]
    ]


def _saved(act: Act, shown: Map, header: Sequence[str]) -> Mapping | None:
    """Return the mapping, saved as the form says; None where it does not fit, said in the form."""
    if not shown.form.validate_on_submit():
        return None
    try:
        return intake.save_mapping(
            act,
            shown.form.name.data or "",
            shown.kind,
            _sent(shown),
            header,
            _constants_sent(shown),
        )
    except (MappingUnfit, NameTaken) as problem:
        shown.form.form_errors.append(str(problem))
        return None


def _sent(shown: Map) -> dict[str, str]:
    sent = {
        one.theirs: request.form.get(f"columns-{place}", "")
        for place, one in enumerate(shown.columns)
    }
    return {theirs: ours for theirs, ours in sent.items() if ours}


def _constants_sent(shown: Map) -> dict[str, str]:
    sent = {ours: request.form.get(f"constant-{ours}", "").strip() for ours in shown.ours}
    return {ours: value for ours, value in sent.items() if value}


def _as_sent(shown: Map) -> Map:
    """Return the form with what was sent in it: nobody has to choose twice."""
    sent, constants = _sent(shown), _constants_sent(shown)
    return replace(
        shown,
        columns=[replace(one, ours=sent.get(one.theirs)) for one in shown.columns],
        constants=[replace(one, value=constants.get(one.ours, "")) for one in shown.constants],
    )


def _label(table: dict[str, Any]) -> str:
    return " / ".join(part for part in (table["label"], table.get("member")) if part)


def _proposed_name(table: dict[str, Any]) -> str:
    stem = PurePosixPath(table["label"].replace("\\", "/")).stem
    return " ".join(part for part in (stem, table.get("member")) if part)[:_LONGEST_NAME]

"""What the columns of a table mean, as a form shows it and as an officer sends it back."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from flask import request, url_for

from casework.act import Act
from casework.analysis.normalise.coordinate import System
from casework.errors import NotFound
from casework.flow import intake
from casework.model import Delivery, Mapping
from casework.vocabulary import COLUMNS, KEYS, ColumnType, DeliveryKind
from casework.web.forms.intake import FIRST_LINES, MapTableForm

_SAMPLES = 3
_NOTHING: dict[str, Any] = {"ours": None, "confidence": None, "why": ""}
_SURE: dict[str, Any] = {"confidence": None, "why": "known"}
_LONGEST_NAME = 100
WIDE, SHOWN = 200, 100
"""A table of more columns is shown by so many of them: a page of all would be some megabytes."""
_ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Meant:
    """One of their columns, what stands in it, and which of ours it is."""

    place: int
    """Among the columns of the table, from 0."""
    theirs: str
    samples: Sequence[str]
    ours: str | None
    confidence: float | None = None
    why: str = ""
    saved: str | None = None
    """What another officer said meanwhile, "" where it is none of ours; None where nobody did."""

    @property
    def differs(self) -> bool:
        """Whether another officer said something else than stands in the form."""
        return self.saved is not None and self.saved != (self.ours or "")


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
    header: Sequence[str] = ()
    """All their columns; `columns` are those that are shown."""
    coordinates: str = ""
    """The system they are in, where it is said."""
    seen: int = 0
    """The version of a mapping that is shown, by its id; 0 where none was saved."""
    as_reads: str = ""
    """The mapping of another table that is offered, "" where none is."""
    first_line: str = ""
    """What was said of the first line of the delivery's tables."""
    meanwhile: Mapping | None = None
    """What another officer saved for the same columns since the page was opened."""

    @property
    def more(self) -> int:
        """How many columns are not shown."""
        return len(self.header) - len(self.columns)

    @property
    def headerless(self) -> bool:
        """Whether nobody named the columns: they are called by their place."""
        return isinstance(self.header, intake.Unnamed)

    @property
    def first_lines(self) -> list[tuple[str, str]]:
        """What may be said of the first line."""
        return FIRST_LINES

    @property
    def systems(self) -> list[str]:
        """The systems coordinates may be in; none where the rows name no points."""
        return [system.value for system in System] if self.kind in intake.PLACED else []

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


def map_of(act: Act, delivery: Delivery, place: int, kind: DeliveryKind | None = None) -> Map:
    """Return what the columns of a table mean or seem to mean, for rows of this kind."""
    table = _table(delivery, place)
    seen = _proposed(act, table, kind)
    kind = DeliveryKind(seen["kind"])
    columns, header = seen["columns"], _header(table)
    meant = {theirs: one["ours"] for theirs, one in columns.items() if one["ours"]}
    form = MapTableForm(name=table.get("mapping") or _proposed_name(act, table))
    form.name.id = f"name-{place}"
    return Map(
        place=place,
        url=url_for("intake.map_table", delivery_id=delivery.id, place=place),
        label=_label(table),
        kind=kind,
        columns=[
            Meant(at, header[at], _samples(table, at), **columns.get(header[at], _NOTHING))
            for at in _shown(header, meant)
        ],
        constants=_constants(kind, {*meant.values()}, seen["constants"]),
        form=form,
        header=header,
        coordinates=seen["constants"].get(intake.COORDINATES, {}).get("value", ""),
        seen=_looked_at(act, table),
        as_reads=seen.get("as_reads", ""),
        first_line=intake.said_of_first_line(act, delivery).value,
    )


def _looked_at(act: Act, table: dict[str, Any]) -> int:
    """Return the version of a mapping by which a table was read when it was looked at."""
    named = (table.get("mapping"), table.get("mapping_version"))
    found = (one.id for one in intake.mappings(act) if (one.name, one.version) == named)
    return next(found, 0)


def map_of_saved(act: Act, found: Mapping) -> Map:
    header = intake.mapping_header(act, found) or list(found.columns)
    form = MapTableForm(name=found.name)
    form.name.id = "name-0"
    return Map(
        place=0,
        url=url_for("intake.mapping", mapping_id=found.id),
        label=found.name,
        kind=found.kind,
        columns=[
            Meant(at, header[at], (), found.columns.get(header[at], ""))
            for at in _shown(header, found.columns)
        ],
        constants=_constants(
            found.kind,
            set(found.columns.values()),
            {ours: {"value": value} for ours, value in found.constants.items()},
        ),
        form=form,
        submit="Save as the next version",
        kinds=(found.kind,),
        header=header,
        coordinates=found.constants.get(intake.COORDINATES, ""),
        seen=found.id,
    )


def _shown(header: Sequence[str], meant: Mappings[str, str]) -> list[int]:
    """Return which columns are shown, by their places: all, or those that mean something and the
    first of the others.
    """
    places = range(len(header))
    if len(header) <= WIDE:
        return list(places)
    said = [at for at in places if header[at] in meant]
    others = [at for at in places if header[at] not in meant]
    return sorted([*said, *others[: max(SHOWN - len(said), 0)]])


def _header(table: dict[str, Any]) -> list[str]:
    return intake.Unnamed.as_told(table["header"], table)


def _table(delivery: Delivery, place: int) -> dict[str, Any]:
    tables: list[dict[str, Any]] = (delivery.look or {}).get("tables", [])
    if place >= len(tables):
        raise NotFound("table of delivery", f"{delivery.id}: {place}")
    return tables[place]


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
    return intake.propose(act, _header(table), table["sample"], kind).as_json()


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
        if ours not in {*given, intake.COORDINATES}
        for said in [values.get(ours, {})]
    ]


def sent(shown: Map) -> dict[str, str]:
    """Return what the form says of their columns. Raises NotFound for one that is not there."""
    sent = {one.theirs: request.form.get(f"columns-{one.place}", "") for one in shown.columns}
    another, ours = (request.form.get(f"{_ANOTHER}-{what}", "") for what in ("theirs", "ours"))
    if another.strip() and ours:
        sent[_column(shown.header, another.strip())] = ours
    return {theirs: ours for theirs, ours in sent.items() if ours}


def _column(header: Sequence[str], asked: str) -> str:
    """Return the column that is called so, or that stands in this place, counted from 1."""
    if asked in header:
        return asked
    if asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) <= len(header):
        return header[int(asked) - 1]
    raise NotFound("column", asked[:_LONGEST_NAME])


def constants_sent(shown: Map) -> dict[str, str]:
    asked = [*shown.ours, *([intake.COORDINATES] if shown.systems else ())]
    sent = {ours: request.form.get(f"constant-{ours}", "").strip() for ours in asked}
    return {ours: value for ours, value in sent.items() if value}


def as_sent(shown: Map) -> Map:
    """Return the form with what was sent in it: nobody has to choose twice."""
    constants = constants_sent(shown)
    return replace(
        shown,
        columns=[
            replace(one, ours=request.form.get(f"columns-{one.place}")) for one in shown.columns
        ],
        constants=[replace(one, value=constants.get(one.ours, "")) for one in shown.constants],
        coordinates=constants.get(intake.COORDINATES, ""),
    )


def compared(sent: Map, there: Mapping | None, now: Map | None = None) -> Map:
    """What this officer typed, beside it what another saved meanwhile; saved again, it is next.

    `now` is the form of that other one, where it may have other columns.
    """
    if there is None:  # withdrawn by now
        return replace(sent, seen=0)
    typed = {one.theirs: one.ours for one in sent.columns}
    columns = [
        replace(one, ours=typed.get(one.theirs, ""), saved=there.columns.get(one.theirs, ""))
        for one in (now or sent).columns
    ]
    kept = replace(sent, url=now.url, header=now.header) if now else sent
    return replace(kept, columns=columns, seen=there.id, meanwhile=there)


def _label(table: dict[str, Any]) -> str:
    return " / ".join(part for part in (table["label"], table.get("member")) if part)


def _proposed_name(act: Act, table: dict[str, Any]) -> str:
    """Return what a mapping of a table may be called, with a number where others are called so."""
    stem = PurePosixPath(table["label"].replace("\\", "/")).stem
    name = " ".join(part for part in (stem, table.get("member")) if part)
    taken = {one.name for one in intake.mappings(act)}
    numbered = (f"{name[: _LONGEST_NAME - 8]} {number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name[:_LONGEST_NAME], *numbered) if one not in taken)

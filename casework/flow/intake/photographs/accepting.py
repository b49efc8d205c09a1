"""Accepting what was read: an officer says what counts; what was read stays beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework import lake
from casework.act import Act
from casework.errors import DecidedMeanwhile, FieldRefused
from casework.flow.intake.batches import withdraw
from casework.flow.intake.mapping import Recognised
from casework.flow.intake.readers import Piece
from casework.flow.intake.understanding import Understanding
from casework.flow.intake.written import Source, batch_of
from casework.model import AcceptedField, Batch, Photograph, fitting
from casework.vocabulary import COLUMNS, KEYS, Action, DeliveryKind, ReadFrom

_KIND = DeliveryKind.SHIPMENTS
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LONGEST = 1_000
_ROW = 1
"""The row of a batch that holds one."""


@dataclass(frozen=True, slots=True)
class FieldGiven:
    """A field as an officer gives it."""

    column: str
    """Ours of shipments; any other plain name is kept with the row as an unknown column."""
    value: str
    """As the label says it, with its masks; "" says that nothing of what was read is right."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How an officer saw a photograph stand before deciding on it; as it comes in, at first."""

    version: int = 0
    """The newest that was accepted, by whomever; 0 where none was."""
    put_aside: bool = False
    withdrawn: bool = False
    """Whether the batch of that version was withdrawn by itself: nothing of it counts."""

    @classmethod
    def of(cls, photograph: Photograph) -> Seen:
        """Return how a photograph stands now."""
        put_aside, batch = photograph.put_aside_at is not None, photograph.batch
        withdrawn = batch is not None and batch.withdrawn_at is not None
        return cls(photograph.versions, put_aside, withdrawn and not put_aside)

    def since(self, photograph: Photograph) -> tuple[str, str]:
        """Return who decided on a photograph after it stood so, and what, as words."""
        now, batch = Seen.of(photograph), photograph.batch
        if now.put_aside:
            by = photograph.put_aside_by
            return by.name if by else "somebody", "put it aside"
        if now.withdrawn and batch is not None:
            by = batch.withdrawn_by
            return by.name if by else "somebody", f"withdrew version {now.version} of it"
        if self.withdrawn and now.version == self.version:
            return "somebody", f"brought version {now.version} of it back"
        by = photograph.accepted[-1].by if photograph.accepted else None
        return by.name if by else "nobody", f"accepted version {now.version} of it"


_UNTOUCHED = Seen()


def accept_fields(
    act: Act, photograph: Photograph, fields: Sequence[FieldGiven], seen: Seen = _UNTOUCHED
) -> Batch:
    """Take the fields as they are given: one row of shipments that counts from now on.

    They are understood as the cells of a file are; one that is impossible is refused. Accepting
    again makes a new version: the batch of the earlier one is withdrawn, and both are kept. Raises
    FieldRefused, which names the column and why; DecidedMeanwhile where it does not stand as the
    officer saw it.
    """
    act.require(Action.BATCH_IMPORT, photograph)
    _hold(act, photograph, seen)
    given = _given(photograph, fields)
    read = {one["column"]: one for one in photograph.reading.get("fields", [])}
    accepted = [_accepted(act, photograph, ours, given[ours], read.get(ours)) for ours in given]
    cells = {ours: value for ours, value in given.items() if value}
    recognised = _recognised(cells)
    written = _written(act, photograph, recognised, cells)
    version = photograph.versions + 1
    batch = _batch(act, photograph, recognised, written, cells)
    batch.reading["version"] = version
    batch.reading["boxes"] = {one.column: one.box for one in accepted if one.accepted and one.box}
    batch.reading["read_from"] = {one.column: one.read_from for one in accepted if one.accepted}
    batch.member = f"page {photograph.page}" + (f", version {version}" if version > 1 else "")
    _withdraw_all(act, photograph, f"replaced by version {version}")
    _keep(act, photograph, batch, accepted)
    return batch


def put_aside(act: Act, photograph: Photograph, why: str, seen: Seen = _UNTOUCHED) -> Photograph:
    """Say that nothing is to be taken from a photograph; what was accepted of it counts no more.

    It stays on record with its file and the reason; accepting fields brings it back. Raises
    DecidedMeanwhile where it does not stand as the officer saw it, or TooLong.
    """
    act.require(Action.BATCH_IMPORT, photograph)
    fitting(Photograph.put_aside_why, why, "the reason")
    _hold(act, photograph, seen)
    _withdraw_all(act, photograph, why)
    photograph.put_aside_at, photograph.put_aside_by_id = act.at, act.officer.id
    photograph.put_aside_why = why
    act.record("photograph:put-aside", photograph, page=photograph.page, why=why)
    return photograph


def _hold(act: Act, photograph: Photograph, seen: Seen) -> None:
    """Hold a photograph until the transaction ends; nobody decides over what they did not see."""
    act.session.refresh(photograph, with_for_update={"of": Photograph})
    if photograph.batch is not None:
        act.session.refresh(photograph.batch, with_for_update={"of": Batch})
    if Seen.of(photograph) != seen:
        raise DecidedMeanwhile(photograph.file, *seen.since(photograph))


def _withdraw_all(act: Act, photograph: Photograph, why: str) -> None:
    """Withdraw whatever of a photograph counts, of whichever version."""
    mine = select(Batch).where(
        Batch.agency_id == photograph.agency_id,
        Batch.sha256 == photograph.sha256,
        Batch.withdrawn_at.is_(None),
    )
    for batch in act.session.scalars(mine.order_by(Batch.id)).all():
        if batch.reading.get("photograph") == photograph.id:
            withdraw(act, batch, why)


def _given(photograph: Photograph, fields: Sequence[FieldGiven]) -> dict[str, str]:
    given: dict[str, str] = {}
    for field in fields:
        value = field.value.strip()
        why = _impossible(field.column, value, given)
        if why:
            raise FieldRefused(photograph.file, field.column, value, why)
        given[field.column] = value
    for key in KEYS[_KIND]:
        if not given.get(key):
            raise FieldRefused(photograph.file, key, "", f"{key} is missing, and it names the row")
    return given


def _impossible(column: str, value: str, given: dict[str, str]) -> str:
    """Return why a field cannot be given so, "" where it can."""
    if column not in COLUMNS[_KIND] and not _NAME.fullmatch(column):
        return "the name of a field is in small letters, digits and underscores"
    if column in given:
        return "it is given twice"
    if len(value) > _LONGEST:
        return f"it has {len(value):,} characters; at most {_LONGEST:,}"
    if not value.isprintable():
        return "it holds characters that cannot be printed"
    return ""


def _accepted(
    act: Act, photograph: Photograph, column: str, value: str, read: dict[str, Any] | None
) -> AcceptedField:
    as_read = read["value"] if read else ""
    box = read["box"] if read else None
    # What was corrected is the officer's word; what it was read as, and where, stays beside it.
    source = ReadFrom(read["read_from"]) if read and value == as_read else ReadFrom.OFFICER
    return AcceptedField(
        version=photograph.versions + 1,
        column=column,
        as_read=as_read,
        accepted=value,
        read_from=source,
        box=box,
        at=act.at,
        by_id=act.officer.id,
    )


def _recognised(cells: Iterable[str]) -> Recognised:
    ours = {column: column for column in cells if column in COLUMNS[_KIND]}
    return Recognised(_KIND, ours, [column for column in cells if column not in ours])


def _written(
    act: Act, photograph: Photograph, recognised: Recognised, cells: dict[str, str]
) -> lake.Written:
    """Write the row into the lake, understood as the rows of files are."""
    import pyarrow as pa

    understanding = Understanding(recognised, _zone(act, photograph))
    columns = {column: pa.array([cell], pa.string()) for column, cell in cells.items()}
    understood = understanding.of(Piece(pa.array([_ROW], pa.int64()), columns))
    for fault in understood.rejected.to_pylist():
        raise FieldRefused(
            photograph.file, fault["column"] or "", fault["value"] or "", fault["reason"]
        )
    with lake.Writing(act.settings.lake_dir, _KIND, photograph.sha256) as writing:
        writing.accept(understood.accepted)
        return writing.finish()


def _batch(
    act: Act,
    photograph: Photograph,
    recognised: Recognised,
    written: lake.Written,
    cells: dict[str, str],
) -> Batch:
    source = Source(
        agency_id=photograph.agency_id,
        file=photograph.file,
        sha256=photograph.sha256,
        size=photograph.size,
        within=photograph.reading.get("within", {}),
    )
    how = {
        "format": "photograph",
        "photograph": photograph.id,
        "zone": _zone(act, photograph),
        "header": list(cells),
        "duplicate_keys": 0,
    }
    return batch_of(act, source, recognised, written, how)


def _keep(
    act: Act, photograph: Photograph, batch: Batch, accepted: Sequence[AcceptedField]
) -> None:
    act.session.add(batch)
    act.session.flush()
    photograph.accepted.extend(accepted)
    photograph.versions += 1
    photograph.batch = batch
    photograph.put_aside_at = photograph.put_aside_by_id = photograph.put_aside_why = None
    act.record(
        "photograph:accepted",
        photograph,
        page=photograph.page,
        version=photograph.versions,
        batch=batch.id,
        fields=[one.column for one in accepted if one.accepted],
        corrected=[one.column for one in accepted if one.as_read not in ("", one.accepted)],
    )
    facts = {"rows": batch.rows, "accepted": batch.accepted, "rejected": batch.rejected}
    act.record("batch:imported", batch, kind=batch.kind, sha256=batch.sha256, **facts)


def _zone(act: Act, photograph: Photograph) -> str:
    return str(photograph.reading.get("zone") or act.settings.time_zone)

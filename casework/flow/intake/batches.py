"""Batches: what was delivered. Withdrawn and brought back, never removed; open to the last row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework import lake
from casework.act import Act
from casework.errors import (
    BatchNotWithdrawn,
    BatchWithdrawn,
    BytesCountAlready,
    LakeFileAltered,
    NotAcceptedNow,
    NotFound,
)
from casework.flow.intake.again import counting
from casework.flow.intake.passing import passing
from casework.flow.intake.rejects import RejectedRow, read_rejects, write_rejects
from casework.model import Batch, Photograph, fitting
from casework.paging import Page, page
from casework.vocabulary import Action, DeliveryKind

_BELOW_TABLES = 1 << 40
"""A table holds more of a parcel than its label, and nobody typed it: its row counts before that of
any photograph."""


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """A row of a delivered file, to the letter."""

    batch: Batch
    file: str
    row_number: int
    """As a person counts the rows of the file."""
    row_sha256: str
    written: Mapping[str, str]
    """Our column to the cell as delivered; empty cells are left out."""
    understood: Mapping[str, Any]
    """Our column to what was understood, None where nothing was."""
    extra: Mapping[str, str]
    """Columns casework does not know, as delivered."""

    @property
    def given(self) -> Mapping[str, str]:
        """Our column to what the mapping gave for every row: no cell of the file says it."""
        constants: Mapping[str, str] = self.batch.reading.get("constants", {})
        return constants


def batches(act: Act, after: str | None = None, limit: int = 50) -> Page[Batch]:
    """Return the batches the officer may see, newest first, withdrawn ones too."""
    act.require(Action.BATCH_READ)
    return page(act.session, act.select(Batch), ((Batch.id, True),), after, limit)


def withdraw(act: Act, batch: Batch, why: str) -> Batch:
    """Take a batch out of every count; its rows and its file stay.

    Raises BatchWithdrawn, or TooLong where the reason cannot be kept whole.
    """
    act.require(Action.BATCH_WITHDRAW, batch)
    act.session.refresh(batch, with_for_update={"of": Batch})
    if batch.withdrawn_at is not None:
        raise BatchWithdrawn(batch.id)
    batch.withdrawn_why = fitting(Batch.withdrawn_why, why, "the reason")
    batch.withdrawn_at, batch.withdrawn_by_id = act.at, act.officer.id
    act.record("batch:withdrawn", batch, why=why)
    return batch


def restore(act: Act, batch: Batch) -> Batch:
    """Bring a withdrawn batch back, in its old place among the others.

    Raises BatchNotWithdrawn, BytesCountAlready where another batch of the same bytes counts, or
    NotAcceptedNow where it is not what an officer last accepted of a photograph.
    """
    act.require(Action.BATCH_WITHDRAW, batch)
    photograph = _photograph(act, batch)
    act.session.refresh(batch, with_for_update={"of": Batch})
    if batch.withdrawn_at is None:
        raise BatchNotWithdrawn(batch.id)
    if photograph and (photograph.batch_id != batch.id or photograph.put_aside_at is not None):
        raise NotAcceptedNow(batch.id, photograph.id)
    why = batch.withdrawn_why
    try:
        with act.session.begin_nested():
            batch.withdrawn_at = batch.withdrawn_by_id = batch.withdrawn_why = None
    except IntegrityError:
        other = counting(act, batch)
        if other is None:
            raise
        raise BytesCountAlready(batch.id, other.id) from None
    act.record("batch:restored", batch, withdrawn_why=why)
    return batch


def _photograph(act: Act, batch: Batch) -> Photograph | None:
    """Return the photograph a batch was accepted of, held until the transaction ends."""
    number = batch.reading.get("photograph")
    if number is None:
        return None
    held = select(Photograph).where(Photograph.id == number).with_for_update(of=Photograph)
    return act.session.scalars(held, execution_options={"populate_existing": True}).one_or_none()


def lake_files(act: Act) -> list[lake.LakeFile]:
    """Return the files of the lake that count for the officer's agency, oldest first."""
    act.require(Action.BATCH_READ)
    mine = select(Batch).where(
        act.visible(Batch),
        Batch.agency_id == act.officer.agency_id,
        Batch.withdrawn_at.is_(None),
    )
    return [_lake_file(batch) for batch in act.session.scalars(mine.order_by(Batch.id))]


def rejects(act: Act, batch: Batch) -> Path:
    """Return a CSV of the batch's rejected rows with their reasons; NotFound where it has none."""
    act.require(Action.BATCH_READ, batch)
    source = _rejects_file(act, batch)
    target = passing(act.settings.work_dir / "rejects") / f"batch-{batch.id}-rejected.csv"
    write_rejects(source, batch.reading, target)
    act.record("rejects:downloaded", batch, rejected=batch.rejected)
    return target


def rejected(act: Act, batch: Batch, limit: int = 200) -> list[RejectedRow]:
    """Return the first rejected rows with what stopped each; NotFound where there is none."""
    act.require(Action.BATCH_READ, batch)
    found = read_rejects(_rejects_file(act, batch), limit)
    act.record("rejects:read", batch, rows=len(found))
    return found


def _rejects_file(act: Act, batch: Batch) -> Path:
    if batch.rejects_file is None:
        raise NotFound("list of rejected rows of batch", batch.id)
    source = act.settings.lake_dir / batch.rejects_file
    if not source.is_file():
        raise LakeFileAltered(source, "it is missing")
    return source


def row(act: Act, batch: Batch, kind: DeliveryKind, row_number: int) -> DeliveredRow:
    """Return one row as it was delivered, its hash taken again; NotFound, or LakeFileAltered."""
    act.require(Action.BATCH_READ, batch)
    found = None
    if batch.kind == kind:
        found = lake.row(act.settings.lake_dir, _lake_file(batch), row_number)
    if found is None:
        raise NotFound("row", f"{row_number} of {kind} in batch {batch.id}")
    act.record("batch-row:read", batch, row_number=row_number)
    return _delivered(batch, found)


def rows(
    act: Act, batch: Batch, row_numbers: Sequence[int], of: tuple[str, str] | None = None
) -> list[DeliveredRow]:
    """Return the rows of these numbers that the batch has, each as `row` does; read at once.

    Those of one account (platform, account id) alone where one is given: of the others nothing is
    told, and the trail names none.
    """
    act.require(Action.BATCH_READ, batch)
    found = lake.rows(act.settings.lake_dir, _lake_file(batch), row_numbers)
    if of is not None:
        keys = ("platform", "account_id")
        found = [one for one in found if tuple(one.understood[key] for key in keys) == of]
    act.record("batch-rows:read", batch, row_numbers=[one.row_number for one in found])
    return [_delivered(batch, one) for one in found]


def preview(act: Act, batch: Batch, limit: int = 20) -> list[DeliveredRow]:
    """Return the first rows that were taken, as they were delivered; read once on the trail."""
    act.require(Action.BATCH_READ, batch)
    found = lake.first_rows(act.settings.lake_dir, _lake_file(batch), limit)
    act.record("batch:read", batch, rows=len(found))
    return [_delivered(batch, row) for row in found]


def _delivered(batch: Batch, row: lake.LakeRow) -> DeliveredRow:
    return DeliveredRow(
        batch=batch,
        file=batch.file,
        row_number=row.row_number,
        row_sha256=row.row_sha256,
        written=row.written,
        understood=row.understood,
        extra=row.extra,
    )


def _is_photograph(batch: Batch) -> bool:
    return batch.reading.get("format") == "photograph"


def _lake_file(batch: Batch) -> lake.LakeFile:
    return lake.LakeFile(
        path=batch.lake_file,
        kind=batch.kind,
        batch_id=batch.id,
        sha256=batch.lake_sha256,
        delivery_order=batch.id - (_BELOW_TABLES if _is_photograph(batch) else 0),
    )

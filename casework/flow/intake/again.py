"""The same bytes again: the batch that holds them, and whether it was read as is asked now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from casework.act import Act
from casework.flow.intake.mapping import Recognised
from casework.model import Batch
from casework.vocabulary import DeliveryKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A table of a file, and how it is to be read now."""

    sha256: str
    """Of the delivered file."""
    kind: DeliveryKind
    member: str
    zone: str
    encoding: str
    """As the reader says it; "" where the format leaves no choice."""
    columns: Mapping[str, str]
    """Ours to theirs."""
    constants: Mapping[str, str]

    @classmethod
    def of(
        cls, sha256: str, member: str, recognised: Recognised, zone: str, reading: Mapping[str, Any]
    ) -> Asked:
        """Return what is asked of a table that is understood so."""
        return cls(
            sha256=sha256,
            kind=recognised.kind,
            member=member,
            zone=zone,
            encoding=reading.get("encoding", ""),
            columns=recognised.columns,
            constants=recognised.constants,
        )

    def is_reading_of(self, batch: Batch) -> bool:
        """Return whether a batch of these bytes was read as is asked now."""
        reading = batch.reading
        return (
            reading.get("zone") == self.zone
            and reading.get("encoding", "") == self.encoding
            and reading.get("columns") == self.columns
            and reading.get("constants", {}) == self.constants
        )


def before(act: Act, asked: Asked) -> Batch | None:
    """Return the batch that stands in the way of taking a table in, None where it is to be taken.

    The one that counts stands in the way however it was read; a withdrawn one only where it was
    read as is asked now, for it can be brought back.
    """
    found = _same_bytes(act, asked)
    counts = [batch for batch in found if batch.withdrawn_at is None]
    alike = [batch for batch in found if asked.is_reading_of(batch)]
    return next(iter([*counts, *alike]), None)


def counting(act: Act, batch: Batch) -> Batch | None:
    """Return the other batch of the same bytes that counts, if one does."""
    mine = select(Batch).where(
        Batch.agency_id == batch.agency_id,
        Batch.sha256 == batch.sha256,
        Batch.kind == batch.kind,
        Batch.member == batch.member,
        Batch.withdrawn_at.is_(None),
        Batch.id != batch.id,
    )
    return act.session.scalars(mine).one_or_none()


def _same_bytes(act: Act, asked: Asked) -> Sequence[Batch]:
    mine = select(Batch).where(
        Batch.agency_id == act.officer.agency_id,
        Batch.sha256 == asked.sha256,
        Batch.kind == asked.kind,
        Batch.member == asked.member,
    )
    return act.session.scalars(mine.order_by(Batch.id.desc())).all()

"""A batch of what was written into the lake: the file it came from, and how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework import lake
from casework.act import Act
from casework.flow.intake.mapping import Recognised
from casework.model import Batch


@dataclass(frozen=True, slots=True)
class Source:
    """The delivered file that rows came from, and which part of it they are."""

    agency_id: int
    """Whose delivery it is."""
    file: str
    sha256: str
    size: int
    within: Mapping[str, Any]
    """The archive it lay in, where it lay in one."""
    member: str = ""
    """A sheet or a page; "" where the file is one table."""


def batch_of(
    act: Act,
    source: Source,
    recognised: Recognised,
    written: lake.Written,
    how: Mapping[str, Any],
) -> Batch:
    """Return the batch of rows that lie in the lake; it counts once it is in the register.

    `how` is what the reader says of its reading; what the columns were taken for stands beside it.
    """
    return Batch(
        agency_id=source.agency_id,
        kind=recognised.kind,
        file=source.file,
        member=source.member,
        sha256=source.sha256,
        size=source.size,
        lake_file=written.lake_file,
        lake_sha256=written.lake_sha256,
        rejects_file=written.rejects_file,
        rows=written.accepted + written.rejected,
        accepted=written.accepted,
        rejected=written.rejected,
        reading={
            **how,
            "columns": recognised.columns,
            "unknown": recognised.unknown,
            "missing": recognised.missing,
            "mapping": recognised.mapping,
            "mapping_version": recognised.version,
            "constants": recognised.constants,
            **({"coordinates": recognised.system.value} if recognised.system else {}),
            "within": source.within,
        },
        imported_at=act.at,
        imported_by_id=act.officer.id,
    )

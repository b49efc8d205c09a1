"""Mappings of other systems' headers, saved by name and recognised by the header next time."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence

from sqlalchemy import select

from casework.act import Act
from casework.errors import MappingUnfit, NameTaken
from casework.flow.intake.mapping import SavedMapping, header_sha256
from casework.model import Mapping
from casework.vocabulary import COLUMNS, KEYS, Action, DeliveryKind


def save_mapping(
    act: Act, name: str, kind: DeliveryKind, columns: Mappings[str, str], header: Sequence[str]
) -> Mapping:
    """Keep under a name which of their columns is which of ours; tables with this header follow it.

    `columns` is theirs to ours. Raises NameTaken, or MappingUnfit where it does not fit the header
    or the kind.
    """
    act.require(Action.BATCH_IMPORT)
    _fit(name, kind, columns, header)
    mine = select(Mapping).where(Mapping.agency_id == act.officer.agency_id)
    if act.session.scalars(mine.where(Mapping.name == name)).first():
        raise NameTaken("mapping", name)
    kept = Mapping(
        agency_id=act.officer.agency_id,
        name=name,
        kind=kind,
        header_sha256=header_sha256(header),
        columns=dict(columns),
        saved_at=act.at,
        saved_by_id=act.officer.id,
    )
    act.session.add(kept)
    act.record("mapping:saved", kept, kind=kind, columns=dict(columns))
    return kept


def saved_mappings(act: Act) -> dict[str, SavedMapping]:
    """Return the agency's mappings by the hash of the header they are for; the newest counts."""
    act.require(Action.BATCH_IMPORT)
    mine = select(Mapping).where(Mapping.agency_id == act.officer.agency_id).order_by(Mapping.id)
    return {
        one.header_sha256: SavedMapping(one.name, one.kind, one.columns)
        for one in act.session.scalars(mine)
    }


def _fit(name: str, kind: DeliveryKind, columns: Mappings[str, str], header: Sequence[str]) -> None:
    ours = list(columns.values())
    for theirs in columns:
        if theirs not in header:
            raise MappingUnfit(name, f"the header has no column {theirs}")
    for column in ours:
        if column not in COLUMNS[kind]:
            raise MappingUnfit(name, f"{kind} have no column {column}")
        if ours.count(column) > 1:
            raise MappingUnfit(name, f"two columns are given as {column}")
    for key in KEYS[kind]:
        if key not in ours:
            raise MappingUnfit(name, f"no column is given as {key}, which names a row")

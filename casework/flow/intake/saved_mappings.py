"""Mappings of other systems' headers, saved by name and recognised by the header next time."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.act import Act
from casework.analysis import normalise
from casework.errors import MappedMeanwhile, MappingUnfit, MappingWithdrawn, NameTaken
from casework.flow.intake.mapping import (
    COORDINATES,
    PLACED,
    REJECT_COLUMNS,
    SavedMapping,
    header_sha256,
)
from casework.flow.intake.proposing import GIVEN
from casework.flow.intake.readers import Unnamed
from casework.model import Agency, Mapping
from casework.vocabulary import CLOSED_WORDS, COLUMNS, KEYS, Action, DeliveryKind

_LONGEST_NAME = 100


def save_mapping(
    act: Act,
    name: str,
    kind: DeliveryKind,
    columns: Mappings[str, str],
    header: Sequence[str],
    constants: Mappings[str, str] | None = None,
) -> Mapping:
    """Keep under a name which of their columns is which of ours; tables with this header follow it.

    `columns` is theirs to ours; `constants` is ours to a value that holds for every row, for what
    no column says. Under a name that is there already for such headers it becomes the next version:
    the earlier ones are kept and the newest counts; nothing is added where nothing changed. Raises
    NameTaken where the name stands for another system's headers, or MappingUnfit. Saved for an
    `Unnamed` header it holds for that very table. Who looked at something before saving asks
    `check_unchanged` first.
    """
    act.require(Action.BATCH_IMPORT)
    if not isinstance(header, Unnamed):
        header = [theirs for theirs in header if theirs not in REJECT_COLUMNS]
    given = SavedMapping(name, kind, dict(columns), dict(constants or {}), header)
    _fit(given)
    newest = _newest(act, name)
    if newest is not None and _same(newest, given):
        return newest
    if newest is not None and newest.withdrawn_at is None and not _corrects(newest, given):
        raise NameTaken("mapping", name)
    kept = Mapping(
        agency_id=act.officer.agency_id,
        name=name,
        version=newest.version + 1 if newest else 1,
        kind=kind,
        header_sha256=header_sha256(header),
        header=header.told if isinstance(header, Unnamed) else list(header),
        columns=dict(given.columns),
        constants=dict(given.constants),
        saved_at=act.at,
        saved_by_id=act.officer.id,
    )
    try:
        with act.session.begin_nested():
            act.session.add(kept)
    except IntegrityError:
        # Another officer saved one of this name at the same moment: theirs counts.
        raise NameTaken("mapping", name) from None
    facts = {"kind": kind, "columns": kept.columns, "constants": kept.constants}
    act.record("mapping:saved", kept, version=kept.version, **facts)
    return kept


def withdraw_mapping(act: Act, mapping: Mapping) -> Mapping:
    """Take a mapping's name out of use; what was read by it stays. Raises MappingWithdrawn."""
    act.require(Action.BATCH_IMPORT, mapping)
    newest = _newest(act, mapping.name)
    if newest is None or newest.withdrawn_at is not None:
        raise MappingWithdrawn(mapping.name)
    newest.withdrawn_at, newest.withdrawn_by_id = act.at, act.officer.id
    act.record("mapping:withdrawn", newest, version=newest.version)
    return newest


def mappings(act: Act) -> list[Mapping]:
    """Return the agency's mappings that are in use, each in its newest version, by name."""
    act.require(Action.BATCH_READ)
    return [one for one in _each_newest(act) if one.withdrawn_at is None]


def mapping_versions(act: Act, mapping: Mapping) -> list[Mapping]:
    """Return every version of a mapping, the newest first, withdrawn ones too."""
    act.require(Action.BATCH_READ, mapping)
    mine = act.select(Mapping).where(
        Mapping.agency_id == mapping.agency_id, Mapping.name == mapping.name
    )
    return list(act.session.scalars(mine.order_by(Mapping.version.desc())))


def mapping_header(act: Act, mapping: Mapping) -> list[str]:
    """Return the header a mapping was saved for; `Unnamed` where it is for a table without one."""
    act.require(Action.BATCH_READ, mapping)
    return _header(mapping)


def saved_mappings(act: Act) -> dict[str, SavedMapping]:
    """Return the agency's mappings by the hash of the header they are for; the newest counts."""
    act.require(Action.BATCH_IMPORT)
    return {one.header_sha256: _as_saved(one) for one in _in_use(act)}


def standing(act: Act, name: str, header: Sequence[str]) -> Mapping | None:
    """Return the mapping in use that one saved under this name for this header would replace: the
    newest for the header, else the newest of the name; None where there is none.
    """
    act.require(Action.BATCH_READ)
    live = _in_use(act)
    meant = header_sha256(header)
    same = [one for one in live if one.header_sha256 == meant]
    return next(reversed(same or [one for one in live if one.name == name]), None)


def check_unchanged(act: Act, name: str, header: Sequence[str], seen: int) -> None:
    """Raise MappedMeanwhile where another mapping stands than the officer looked at before saving.

    `seen` is the id of the version that was looked at, 0 where there was none. Nobody else of the
    agency saves one until the transaction ends.
    """
    act.require(Action.BATCH_IMPORT)
    agency = select(Agency.id).where(Agency.id == act.officer.agency_id)
    act.session.execute(agency.with_for_update())
    now = standing(act, name, header)
    if now is None or now.id == seen:
        return
    before = act.get(Mapping, seen) if seen else None
    if now.header_sha256 == header_sha256(header) or (before and before.name == now.name):
        raise MappedMeanwhile(now.name, now.saved_by.name, now.version)


def _in_use(act: Act) -> list[Mapping]:
    """Return the agency's mappings in use in the order they were saved."""
    live = [one for one in _each_newest(act) if one.withdrawn_at is None]
    return sorted(live, key=lambda one: one.id)


def _as_saved(kept: Mapping) -> SavedMapping:
    """Return a mapping without the register."""
    return SavedMapping(
        kept.name, kept.kind, kept.columns, kept.constants, _header(kept), kept.version
    )


def _header(kept: Mapping) -> list[str]:
    if isinstance(kept.header, list):
        return kept.header
    return Unnamed(kept.header["kinds"], kept.header["begins"])


def _each_newest(act: Act) -> list[Mapping]:
    mine = select(Mapping).where(Mapping.agency_id == act.officer.agency_id)
    found = act.session.scalars(mine.order_by(Mapping.name, Mapping.version))
    return list({one.name: one for one in found}.values())


def _newest(act: Act, name: str) -> Mapping | None:
    mine = select(Mapping).where(Mapping.agency_id == act.officer.agency_id, Mapping.name == name)
    return act.session.scalars(mine.order_by(Mapping.version.desc()).limit(1)).one_or_none()


def _same(kept: Mapping, given: SavedMapping) -> bool:
    return kept.withdrawn_at is None and (
        (kept.kind, kept.columns, kept.constants, kept.header_sha256)
        == (given.kind, given.columns, given.constants, header_sha256(given.header))
    )


def _corrects(kept: Mapping, given: SavedMapping) -> bool:
    """Return whether a mapping is meant for what another of its name was meant for."""
    if kept.header_sha256 == header_sha256(given.header):
        return True
    if given.headerless or _as_saved(kept).headerless:
        return False  # their names are numbers, and tell nothing
    known = set(kept.columns) & set(given.header)
    return 2 * len(known) > len(kept.columns)


def _fit(given: SavedMapping) -> None:
    name, kind = given.name, given.kind
    if not name.strip() or len(name) > _LONGEST_NAME:
        raise MappingUnfit(name[:_LONGEST_NAME], f"a name has 1 to {_LONGEST_NAME} characters")
    for theirs in given.columns:
        if theirs not in given.header:
            raise MappingUnfit(name, f"the header has no column {theirs}")
    ours = [*given.columns.values(), *given.constants]
    for column in ours:
        if column not in (*COLUMNS[kind], *([COORDINATES] if kind in PLACED else ())):
            raise MappingUnfit(name, f"{kind} have no column {column}")
        if ours.count(column) > 1:
            what = "a column and a value" if column in given.constants else "two columns"
            raise MappingUnfit(name, f"{what} are given as {column}")
    for key in KEYS[kind]:
        if key not in ours:
            raise MappingUnfit(name, f"no column is given as {key}, which names a row")
    for column, value in given.constants.items():
        _fit_constant(given, column, value)


def _fit_constant(given: SavedMapping, column: str, value: str) -> None:
    """Raise MappingUnfit for a value that no row could be accepted with."""
    if column == COORDINATES:
        systems = [system.value for system in normalise.coordinate.System]
        if value not in systems:
            raise MappingUnfit(given.name, f"{value} is none of {', '.join(systems)}")
        return
    type_ = COLUMNS[given.kind][column]
    words = CLOSED_WORDS.get((given.kind, column))
    understood = normalise.understand(type_, value)
    if words:
        understood = normalise.closed_words.clean(value, given.kind, column)
    if column in KEYS[given.kind] and column not in GIVEN:
        raise MappingUnfit(given.name, f"{column} tells rows apart, and has no one value")
    if understood is None:
        raise MappingUnfit(given.name, f"the value for {column} says nothing")
    if words and understood not in words:
        raise MappingUnfit(given.name, f"{value} is none of {', '.join(sorted(words))}")

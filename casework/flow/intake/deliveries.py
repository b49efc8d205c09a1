"""A delivery's life: received into the vault, looked at as a whole, then taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from casework.act import Act
from casework.errors import EncodingUnknown, KindUnknown, LookOutdated
from casework.evidence import Vault
from casework.flow.intake.looking import Look, look_over
from casework.flow.intake.mapping import Recognised, SavedMapping, recognise
from casework.flow.intake.photographs import date_anew
from casework.flow.intake.readers import ENCODINGS, FirstLine, Unnamed
from casework.flow.intake.saved_mappings import saved_mappings
from casework.flow.intake.taking import TakeInOptions, TakenIn, check_zone, take_in
from casework.flow.intake.unpacking import label
from casework.model import Batch, Delivery, Photograph
from casework.paging import Page, page
from casework.vocabulary import Action, DeliveryKind, DeliveryState

_WAITING = (DeliveryState.RECEIVED, DeliveryState.LOOKED)
_SAID_SINCE = "first_line_said_since"
"""Stands with a look until the next one: what was said of first lines after it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a delivery brought, told by the hashes of its files."""

    batches: list[Batch]
    photographs: list[Photograph]


def receive(act: Act, stream: BinaryIO, name: str, zone: str | None = None) -> Delivery:
    """Keep an uploaded file in the vault, untouched, and return the delivery it is.

    `zone` is the IANA name of the zone of times that name none; the installation's where not given.
    Raises ZoneUnknown.
    """
    act.require(Action.BATCH_IMPORT)
    chosen = zone or act.settings.time_zone
    check_zone(chosen)
    act.release()
    kept = Vault(act.settings.vault_dir).put(stream)
    received = Delivery(
        agency_id=act.officer.agency_id,
        name=label(name),
        sha256=kept.sha256,
        size=kept.size,
        zone=chosen,
        state=DeliveryState.RECEIVED,
        received_at=act.at,
        received_by_id=act.officer.id,
    )
    act.session.add(received)
    act.record("delivery:received", received, sha256=kept.sha256, size=kept.size)
    return received


def delivery(act: Act, delivery_id: int) -> Delivery:
    """Return one delivery; NotFound where there is none the officer may see."""
    act.require(Action.BATCH_READ)
    return act.get(Delivery, delivery_id)


def deliveries(act: Act, after: str | None = None, limit: int = 50) -> Page[Delivery]:
    """Return the deliveries the officer may see, newest first, whatever became of them."""
    act.require(Action.BATCH_READ)
    return page(act.session, act.select(Delivery), ((Delivery.id, True),), after, limit)


def waiting(act: Act, limit: int = 100) -> Sequence[Delivery]:
    """Return the deliveries that are not taken in yet and could be, newest first.

    One of photographs alone waits while an officer has yet to look at one of them.
    """
    act.require(Action.BATCH_READ)
    mine = act.select(Delivery).where(Delivery.state.in_(_WAITING))
    found = act.session.scalars(mine.order_by(Delivery.id.desc()).limit(limit)).all()
    hashes = {one.id: _photographs_alone(one) for one in found}
    unseen = act.select(Photograph).where(
        Photograph.sha256.in_(set().union(*hashes.values())),
        Photograph.versions == 0,
        Photograph.put_aside_at.is_(None),
    )
    to_look_at = {one.sha256 for one in act.session.scalars(unseen)}
    return [one for one in found if not hashes[one.id] or hashes[one.id] & to_look_at]


def brought(act: Act, delivery: Delivery) -> Brought:
    """Return the batches and photographs that hold something of a delivery, oldest first."""
    act.require(Action.BATCH_READ, delivery)
    seen = delivery.look or {}
    files = [*seen.get("tables", ()), *seen.get("photographs", ())]
    hashes = {delivery.sha256, *(one["sha256"] for one in files)}
    batches = act.select(Batch).where(
        Batch.sha256.in_(hashes), Batch.agency_id == delivery.agency_id
    )
    pictures = act.select(Photograph).where(
        Photograph.sha256.in_(hashes), Photograph.agency_id == delivery.agency_id
    )
    return Brought(
        list(act.session.scalars(batches.order_by(Batch.id))),
        list(act.session.scalars(pictures.order_by(Photograph.id))),
    )


def look(act: Act, delivery: Delivery) -> Look:
    """Return what would become of a delivery if it were taken now, every row of it read.

    The look is kept with the delivery, in the place of an earlier one. Nothing of it counts.
    """
    act.require(Action.BATCH_IMPORT, delivery)
    found = look_over(act, _place(act, delivery), delivery.name, _options(delivery))
    delivery.look, delivery.looked_at = found.as_json(), act.now()
    if delivery.state is not DeliveryState.TAKEN:
        readable = found.readable
        delivery.state = DeliveryState.LOOKED if readable else DeliveryState.REFUSED
    act.record(
        "delivery:looked",
        delivery,
        tables=len(found.tables),
        rows=sum(table.rows for table in found.tables),
        rejected=sum(table.rejected for table in found.tables),
        refused=len(found.refused),
    )
    return found


def reread(
    act: Act,
    delivery: Delivery,
    zone: str,
    encoding: str = "",
    first_line: FirstLine = FirstLine.AS_FOUND,
) -> Delivery:
    """Have a delivery read in another zone or encoding, or its first lines taken for what an
    officer says they are, from its next look on.

    Times on photographs of it that were read before are taken as of that zone at once.
    `encoding` is a key of `readers.ENCODINGS`, "" to find it out. Raises ZoneUnknown, or
    EncodingUnknown.
    """
    act.require(Action.BATCH_IMPORT, delivery)
    check_zone(zone)
    if encoding and encoding not in ENCODINGS:
        raise EncodingUnknown(encoding, list(ENCODINGS))
    delivery.zone, delivery.encoding = zone, encoding
    if first_line is not said_of_first_line(act, delivery):
        delivery.look = {**(delivery.look or {}), _SAID_SINCE: first_line.value}
    said = {"zone": zone, "encoding": encoding, "first_line": first_line.value}
    act.record("delivery:reread", delivery, **said)
    date_anew(act, brought(act, delivery).photographs, zone)
    return delivery


def said_of_first_line(act: Act, delivery: Delivery) -> FirstLine:
    """Return what was said of the first lines of a delivery's tables, last of all."""
    act.require(Action.BATCH_READ, delivery)
    return _first_line(delivery)


def take_delivery(act: Act, delivery: Delivery) -> TakenIn:
    """Take a delivery in as it lies in the vault. What it brought before is not doubled.

    Raises LookOutdated, nothing being taken, where it would not be read as its look showed it.
    """
    act.require(Action.BATCH_IMPORT, delivery)
    saved = saved_mappings(act)
    _check_as_shown(delivery, saved)
    taken = take_in(act, _place(act, delivery), delivery.name, _options(delivery), saved)
    if taken.batches or taken.again or taken.photographs:
        delivery.state, delivery.taken_at = DeliveryState.TAKEN, act.now()
        delivery.taken_by_id = act.officer.id
        batches = [batch.id for batch in taken.batches]
        act.record("delivery:taken", delivery, batches=batches, refused=len(taken.refused))
    return taken


def _check_as_shown(delivery: Delivery, saved: Mapping[str, SavedMapping]) -> None:
    """Raise LookOutdated where a delivery was reread, or a table means something else by now."""
    shown = delivery.look
    if shown is None:
        return
    asked = (shown.get("zone", delivery.zone), shown.get("encoding", delivery.encoding))
    if asked != (delivery.zone, delivery.encoding):
        raise LookOutdated(delivery.name, delivery.name, "zone or encoding")
    if shown.get("first_line", FirstLine.AS_FOUND) != _first_line(delivery):
        raise LookOutdated(delivery.name, delivery.name, "first line")
    for table in shown.get("tables", ()):
        if _shown_as(table) != _meant_now(table, saved):
            raise LookOutdated(delivery.name, table["label"])


def _shown_as(table: Mapping[str, Any]) -> Recognised | None:
    """Return how a table was understood when it was looked at; a proposal is nobody's word yet."""
    if table["by"] not in ("header", "mapping"):
        return None
    return Recognised(
        kind=DeliveryKind(table["kind"]),
        columns=table["columns"],
        unknown=table["unknown"],
        mapping=table["mapping"] or "",
        constants=table.get("constants", {}),
        version=table.get("mapping_version", 0),
    )


def _meant_now(table: Mapping[str, Any], saved: Mapping[str, SavedMapping]) -> Recognised | None:
    try:
        return recognise(Unnamed.as_told(table["header"], table), table["label"], saved)
    except KindUnknown:
        return None


def _place(act: Act, delivery: Delivery) -> Path:
    vault = Vault(act.settings.vault_dir)
    vault.check(delivery.sha256)
    return vault.path(delivery.sha256)


def _options(delivery: Delivery) -> TakeInOptions:
    return TakeInOptions(delivery.zone, delivery.encoding, _first_line(delivery))


def _first_line(delivery: Delivery) -> FirstLine:
    look = delivery.look or {}
    return FirstLine(look.get(_SAID_SINCE, look.get("first_line", FirstLine.AS_FOUND)))


def _photographs_alone(delivery: Delivery) -> set[str]:
    """Return the hashes of its photographs, where there is nothing else to be taken in."""
    seen = delivery.look or {}
    return set() if seen.get("tables") else {one["sha256"] for one in seen.get("photographs", ())}

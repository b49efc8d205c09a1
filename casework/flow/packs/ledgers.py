"""The ledgers of a case as a recipient may take them: exhibits, custody, notes, trail, files."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from casework import audit
from casework.act import Act
from casework.flow.packs.bag import safe_name
from casework.flow.packs.snapshot import moment
from casework.model import Agency, Batch, Case, CustodyEntry, Exhibit, Note, Pack, TrailEntry
from casework.vocabulary import CasePart

CUSTODY = "custody.json"
"""The record beside each exhibit; no exhibit may take its name."""
_DISCLOSED = frozenset({"case:opened", "case:referred", "case:closed", "case:reopened"})
"""Not `case:edited`: it keeps what the lead took out of title and summary before it shared."""


def exhibits(act: Act, case: Case) -> list[dict[str, Any]]:
    """Return the exhibits with their custody, and where in the bag each will lie."""
    asked = act.select(Exhibit).where(Exhibit.case_id == case.id).order_by(Exhibit.id)
    return [_exhibit(exhibit) for exhibit in act.session.scalars(asked)]


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    folder = safe_name(exhibit.mark.replace("/", "-"), "exhibit")
    file = safe_name(exhibit.file, "exhibit")
    if file.casefold() == CUSTODY:
        file = f"exhibit_{file}"
    return {
        "mark": exhibit.mark,
        "title": exhibit.title,
        "file": exhibit.file,
        "path": f"data/exhibits/{folder}/{file}",
        "media_type": exhibit.media_type,
        "sha256": exhibit.sha256,
        "sha512": exhibit.sha512,
        "size": exhibit.size,
        "source": exhibit.source,
        "obtained_at": moment(exhibit.obtained_at),
        "obtained_zone": exhibit.obtained_zone,
        "added_at": moment(exhibit.added_at),
        "added_by": exhibit.added_by.name,
        "agency": exhibit.agency.name,
        "custody": [_custody(entry) for entry in exhibit.custody],
    }


def _custody(entry: CustodyEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "action": entry.action.value,
        "at": moment(entry.at),
        "zone": entry.zone,
        "from": entry.from_whom,
        "to": entry.to_whom,
        "where": entry.where,
        "purpose": entry.purpose,
        "sha256_before": entry.sha256_before,
        "sha256_after": entry.sha256_after,
        "recorded_by": entry.recorded_by.name,
    }


def notes(act: Act, case: Case) -> list[dict[str, Any]]:
    """Return what officers wrote into the case."""
    asked = act.select(Note).where(Note.case_id == case.id).order_by(Note.id)
    return [
        {
            "text": note.text,
            "written_at": moment(note.written_at),
            "written_by": note.written_by.name,
            "agency": note.agency.name,
        }
        for note in act.session.scalars(asked)
    ]


def deliveries(act: Act, batch_ids: Collection[int]) -> list[dict[str, Any]]:
    """Return the delivered files behind these batches, each with the hash of its bytes."""
    asked = act.select(Batch).where(Batch.id.in_(batch_ids)).order_by(Batch.id)
    return [
        {
            "batch": batch.id,
            "kind": batch.kind.value,
            "file": batch.file,
            "member": batch.member,
            "sha256": batch.sha256,
            "size": batch.size,
            "rows": batch.rows,
            "accepted": batch.accepted,
            "rejected": batch.rejected,
            "imported_at": moment(batch.imported_at),
            "withdrawn_at": moment(batch.withdrawn_at),
        }
        for batch in act.session.scalars(asked)
    ]


def trail(act: Act, case: Case, recipient: Agency, parts: Collection[CasePart]) -> dict[str, Any]:
    """Return the case's entries of the trail: those about what the recipient may see in full.

    Of the others the hashes alone are given, so that nobody can slip one in or out later.
    """
    asked = select(TrailEntry).where(TrailEntry.case_id == case.id).order_by(TrailEntry.seq)
    head = act.session.scalar(select(TrailEntry).order_by(TrailEntry.seq.desc()).limit(1))
    grants = {grant.id for grant in case.grants if grant.agency_id == recipient.id}
    packs = set(
        act.session.scalars(
            select(Pack.id).where(Pack.case_id == case.id, Pack.recipient_id == recipient.id)
        )
    )

    def disclosed(entry: TrailEntry) -> bool:
        if entry.agency_id not in (case.agency_id, recipient.id):
            return False
        if entry.noun == "exhibit":
            return CasePart.EXHIBITS in parts
        if entry.noun == "note":
            return CasePart.TIMELINE in parts
        own = {"grant": grants, "pack": packs}.get(entry.noun)
        return entry.noun_id in own if own is not None else entry.what in _DISCLOSED

    return {
        "head": {"seq": head.seq, "hash": head.hash} if head else None,
        "entries": [_entry(entry, disclosed(entry)) for entry in act.session.scalars(asked)],
    }


def _entry(entry: TrailEntry, disclosed: bool) -> dict[str, Any]:
    if disclosed:
        return {**audit.as_written(entry), "hash": entry.hash}
    return {"seq": entry.seq, "previous": entry.previous, "hash": entry.hash, "withheld": True}

"""Taking a delivery in: vault, read, lake, register, in this order; a crash loses nothing."""

from __future__ import annotations

from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework import lake
from casework.act import Act
from casework.errors import FileUnreadable, KindUnknown, ZoneUnknown
from casework.evidence import Kept, Vault
from casework.flow.intake import delivery, readers
from casework.flow.intake.delivery import Delivered
from casework.flow.intake.mapping import Recognised, SavedMapping, recognise
from casework.flow.intake.saved_mappings import saved_mappings
from casework.flow.intake.understanding import Understanding
from casework.model import READING, Batch
from casework.vocabulary import Action, DeliveryKind


@dataclass(frozen=True, slots=True)
class TakeInOptions:
    """What is asked once per delivery."""

    zone: str | None = None
    """IANA name of the zone of times that name none; the installation's where not given."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a delivery, file by file."""

    batches: list[Batch] = field(default_factory=list)
    """New."""
    again: list[Batch] = field(default_factory=list)
    """Taken in before: the same bytes. A withdrawn one stays withdrawn."""
    refused: list[FileUnreadable] = field(default_factory=list)
    """Not readable; the bytes are in the vault all the same."""

    @property
    def remarks(self) -> list[str]:
        """One sentence for each file that brought nothing new."""
        said = [str(refusal) for refusal in self.refused]
        for batch in self.again:
            if batch.withdrawn_at is None:
                said.append(f"{batch.file}: taken in before, as batch {batch.id}.")
            else:
                said.append(f"{batch.file}: batch {batch.id} is withdrawn; bring it back instead.")
        return said


def receive(act: Act, stream: BinaryIO, name: str) -> Kept:
    """Keep an uploaded file in the vault, untouched, and return its hashes."""
    act.require(Action.BATCH_IMPORT)
    act.release()
    kept = Vault(act.settings.vault_dir).put(stream)
    facts = {"file": delivery.label(name), "sha256": kept.sha256, "size": kept.size}
    act.record("file:received", act.officer.agency, **facts)
    return kept


def take_in(act: Act, path: Path, name: str, options: TakeInOptions | None = None) -> TakenIn:
    """Take a delivery in: one file, a folder or a ZIP, each table of it as a batch of its own.

    `name` is what the delivery is called. A batch is registered once its rows are safe, before the
    next is read: an interrupted delivery is completed by taking it in again. What cannot be read is
    in `refused`, and the rest goes on. Raises ZoneUnknown.
    """
    act.require(Action.BATCH_IMPORT)
    zone = (options and options.zone) or act.settings.time_zone
    _check_zone(zone)
    taking = _Taking(act, zone, saved_mappings(act))
    act.release()
    for file in delivery.unpacked(Vault(act.settings.vault_dir), path, name):
        if isinstance(file, FileUnreadable):
            taking.refuse(file)
        else:
            taking.take(file)
    return taking.taken


class _Taking:
    """One delivery on its way in."""

    def __init__(self, act: Act, zone: str, saved: Mappings[str, SavedMapping]) -> None:
        self.taken = TakenIn()
        self._act, self._zone, self._saved = act, zone, saved
        self._lake_dir = act.settings.lake_dir

    def take(self, file: Delivered) -> None:
        try:
            for table in readers.tables(file.path, file.label):
                try:
                    self._take_table(file, table)
                except KindUnknown as refusal:  # the other sheets may still be ours
                    self.refuse(refusal, file)
        except FileUnreadable as refusal:
            self.refuse(refusal, file)

    def refuse(self, refusal: FileUnreadable, file: Delivered | None = None) -> None:
        facts = {"sha256": file.kept.sha256} if file else {}
        agency = self._act.officer.agency
        self._act.record("file:refused", agency, file=refusal.file, why=refusal.why, **facts)
        self._act.release()
        self.taken.refused.append(refusal)

    def _take_table(self, file: Delivered, table: readers.Table) -> None:
        recognised = recognise(table.header, table.label, self._saved)
        before = self._before(file, recognised.kind, table.member)
        if before is not None:
            self.taken.again.append(before)
            return
        written = self._write(file, table, recognised)
        batch = self._batch(file, table, recognised, written)
        self._register(batch)

    def _write(self, file: Delivered, table: readers.Table, recognised: Recognised) -> lake.Written:
        understanding = Understanding(recognised, self._zone)
        done = 0
        with lake.Writing(self._lake_dir, recognised.kind, file.kept.sha256) as writing:
            for piece in table.pieces:
                understood = understanding.of(piece)
                writing.accept(understood.accepted)
                writing.reject(understood.rejected)
                done += len(piece.numbers) + len(piece.faults)
                self._act.progress(f"reading {table.label}", done, max(done, table.expected))
            return writing.finish()

    def _batch(
        self,
        file: Delivered,
        table: readers.Table,
        recognised: Recognised,
        written: lake.Written,
    ) -> Batch:
        officer = self._act.officer
        reading = table.reading | {
            "zone": self._zone,
            "header": table.header,
            "columns": recognised.columns,
            "unknown": recognised.unknown,
            "missing": recognised.missing,
            "mapping": recognised.mapping,
            "within": file.within,
            "duplicate_keys": lake.duplicate_keys(
                self._lake_dir, written.lake_file, recognised.kind
            ),
        }
        return Batch(
            agency_id=officer.agency_id,
            kind=recognised.kind,
            file=file.label,
            member=table.member,
            sha256=file.kept.sha256,
            size=file.kept.size,
            lake_file=written.lake_file,
            lake_sha256=written.lake_sha256,
            rejects_file=written.rejects_file,
            rows=written.accepted + written.rejected,
            accepted=written.accepted,
            rejected=written.rejected,
            reading=reading,
            imported_at=self._act.at,
            imported_by_id=officer.id,
        )

    def _register(self, batch: Batch) -> None:
        """Make the batch count: from here on, and not before, anyone sees its rows."""
        act = self._act
        act.session.add(batch)
        try:
            act.session.flush()
        except IntegrityError:
            # Another process took in the same bytes meanwhile: theirs counts.
            act.session.rollback()
            before = self._same(batch.sha256, batch.kind, batch.member)
            if before is None:
                raise
            act.release()
            self.taken.again.append(before)
            return
        facts = {"rows": batch.rows, "accepted": batch.accepted, "rejected": batch.rejected}
        act.record("batch:imported", batch, kind=batch.kind, sha256=batch.sha256, **facts)
        act.release()
        self.taken.batches.append(batch)

    def _before(self, file: Delivered, kind: DeliveryKind, member: str) -> Batch | None:
        """Return the batch of the same bytes, if there is one; takes no lock."""
        self._act.session.connection(execution_options=READING)
        found = self._same(file.kept.sha256, kind, member)
        self._act.release()
        return found

    def _same(self, sha256: str, kind: DeliveryKind, member: str) -> Batch | None:
        return self._act.session.scalars(
            select(Batch).where(
                Batch.agency_id == self._act.officer.agency_id,
                Batch.sha256 == sha256,
                Batch.kind == kind,
                Batch.member == member,
            )
        ).one_or_none()


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise ZoneUnknown(zone) from None

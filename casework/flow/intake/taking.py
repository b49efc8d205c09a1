"""Taking a delivery in: vault, read, lake, register, in this order; a crash loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError

from casework import lake
from casework.act import Act
from casework.analysis.normalise import Remembered
from casework.errors import FileUnreadable, KindUnknown, ZoneUnknown
from casework.evidence import Vault
from casework.flow.intake import readers, reading
from casework.flow.intake.again import Asked, before
from casework.flow.intake.ahead import Opened, ahead, opened
from casework.flow.intake.mapping import Recognised, SavedMapping, as_delivered, recognise
from casework.flow.intake.photographs import read_photographs
from casework.flow.intake.readers import FirstLine, Said
from casework.flow.intake.repeats import duplicates
from casework.flow.intake.saved_mappings import saved_mappings
from casework.flow.intake.understanding import Understanding
from casework.flow.intake.unpacking import Delivered, unpacked
from casework.flow.intake.written import Source, batch_of
from casework.model import READING, Batch, Photograph
from casework.vocabulary import Action


@dataclass(frozen=True, slots=True)
class TakeInOptions:
    """What is asked once per delivery."""

    zone: str | None = None
    """IANA name of the zone of times that name none; the installation's where not given."""
    encoding: str = ""
    """What text files are in, where somebody said so; "" has it found out."""
    first_line: FirstLine = FirstLine.AS_FOUND
    """What the first line of its tables is, where somebody said so."""

    @property
    def said(self) -> Said:
        """What was said of its files, as their readers are told."""
        return Said(self.encoding, self.first_line)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a delivery, file by file."""

    batches: list[Batch] = field(default_factory=list)
    """New."""
    again: list[Batch] = field(default_factory=list)
    """Taken in before: the same bytes. A withdrawn one stays withdrawn."""
    otherwise: list[Batch] = field(default_factory=list)
    """Those of `again` that count and were read in another way than is asked now."""
    refused: list[FileUnreadable] = field(default_factory=list)
    """Not readable; the bytes are in the vault all the same."""
    passed_over: list[KindUnknown] = field(default_factory=list)
    """Sheets that are no table of ours, in workbooks of which others were taken."""
    photographs: list[Photograph] = field(default_factory=list)
    """Read, a page each. Nothing they say counts before an officer accepts it."""

    @property
    def remarks(self) -> list[str]:
        """One sentence for each file that brought nothing new."""
        said = [str(refusal) for refusal in (*self.refused, *self.passed_over)]
        for batch in self.again:
            if batch in self.otherwise:
                said.append(
                    f"{batch.file}: taken in before, as batch {batch.id}, which was read in "
                    f"another way; withdraw batch {batch.id} first to have it read differently."
                )
            elif batch.withdrawn_at is None:
                said.append(f"{batch.file}: taken in before, as batch {batch.id}.")
            else:
                said.append(f"{batch.file}: batch {batch.id} is withdrawn; bring it back instead.")
        return said


def take_in(
    act: Act,
    path: Path,
    name: str,
    options: TakeInOptions | None = None,
    saved: Mappings[str, SavedMapping] | None = None,
) -> TakenIn:
    """Take a delivery in: one file, a folder or a ZIP, each table of it as a batch of its own.

    `name` is what the delivery is called. A batch is registered once its rows are safe, before the
    next is read: an interrupted delivery is completed by taking it in again. What cannot be read is
    in `refused`, and the rest goes on. `saved` are the mappings to follow by the hash of their
    header; those in use now where none are given. Raises ZoneUnknown.
    """
    act.require(Action.BATCH_IMPORT)
    options = options or TakeInOptions()
    zone = options.zone or act.settings.time_zone
    check_zone(zone)
    followed = saved_mappings(act) if saved is None else saved
    act.release()
    with lake.workbench(act.settings.lake_dir) as bench:
        taking = _Taking(act, replace(options, zone=zone), followed, bench)
        files = ahead(unpacked(Vault(act.settings.vault_dir), path, name))
        for file in ahead(opened(files, taking.reading)):
            if isinstance(file, FileUnreadable):
                taking.refuse(file)
            else:
                taking.take(file)
    return taking.taken


class _Taking:
    """One delivery on its way in."""

    def __init__(
        self, act: Act, options: TakeInOptions, saved: Mappings[str, SavedMapping], bench: Any
    ) -> None:
        self.taken = TakenIn()
        self._act, self._saved = act, saved
        self._remembered = Remembered()
        self._zone, self._said = options.zone or act.settings.time_zone, options.said
        self._lake_dir, self._bench = act.settings.lake_dir, bench

    def reading(self, file: Delivered) -> Iterator[readers.Table]:
        """Return the tables of a file, much of them understood already."""
        return reading.read(file.path, file.label, self._said, self._saved, self._zone)

    def take(self, opened: Opened) -> None:
        file = opened.file
        if opened.refusal is not None:
            self.refuse(opened.refusal, file)
            return
        strange: list[KindUnknown] = []
        ours = 0
        try:
            if opened.photograph:
                read = read_photographs(self._act, file, self._zone)
                self.taken.photographs.extend(read)
            for table in opened.tables:
                try:
                    self._take_table(file, table)
                    ours += 1
                except KindUnknown as unknown:  # the other sheets may still be ours
                    strange.append(unknown)
        except FileUnreadable as refusal:
            self.refuse(refusal, file)
        for one in strange:
            if ours:
                self._pass_over(one, file)
            else:
                self.refuse(one, file)

    def _pass_over(self, unknown: KindUnknown, file: Delivered) -> None:
        facts = {"file": unknown.file, "why": unknown.why, "sha256": file.kept.sha256}
        self._act.record("sheet:passed-over", self._act.officer.agency, **facts)
        self._act.release()
        self.taken.passed_over.append(unknown)

    def refuse(self, refusal: FileUnreadable, file: Delivered | None = None) -> None:
        facts = {"sha256": file.kept.sha256} if file else {}
        agency = self._act.officer.agency
        self._act.record("file:refused", agency, file=refusal.file, why=refusal.why, **facts)
        self._act.release()
        self.taken.refused.append(refusal)

    def _take_table(self, file: Delivered, table: readers.Table) -> None:
        recognised = recognise(table.header, table.label, self._saved)
        sha256 = file.kept.sha256
        asked = Asked.of(sha256, table.member, recognised, self._zone, table.reading)
        found = self._before(asked)
        if found is not None:
            self._is_here(found, asked)
            return
        written = self._write(file, table, recognised)
        batch = self._batch(file, table, recognised, written)
        self._register(batch, asked)

    def _write(self, file: Delivered, table: readers.Table, recognised: Recognised) -> lake.Written:
        understanding, done = Understanding(recognised, self._zone, self._remembered), 0
        with lake.Writing(self._lake_dir, recognised.kind, file.kept.sha256) as writing:
            for piece in table.pieces:
                understood = understanding.of(piece)
                writing.accept(understood.accepted)
                writing.reject(understood.rejected)
                done += understood.rows
                self._act.progress(f"reading {table.label}", done, max(done, table.expected))
            return writing.finish()

    def _batch(
        self,
        file: Delivered,
        table: readers.Table,
        recognised: Recognised,
        written: lake.Written,
    ) -> Batch:
        kind = recognised.kind
        doubled = lake.duplicate_keys(self._bench, self._lake_dir, written.lake_file, kind)
        how = table.reading | {
            "zone": self._zone,
            "header": as_delivered(table.header),
            "duplicate_keys": doubled,
            "duplicates": duplicates(self._lake_dir, written, kind) if doubled else [],
        }
        source = Source(
            agency_id=self._act.officer.agency_id,
            file=file.label,
            sha256=file.kept.sha256,
            size=file.kept.size,
            within=file.within,
            member=table.member,
        )
        return batch_of(self._act, source, recognised, written, how)

    def _register(self, batch: Batch, asked: Asked) -> None:
        """Make the batch count: from here on, and not before, anyone sees its rows."""
        act = self._act
        act.session.add(batch)
        try:
            act.session.flush()
        except IntegrityError:
            # Another process took in the same bytes meanwhile: theirs counts.
            act.session.rollback()
            found = before(act, asked)
            if found is None:
                raise
            act.release()
            self._is_here(found, asked)
            return
        facts = {"rows": batch.rows, "accepted": batch.accepted, "rejected": batch.rejected}
        act.record("batch:imported", batch, kind=batch.kind, sha256=batch.sha256, **facts)
        act.release()
        self.taken.batches.append(batch)

    def _before(self, asked: Asked) -> Batch | None:
        """Return the batch of the same bytes that stands in the way, if any; takes no lock."""
        self._act.session.connection(execution_options=READING)
        found = before(self._act, asked)
        self._act.release()
        return found

    def _is_here(self, batch: Batch, asked: Asked) -> None:
        self.taken.again.append(batch)
        if batch.withdrawn_at is None and not asked.is_reading_of(batch):
            self.taken.otherwise.append(batch)


def check_zone(zone: str) -> None:
    """Raise ZoneUnknown unless this is the IANA name of a time zone."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        raise ZoneUnknown(zone) from None

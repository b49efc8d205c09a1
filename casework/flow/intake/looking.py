"""Looking at a delivery before it is taken: a dry run over all of it that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from casework import lake
from casework.act import Act
from casework.analysis.normalise import Remembered
from casework.errors import FileUnreadable, KindUnknown
from casework.evidence import Vault
from casework.flow.intake import readers, reading
from casework.flow.intake.again import Asked, before
from casework.flow.intake.ahead import ahead
from casework.flow.intake.batches import lake_files
from casework.flow.intake.mapping import (
    Recognised,
    SavedMapping,
    as_delivered,
    followed,
    recognise,
)
from casework.flow.intake.passing import aside
from casework.flow.intake.photographs import fields_read, is_photograph, read_photographs
from casework.flow.intake.proposing import Proposed, suggested, unread
from casework.flow.intake.readers import FirstLine, Unnamed
from casework.flow.intake.rejections import Rejections
from casework.flow.intake.repeats import duplicates, superseded
from casework.flow.intake.saved_mappings import saved_mappings
from casework.flow.intake.taking import TakeInOptions, check_zone
from casework.flow.intake.understanding import Understanding
from casework.flow.intake.unpacking import Delivered, unpacked
from casework.model import READING, Batch
from casework.vocabulary import Action, DeliveryKind

SAMPLE_ROWS = 20
"""Rows shown to an officer."""
PAGES_READ_DRY = 5
"""Pages of photographs that a dry run reads, some seconds each; of more, it counts the pages."""
_ROWS_THOUGHT_ABOUT = 200
"""Rows a mapping is proposed from."""
_LONGEST_SHOWN = 200
_MANY_COLUMNS, _SHORT = 200, 40
"""Beyond so many columns cells are shown no longer than this: nobody reads them all."""
_TO_BE_GIVEN = "to be given"
"""Stands in a dry run for what the officer has yet to say; no count depends on it."""
_FACTS = frozenset(
    {"format", "encoding", "encoding_doubt", "hidden", "delimiter", "blank_rows"}
    | {"headerless", "kinds", "begins", "header_said"}
)
"""Told by the reader, and shown as it tells them."""


@dataclass(slots=True)
class LookedTable:
    """What one table of a delivery would become."""

    label: str
    member: str
    sha256: str
    header: list[str]
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    encoding_doubt: str = ""
    """Why the text may be in another encoding; "" where it cannot, or an officer said which."""
    hidden: bool = False
    """Whether the sheet is hidden in its workbook."""
    preamble: int = 0
    """Lines before the header."""
    headerless: bool = False
    """Whether there is no header: the first row is a row, and columns are called by their place."""
    kinds: list[str] = field(default_factory=list)
    """Where there is no header: what stands in each column."""
    begins: str = ""
    """Where there is no header: the hash of its first rows, by which it is met again."""
    header_said: str = ""
    """What an officer said of its first line, where one did: as `FirstLine` has it."""
    coordinates: str = ""
    """The system that coordinates are in, where the header or the mapping says; kept in WGS-84."""
    doubted_points: dict[str, int] = field(default_factory=dict)
    """How many points look exchanged, and how many others lie abroad; {} where none do."""
    kind: str | None = None
    by: str | None = None
    """What told the kind: "header", "mapping", or "proposal" that nobody has confirmed yet."""
    mapping: str | None = None
    mapping_version: int = 0
    zone: str = ""
    """Of times that name none."""
    columns: dict[str, str] = field(default_factory=dict)
    """Ours to theirs."""
    constants: dict[str, str] = field(default_factory=dict)
    """Ours to a value given for every row."""
    unknown: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    """Theirs that are named like ours and kept unread all the same, each with why: grams."""
    missing: list[str] = field(default_factory=list)
    proposal: dict[str, Any] | None = None
    why: str = ""
    """Why the table would be refused as it is; "" where it would be taken."""
    sample: list[list[str]] = field(default_factory=list)
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    blank_rows: int = 0
    reasons: list[dict[str, Any]] = field(default_factory=list)
    duplicate_keys: int = 0
    duplicates: list[dict[str, Any]] = field(default_factory=list)
    again: int | None = None
    """The batch that holds the same bytes already, and stands in the way of taking them in."""
    otherwise: bool = False
    """Whether that batch counts and was read in another way than this."""
    supersedes: int | None = None
    """Rows counting now that newer ones of this table would supersede."""


@dataclass(slots=True)
class Look:
    """What a delivery would become if it were taken now."""

    zone: str = ""
    """Asked for, of times that name none."""
    encoding: str = ""
    """Asked for; "" to find it out."""
    first_line: FirstLine = FirstLine.AS_FOUND
    """Said of its tables."""
    tables: list[LookedTable] = field(default_factory=list)
    photographs: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the look as it is kept in the register and printed for other programs."""
        return asdict(self)

    @property
    def readable(self) -> bool:
        """Whether anything of the delivery can be read at all."""
        return bool(self.tables or self.photographs)

    @property
    def refusals(self) -> list[tuple[str, str]]:
        """What would be refused, and why: files, and tables that nobody has said the kind of.

        A sheet of no kind is passed over, not refused, where others of its workbook are known.
        """
        known = {table.sha256 for table in self.tables if not table.why}
        files = [(one["label"], one["why"]) for one in self.refused]
        return files + [
            (table.label, table.why)
            for table in self.tables
            if table.why and table.sha256 not in known
        ]


def propose(
    act: Act,
    header: Sequence[str],
    sample: Sequence[Sequence[str]],
    kind: DeliveryKind | None = None,
) -> Proposed:
    """Return what the columns of a table may mean, from their names and some rows of cells.

    The kind of delivery is the one that explains most, unless it is given. Of a table without a
    header it is what the mapping of another says in whose columns such values stand, if one does.
    """
    act.require(Action.BATCH_READ)
    columns = zip(*sample, strict=True) if sample else ([] for _ in header)
    cells = dict(zip(header, columns, strict=True))
    return suggested(header, cells, saved_mappings(act), kind)


def dry_run(act: Act, path: Path, name: str, options: TakeInOptions | None = None) -> Look:
    """Return what would become of a delivery, every row of it read; nothing is registered or kept.

    Raises ZoneUnknown. What cannot be read is in `refused`.
    """
    act.require(Action.BATCH_IMPORT)
    with aside(act.settings.work_dir / "looks") as folder:
        return _look_over(act, Vault(folder / "vault"), path, name, options, keeps=False)


def look_over(act: Act, path: Path, name: str, options: TakeInOptions | None = None) -> Look:
    """Return what would become of a delivery that lies in the vault; its files are kept there too.

    Photographs are read, for an officer to accept what they say. Lets the register go. Raises
    ZoneUnknown.
    """
    vault = Vault(act.settings.vault_dir)
    return _look_over(act, vault, path, name, options, keeps=True)


def _look_over(
    act: Act,
    vault: Vault,
    path: Path,
    name: str,
    options: TakeInOptions | None,
    *,
    keeps: bool,
) -> Look:
    options = options or TakeInOptions()
    zone = options.zone or act.settings.time_zone
    check_zone(zone)
    looking = _Looking(act, replace(options, zone=zone), keeps=keeps)
    act.release()
    for file in unpacked(vault, path, name):
        if isinstance(file, FileUnreadable):
            looking.refuse(file)
        else:
            looking.look(file)
    return looking.found


class _Looking:
    """One delivery being looked at."""

    def __init__(self, act: Act, options: TakeInOptions, *, keeps: bool) -> None:
        self._act, self._keeps = act, keeps
        self._remembered = Remembered()
        self._zone, self._said = options.zone or act.settings.time_zone, options.said
        self.found = Look(self._zone, options.encoding, options.first_line)
        self._saved: Mapping[str, SavedMapping] = saved_mappings(act)
        self._before = lake_files(act)
        self._pages_read = 0

    def look(self, file: Delivered) -> None:
        try:
            if is_photograph(file.path):
                self._look_at_picture(file)
                return
            asked = (file.path, file.label, self._said, self._saved, self._zone)
            for table in reading.read(*asked):
                self.found.tables.append(self._look_at(file, table))
        except FileUnreadable as refusal:
            self.refuse(refusal)

    def _look_at_picture(self, file: Delivered) -> None:
        label, sha256 = file.label, file.kept.sha256
        if self._keeps:
            read = read_photographs(self._act, file, self._zone)
            pages: list[tuple[int, int | None]] = [
                (one.page, len(one.reading["fields"])) for one in read
            ]
        else:
            most = PAGES_READ_DRY - self._pages_read
            pages = fields_read(self._act, file, self._zone, most)
            self._pages_read += sum(fields is not None for _, fields in pages)
        self.found.photographs += [
            {"label": label, "sha256": sha256, "page": page, "fields": fields}
            for page, fields in pages
        ]

    def refuse(self, refusal: FileUnreadable) -> None:
        self.found.refused.append({"label": refusal.file, "why": refusal.why})

    def _look_at(self, file: Delivered, table: readers.Table) -> LookedTable:
        header = as_delivered(table.header)
        looked = LookedTable(table.label, table.member, file.kept.sha256, list(header))
        looked.zone = self._zone
        first = next(table.pieces, None)
        sample = _rows(table.header, first)
        longest = _LONGEST_SHOWN if len(header) <= _MANY_COLUMNS else _SHORT
        looked.sample = [[_shown(cell, longest) for cell in row] for row in sample[:SAMPLE_ROWS]]
        recognised = self._recognised(looked, table, sample)
        pieces = chain(() if first is None else (first,), table.pieces)
        if recognised is None:
            for piece in pieces:
                looked.rows += len(piece.numbers) + len(piece.faults)
        else:
            self._count(looked, recognised, table, pieces)
        looked.preamble = len(table.reading.get("preamble", ()))
        for fact in _FACTS & table.reading.keys():
            setattr(looked, fact, table.reading[fact])
        return looked

    def _recognised(
        self, looked: LookedTable, table: readers.Table, sample: Sequence[Sequence[str]]
    ) -> Recognised | None:
        """Note what the table is, and return how it is to be read; None where nobody can say."""
        header = as_delivered(table.header)
        try:
            recognised = recognise(header, table.label, self._saved)
        except KindUnknown as unknown:
            recognised, looked.why = None, unknown.why
        if recognised is None or (recognised.unknown and not recognised.mapping):
            columns = dict(zip(header, zip(*sample, strict=True), strict=True)) if sample else {}
            known = recognised.kind if recognised else None
            proposed = suggested(header, columns, self._saved, known)
            if recognised is None or len(proposed.mapping) > len(recognised.columns):
                looked.proposal = proposed.as_json()
            # Where no name speaks, values alone are not enough to read all rows by.
            if recognised is None and proposed.complete and not isinstance(header, Unnamed):
                given = dict.fromkeys(proposed.needs, _TO_BE_GIVEN)
                draft = SavedMapping(
                    "", proposed.kind, proposed.mapping, proposed.constants | given
                )
                recognised, looked.by = followed(draft, header), "proposal"
        if recognised is not None:
            looked.kind = recognised.kind.value
            looked.by = looked.by or ("mapping" if recognised.mapping else "header")
            looked.mapping = recognised.mapping or None
            looked.mapping_version = recognised.version
            looked.columns, looked.unknown = recognised.columns, recognised.unknown
            looked.unread = unread(recognised.kind, recognised.unknown)
            looked.constants = {
                ours: value for ours, value in recognised.constants.items() if value != _TO_BE_GIVEN
            }
            looked.missing = recognised.missing
            looked.coordinates = recognised.system.value if recognised.system else ""
        return recognised

    def _count(
        self,
        looked: LookedTable,
        recognised: Recognised,
        table: readers.Table,
        pieces: Iterator[readers.Piece],
    ) -> None:
        """Read and understand every row as taking in would, and count what becomes of it."""
        act, kind, done = self._act, recognised.kind, 0
        understanding = Understanding(recognised, self._zone, self._remembered)
        rejections = Rejections()
        with (
            aside(act.settings.work_dir / "looks") as folder,
            lake.Writing(folder, kind, looked.sha256) as writing,
        ):
            for piece in ahead(pieces):
                understood = understanding.of(piece)
                writing.accept(understood.accepted)
                writing.reject(understood.rejected)
                rejections.add(understood.rejected)
                done += understood.rows
                looked.doubted_points = understood.doubted_points(looked.doubted_points)
                act.progress(f"looking at {table.label}", done, max(done, table.expected))
            written = writing.finish()
            looked.accepted, looked.rejected = written.accepted, written.rejected
            looked.rows = written.accepted + written.rejected
            looked.reasons = rejections.reasons(recognised.columns)
            with lake.workbench(folder) as bench:
                looked.duplicate_keys = lake.duplicate_keys(bench, folder, written.lake_file, kind)
            if looked.duplicate_keys:
                looked.duplicates = duplicates(folder, written, kind)
            found = self._again(looked, recognised, table)
            looked.again = found.id if found else None
            if looked.again is None and looked.by != "proposal":
                place = folder / written.lake_file
                looked.supersedes = superseded(act.settings.lake_dir, self._before, place, kind)

    def _again(
        self, looked: LookedTable, recognised: Recognised, table: readers.Table
    ) -> Batch | None:
        asked = Asked.of(looked.sha256, looked.member, recognised, self._zone, table.reading)
        self._act.session.connection(execution_options=READING)
        found = before(self._act, asked)
        self._act.release()
        looked.otherwise = bool(
            found and found.withdrawn_at is None and not asked.is_reading_of(found)
        )
        return found


def _rows(header: Sequence[str], piece: readers.Piece | None) -> list[list[str]]:
    """Return the first rows of a piece, their cells in the order of the header."""
    if piece is None:
        return []
    columns = [piece.columns[name][:_ROWS_THOUGHT_ABOUT] for name in header]
    cells = [_texts(column) for column in columns]
    return [list(row) for row in zip(*cells, strict=True)]


def _texts(column: Any) -> list[str]:
    return list(column) if isinstance(column, list | tuple) else column.to_pylist()


def _shown(cell: str, longest: int) -> str:
    return cell if len(cell) <= longest else cell[: longest - 1] + "…"

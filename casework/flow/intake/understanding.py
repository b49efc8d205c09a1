"""From cells as written to the lake's columns: whole columns at once, each text thought of once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from casework import lake
from casework.analysis import normalise
from casework.analysis.normalise import columns as in_columns
from casework.canonical import canonical
from casework.disarm import armed
from casework.flow.intake.mapping import PLACES, REJECT_COLUMNS, Recognised
from casework.flow.intake.readers import Fault, Piece
from casework.vocabulary import CLOSED_WORDS, COLUMNS, KEYS, ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

_STRICT = frozenset({ColumnType.AMOUNT, ColumnType.MOMENT, ColumnType.COORDINATE})
"""What is written here must be understood; elsewhere what is not understood identifies nobody."""
_LEFT = frozenset({ColumnType.NAME, ColumnType.ADDRESS, ColumnType.TEXT})
"""Not worked out where a piece is read: names and places take long and large tables to understand;
what a text means is the text, and not worth sending."""
_LATITUDES = frozenset(lat for lat, _ in PLACES)
_MOST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Understood:
    """A piece of a table as the lake keeps it: Arrow tables of accepted and of rejected rows."""

    accepted: Any
    rejected: Any

    @property
    def rows(self) -> int:
        """How many rows of the file these are, all together."""
        return int(self.accepted.num_rows + self.rejected.num_rows)

    def doubted_points(self, before: Mapping[str, int]) -> dict[str, int]:
        """How many accepted points look exchanged, and how many others lie abroad.

        Those before are counted with them: `{"exchanged": 2, "abroad": 1}`, {} where none are.
        """
        counted = Counter(before)
        for pair in PLACES:
            lat, lon = (lake.value(one) for one in pair)
            if lat in self.accepted.column_names:
                points = (self.accepted[one].combine_chunks() for one in (lat, lon))
                exchanged, abroad = normalise.coordinate.columns_doubted(*points)
                counted += Counter(exchanged=exchanged, abroad=abroad)
        return dict(counted)


@dataclass(frozen=True, slots=True)
class _Column:
    """One of our columns in one piece."""

    name: str
    written: pa.StringArray
    """Null where a cell holds nothing."""
    values: pa.Array
    bad: pa.BooleanArray
    """Which cells must not pass."""


class Understanding:
    """Understands a table piece by piece. Every row comes out once: accepted or rejected."""

    def __init__(
        self,
        recognised: Recognised,
        zone: str,
        remembered: in_columns.Remembered | None = None,
    ) -> None:
        self._kind, self._theirs, self._zone = recognised.kind, recognised.columns, zone
        self._constants, self._system = recognised.constants, recognised.system
        self._types = COLUMNS[recognised.kind]
        self._remembered = remembered or in_columns.Remembered()

    def of(self, piece: Piece) -> Understood:
        """Return the rows of a piece, accepted and rejected.

        A row is rejected where its key is incomplete, or an amount, moment, coordinate or closed
        word is written that is not understood. It is rejected once: the first such column, from
        the left, is named, and the reason tells of the others.
        """
        import pyarrow.compute as pc

        piece = _mended(piece)
        columns = self._placed([self._column(ours, piece) for ours in self._types])
        bad = columns[0].bad
        for column in columns[1:]:
            bad = pc.or_(bad, column.bad)
        return Understood(
            self._accepted(piece, columns, pc.invert(bad)), self._rejected(piece, columns, bad)
        )

    def worked_out(self, piece: Piece) -> dict[str, Any]:
        """Return those columns of the lake that whoever reads a piece can find, by names there.

        They are what `of` would find before points are moved: it takes them from a piece that has
        them.
        """
        piece = _mended(piece)
        found = {
            lake.value(ours): self._column(ours, piece).values
            for ours, type_ in self._types.items()
            if type_ not in _LEFT and self._theirs.get(ours) in piece.columns
        }
        written = {
            ours: piece.columns[theirs]
            for ours, theirs in self._theirs.items()
            if theirs in piece.columns
        }
        extra = self._extra(piece)
        hashes, more = lake.fingerprints(written, extra, len(piece.numbers))
        return found | {"row_sha256": hashes} | ({"extra": more} if extra else {})

    def _placed(self, columns: list[_Column]) -> list[_Column]:
        """Return the columns with their points in WGS-84, where it is said what they are in.

        A point at 0, 0 is no place; what was written of it stays.
        """
        by_name = {column.name: column for column in columns}
        for lat, lon in PLACES:
            if lat in by_name:
                points = by_name[lat].values, by_name[lon].values
                points = normalise.coordinate.columns_of_places(*points)
                if self._system is not None:
                    points = normalise.coordinate.columns_to_wgs84(*points, self._system)
                for name, values in zip((lat, lon), points, strict=True):
                    by_name[name] = replace(by_name[name], values=values)
        return list(by_name.values())

    def _extra(self, piece: Piece) -> dict[str, pa.StringArray]:
        """Return the columns that are none of ours."""
        ours = set(self._theirs.values())
        return {theirs: cells for theirs, cells in piece.columns.items() if theirs not in ours}

    def _column(self, ours: str, piece: Piece) -> _Column:
        """Return one of our columns, understood; a key column that is missing stops every row."""
        import pyarrow as pa

        type_ = self._types[ours]
        cells = piece.columns.get(self._theirs.get(ours, ""))
        ready = _ready(piece, lake.value(ours), lake.value_type(type_))
        if cells is not None and ready is not None:
            written, ready = in_columns.held(cells), self._possible(ours, ready)
            return _Column(ours, written, ready, self._bad(ours, written, ready))
        if cells is not None:
            written = in_columns.held(cells)
            values = in_columns.understand_column(type_, written, self._zone, self._remembered)
        else:
            # A mapping may give a value for every row: it is understood, and written nowhere.
            constant = pa.array([self._constants.get(ours)], pa.string())
            meant = in_columns.understand_column(type_, constant, self._zone)
            written = pa.nulls(len(piece.numbers), pa.string())
            values = pa.repeat(meant[0], len(written))
        if (self._kind, ours) in CLOSED_WORDS:
            values = self._closed(ours, values)
        values = self._possible(ours, values)
        return _Column(ours, written, values, self._bad(ours, written, values))

    def _possible(self, ours: str, values: pa.Array) -> pa.Array:
        """Return the values without degrees that no point on Earth has."""
        if self._types[ours] is not ColumnType.COORDINATE:
            return values
        largest = (normalise.coordinate.LARGEST_LATITUDE,) if ours in _LATITUDES else ()
        return normalise.coordinate.columns_on_earth(values, *largest)

    def _closed(self, ours: str, values: pa.Array) -> pa.Array:
        """Return the words of a closed list as ours, whatever language they were written in."""
        import pyarrow as pa

        words = values.dictionary_encode()
        meant = [
            normalise.closed_words.clean(word, self._kind, ours)
            for word in words.dictionary.to_pylist()
        ]
        return pa.array(meant, pa.string()).take(words.indices)

    def _bad(self, ours: str, written: pa.StringArray, values: pa.Array) -> pa.BooleanArray:
        """Return which cells of a column must not pass."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if ours in KEYS[self._kind]:
            bad = pc.is_null(values)
        elif self._types[ours] in _STRICT:
            bad = pc.and_(pc.is_null(values), _says_something(written))
        else:
            bad = pa.repeat(False, len(written))
        words = CLOSED_WORDS.get((self._kind, ours))
        if words:
            strange = pc.invert(pc.is_in(values, value_set=pa.array(sorted(words))))
            bad = pc.or_(bad, pc.and_(strange, pc.is_valid(values)))
        return bad

    def _reason(self, ours: str, cell: str) -> str:
        """Return why a cell must not pass."""
        words = CLOSED_WORDS.get((self._kind, ours))
        if words and cell.strip():
            return f"{_shown(cell)} is none of {', '.join(sorted(words))}"
        if ours in KEYS[self._kind]:
            what = f"{_shown(cell)} is no {ours}" if cell.strip() else f"{ours} is missing"
            return f"{what}, and it is what names the row"
        if ours in _LATITUDES and normalise.coordinate.clean(cell) is not None:
            return f"{_shown(cell)} is no latitude: it lies beyond 90 degrees"
        return normalise.reason_not_understood(self._types[ours], cell)

    def _rejected(self, piece: Piece, columns: Sequence[_Column], bad: pa.BooleanArray) -> pa.Table:
        """Return the rows that must not pass, in order, with those that could not even be read."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not piece.faults and not pc.any(bad).as_py():
            return lake.rejects_schema().empty_table()
        stopped = [*zip(*self._stopped(columns, bad), strict=True)] or [(), (), ()]
        written = {theirs: cells.filter(bad) for theirs, cells in piece.columns.items()}
        numbers = piece.numbers.filter(bad)
        texts = [pa.array(texts, pa.string()) for texts in stopped]
        arrays = [numbers, *texts, lake.said(written, len(numbers))]
        rejected = pa.Table.from_arrays(arrays, schema=lake.rejects_schema())
        if not piece.faults:
            return rejected
        rejected = pa.concat_tables([rejected, _unread(piece.faults)])
        return rejected.take(pc.sort_indices(rejected, [("row_number", "ascending")]))

    def _stopped(
        self, columns: Sequence[_Column], bad: pa.BooleanArray
    ) -> list[tuple[str, str | None, str]]:
        """Return, for each bad row, the first bad column, its cell, and all the reasons."""
        import pyarrow.compute as pc

        met: list[list[tuple[str, str, str]]] = [[] for _ in range(pc.sum(bad).as_py() or 0)]
        for column in columns if met else ():
            cells, faulty = column.written.filter(bad), column.bad.filter(bad)
            theirs = self._theirs.get(column.name, column.name)
            for row in pc.indices_nonzero(faulty).to_pylist():
                cell = cells[row].as_py() or self._constants.get(column.name, "")
                met[row].append((theirs, cell, self._reason(column.name, cell)))
        return [_all_named(faults) for faults in met]

    def _accepted(
        self, piece: Piece, columns: Sequence[_Column], good: pa.BooleanArray
    ) -> pa.Table:
        import pyarrow as pa
        import pyarrow.compute as pc

        arrays = [array for column in columns for array in (column.written, column.values)]
        hashes = _ready(piece, "row_sha256", pa.string())
        more = _ready(piece, "extra", pa.string())
        if hashes is not None and (more is not None or not self._extra(piece)):
            more = pa.nulls(len(hashes), pa.string()) if more is None else more
        else:
            written = dict(zip(self._types, arrays[::2], strict=True))
            hashes, more = lake.fingerprints(written, self._extra(piece), len(piece.numbers))
        arrays += [piece.numbers, hashes, more]
        if not pc.all(good).as_py():
            arrays = [array.filter(good) for array in arrays]
        return pa.Table.from_arrays(arrays, schema=lake.schema(self._kind))


def _ready(piece: Piece, name: str, type_: pa.DataType) -> pa.Array | None:
    """Return what came with a piece, None where nothing did that fits.

    Threat: it was worked out in the process that read the file, which the file may have taken over.
    """
    found = piece.ready.get(name)
    fits = found is not None and found.type == type_ and len(found) == len(piece.numbers)
    return found if fits else None


def _says_something(written: pa.StringArray) -> pa.BooleanArray:
    """Return which cells hold more than blanks: those may be told from nothing written."""
    import pyarrow.compute as pc

    # What Python calls a blank and Arrow does not is a mark that would be rejected: it may stay.
    trimmed = pc.utf8_trim_whitespace(written)
    return pc.fill_null(pc.greater(pc.binary_length(trimmed), 0), False)


def _all_named(faults: Sequence[tuple[str, str, str]]) -> tuple[str, str | None, str]:
    """Return the first fault of a row with the reasons of all: `… ; weight_kg: 'x' is not …`."""
    (column, cell, first), *others = faults
    reasons = [first, *(f"{theirs}: {reason}" for theirs, _, reason in others)]
    return column, cell or None, "; ".join(reasons)


def _unread(faults: Sequence[Fault]) -> pa.Table:
    """Return the rows that could not be read into columns, as rejects."""
    import pyarrow as pa

    rows = [
        {
            "row_number": fault.row_number,
            "column": fault.column or None,
            "value": fault.value or None,
            "reason": fault.reason,
            "written": canonical(fault.written),
        }
        for fault in faults
    ]
    return pa.Table.from_pylist(rows, schema=lake.rejects_schema())


def _mended(piece: Piece) -> Piece:
    """Return a piece of a download of ours, mended and sent again, with its names and cells as
    delivered.
    """
    import pyarrow as pa

    if REJECT_COLUMNS[0] not in piece.columns:
        return piece
    columns = {
        armed(name): pa.array([armed(cell) for cell in cells.to_pylist()], pa.string())
        for name, cells in piece.columns.items()
        if name not in REJECT_COLUMNS
    }
    faults = [_fault_mended(fault) for fault in piece.faults]
    return Piece(piece.numbers, columns, faults, piece.ready)


def _fault_mended(fault: Fault) -> Fault:
    """Return a row that could not be read even now, with its names and cells as delivered."""
    written = {
        armed(name): armed(cell)
        for name, cell in fault.written.items()
        if name not in REJECT_COLUMNS
    }
    return replace(fault, column=armed(fault.column), value=armed(fault.value), written=written)


def _shown(cell: str) -> str:
    return repr(shorten(cell, _MOST_SHOWN, placeholder="…"))

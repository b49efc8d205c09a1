"""CSV in blocks, parsed by Arrow: the same records as one by one, at the speed of the disk.

What Arrow cannot read as `records` would, it does not read: it stops, and says behind which row.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from casework.flow.intake.readers.dialect import Dialect
from casework.flow.intake.readers.table import (
    ROWS_AT_ONCE,
    SUMS,
    Piece,
    Rows,
    held,
    is_heading,
    is_sum,
)

_BLOCK = 1 << 21
"""Bytes. Arrow is fastest with blocks that stay in the cache, and what is made of one is small
enough to be kept for the next (see `confined.rooms`); a longer row stops it."""
_LEAST_BLOCK = 48 << 10
_BLOCKS_OF_ALL_COLUMNS = 80 << 20
"""Bytes. For each column Arrow reserves as much as for the block."""
_MOST_ODD = 100_000
"""Rows of another width that wait for one of the right one; where there are more, Arrow stops."""
_END = "\x02 the end of the file \x03"
"""Stands behind the last record while Arrow reads: a quotation mark that was never closed swallows
it. No delivery says this."""


def _block(columns: int) -> int:
    """Return how many bytes of a table so wide are read at a time."""
    return min(_BLOCK, max(_LEAST_BLOCK, _BLOCKS_OF_ALL_COLUMNS // max(columns, 1)))


class Source(Protocol):
    """Bytes in UTF-8, piece by piece."""

    def read(self, size: int) -> bytes: ...


class Blocks:
    """The rows of a CSV file behind its header. `behind` is the last row that was handed on."""

    def __init__(self, header: Sequence[str], dialect: Dialect, behind: int) -> None:
        self.behind = behind
        self.complete = False
        """Whether all was read; otherwise what follows `behind` is to be read in another way."""
        self.blank = 0
        self._header, self._dialect, self._first = list(header), dialect, behind
        self._odd: deque[tuple[int, str]] = deque()
        """Rows of another width: number and text."""

    def pieces(self, source: Source, quoted: bool) -> Iterator[Piece]:
        """Return the rows in pieces, as far as Arrow reads them faithfully."""
        import pyarrow as pa

        # One batch is kept back: where the file ends within quotation marks, its last row is none.
        waiting: list[Any] = []
        try:
            for batch in self._batches(_Ended(source), quoted):
                waiting.append(batch)
                if len(waiting) > 1:
                    yield from self._made(waiting.pop(0))
        except pa.ArrowInvalid:
            # What it held back may be good, but behind a row it stumbled over nothing is certain.
            return
        if not self._ends(waiting):
            return
        for batch in waiting:
            yield from self._made(batch)
        if self._odd:
            yield self._piece(None, list(self._odd))
        self.complete = True

    def _batches(self, source: Any, quoted: bool) -> Iterator[Any]:
        import pyarrow as pa
        from pyarrow import csv as arrow

        text = pa.string()
        with arrow.open_csv(
            pa.PythonFile(source, mode="r"),
            arrow.ReadOptions(
                use_threads=False, column_names=self._header, block_size=_block(len(self._header))
            ),
            arrow.ParseOptions(
                delimiter=self._dialect.delimiter,
                quote_char=self._dialect.quote,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=self._keep,
            ),
            arrow.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(self._header, text),
                null_values=[],
                strings_can_be_null=False,
            ),
        ) as reader:
            yield from reader

    def _keep(self, row: Any) -> str:
        self._odd.append((self._first + row.number, row.text))
        return "skip" if len(self._odd) <= _MOST_ODD else "error"

    def _ends(self, waiting: list[Any]) -> bool:
        """Return whether the end came as a record of its own, and take it away."""
        if len(self._header) > 1:
            return bool(self._odd) and self._odd.pop()[1] == _END
        if waiting and waiting[-1].num_rows and waiting[-1].column(0)[-1].as_py() == _END:
            waiting[-1] = waiting[-1].slice(0, waiting[-1].num_rows - 1)
            return True
        return False

    def _made(self, batch: Any) -> Iterator[Piece]:
        for at in range(0, batch.num_rows, ROWS_AT_ONCE):
            part = batch.slice(at, ROWS_AT_ONCE)
            last = self.behind + part.num_rows
            odd = []
            while self._odd and self._odd[0][0] <= last:
                odd.append(self._odd.popleft())
                last += 1
            yield self._piece(part, odd)

    def _piece(self, part: Any, odd: list[tuple[int, str]]) -> Piece:
        """Return rows of the header's width and those of another, in the order of their numbers."""
        import numpy as np
        import pyarrow as pa

        rows = Rows(self._header)
        for number, text in odd:
            rows.add(number, self._record(text))
        regular = part.num_rows if part is not None else 0
        numbers = np.arange(self.behind + 1, self.behind + 1 + regular + len(odd))
        numbers = np.setdiff1d(numbers, [number for number, _ in odd], assume_unique=True)
        self.behind += regular + len(odd)
        kept = numbers, [] if part is None else part.columns
        if regular:
            kept = self._sifted(*kept, rows)
        self.blank += rows.blank
        made = rows.piece()
        made.faults.sort(key=lambda fault: fault.row_number)
        if not regular:
            return made
        columns = dict(zip(self._header, kept[1], strict=True))
        found = Piece(pa.array(kept[0], pa.int64()), columns, made.faults)
        return found if not len(made.numbers) else _merged(found, made)

    def _sifted(self, numbers: Any, columns: list[Any], rows: Rows) -> tuple[Any, list[Any]]:
        """Return the rows that hold something and are neither sums nor the header again; the
        others go into `rows`.
        """
        good = held(columns)
        rows.blank += int((~good).sum())
        for at in sorted({*_sums(columns), *_like(columns[0], self._header[0])}):
            row = [column[at].as_py() for column in columns]
            if good[at] and (is_sum(row, len(row)) or is_heading(row, self._header)):
                rows.add(int(numbers[at]), row)
                good[at] = False
        if good.all():
            return numbers, columns
        return numbers[good], [column.filter(good) for column in columns]

    def _record(self, text: str) -> list[str]:
        (record,) = list(self._dialect.records(io.StringIO(text, newline=""))) or [[]]
        return record


def _sums(columns: list[Any]) -> list[int]:
    """Return the positions of rows whose first cell, or second where that is empty, says a sum."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import compute

    words = pa.array(sorted(SUMS))
    said = [compute.is_in(column, words) for column in columns[:2]]
    if len(said) == 2:
        said[1] = compute.and_(said[1], compute.equal(compute.binary_length(columns[0]), 0))
        said[0] = compute.or_(*said)
    return [int(at) for at in np.flatnonzero(np.asarray(said[0]))]


def _like(column: Any, text: str) -> list[int]:
    """Return the positions of cells that say this."""
    import numpy as np
    from pyarrow import compute

    return [int(at) for at in np.flatnonzero(np.asarray(compute.equal(column, text)))]


def _merged(left: Piece, right: Piece) -> Piece:
    """Return the rows of two pieces in the order of their numbers, with the faults of the left."""
    import pyarrow as pa
    from pyarrow import compute

    numbers = pa.concat_arrays([left.numbers, right.numbers])
    order = compute.sort_indices(numbers)
    columns = {
        name: pa.concat_arrays([column, right.columns[name]]).take(order)
        for name, column in left.columns.items()
    }
    return Piece(numbers.take(order), columns, left.faults)


class _Ended:
    """A source with a record of its own behind its last."""

    def __init__(self, source: Source) -> None:
        self._source, self._last, self.closed = source, b"\n", False
        self._over = False

    def read(self, size: int) -> bytes:
        piece = self._source.read(size)
        if piece:
            self._last = piece[-1:]
            return piece
        if self._over:
            return b""
        self._over = True
        between = b"" if self._last in b"\r\n" else b"\n"
        return between + _END.encode() + b"\n"

    def close(self) -> None:
        self.closed = True

    def readable(self) -> bool:
        return True

"""Whole columns of addresses, cut at their numbers in numpy; each word is looked up once a column.

The same cut as `Recurring.key` makes of one address, and the same words and doors behind it: head,
numbers with the words between them, and tail. What it does not take is read one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.analysis.normalise.address.recurring import (
    ENGLISH,
    MOST_DIGITS,
    MOST_NUMBERS,
    WHOLE,
    Recurring,
)

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Bytes = NDArray[np.uint8]

_MOST_HEADS = 1 << 16
_ZERO, _TEN = ord("0"), 10
_LENGTHS = re.compile(f"([\x01-{chr(MOST_DIGITS)}])")
_PLACE = re.compile(r"\{(\d)\}")


class Columns:
    """Understands whole columns by what `recurring` knows of their words."""

    def __init__(self, recurring: Recurring, longest: int) -> None:
        """Addresses of more than `longest` bytes are left out."""
        self._recurring, self._longest = recurring, longest
        self._heads: _Heads | None = None

    def keys(self, cells: pa.StringArray) -> pa.StringArray:
        """Return the key of each address whose words are plain; null: it must be read alone."""
        import numpy as np
        import pyarrow as pa

        cut = _Cut.of(cells, self._longest)
        # By a name of its own: another thread may put others in the place meanwhile.
        heads, head = (self._heads or _Heads.none()).found(cut.heads, self._recurring)
        self._heads = heads
        upper, filling, fillings = _looked_up(cut, heads, head, self._recurring)
        found, where = [pa.nulls(0, pa.string())], np.full(len(cells), -1)
        done = 0
        for at, template in enumerate(fillings):
            rows = np.flatnonzero(filling == at)
            found.append(_filled(template, upper.take(pa.array(rows)), cut, rows))
            where[cut.rows[rows]] = np.arange(done, done + len(rows))
            done += len(rows)
        return pa.concat_arrays(found).take(pa.array(where, mask=where < 0))


@dataclass(frozen=True, slots=True)
class _Heads:
    """Words before first numbers met so far, as Arrow looks them up, and what each means."""

    words: pa.StringArray
    uppers: pa.StringArray
    manners: Places

    @classmethod
    def none(cls) -> _Heads:
        import numpy as np
        import pyarrow as pa

        empty = pa.array([], pa.string())
        return cls(empty, empty, np.array([], np.int64))

    def found(self, words: pa.StringArray, recurring: Recurring) -> tuple[_Heads, Places]:
        """Return where each of the words is among these and those added to them.

        They begin anew when there are too many; -1 for what is too much even then.
        """
        import numpy as np
        import pyarrow.compute as pc

        heads, where = self, pc.index_in(words, self.words)
        if where.null_count:
            new = words.filter(pc.is_null(where)).unique()
            if len(self.words) + len(new) > _MOST_HEADS:
                heads, new = _Heads.none(), words.unique()[:_MOST_HEADS]
            heads = heads._with(new, recurring)
            where = pc.index_in(words, heads.words)
        return heads, np.asarray(pc.fill_null(where, -1), np.int64)

    def _with(self, new: pa.StringArray, recurring: Recurring) -> _Heads:
        import numpy as np
        import pyarrow as pa

        told = [recurring.head(word) for word in new.to_pylist()]
        return _Heads(
            pa.concat_arrays([self.words, new]),
            pa.concat_arrays([self.uppers, pa.array([upper for upper, _ in told], pa.string())]),
            np.concatenate([self.manners, [manner for _, manner in told]]),
        )


@dataclass(frozen=True, slots=True)
class _Cut:
    """Addresses cut at their numbers: one entry for each that can be."""

    rows: Places
    """Which cells these are."""
    heads: pa.StringArray
    middles: pa.DictionaryArray
    """From the first number to the last: for each number its length as one control character, and
    the words between."""
    tails: pa.DictionaryArray
    first: Places
    """Which of `numbers` is the first of each."""
    numbers: pa.StringArray

    @classmethod
    def of(cls, cells: pa.StringArray, longest: int) -> _Cut:
        """Cut the cells that hold one to four plain numbers."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        text, ends = _bytes(cells)
        digit = text - np.uint8(_ZERO) < _TEN
        starts, stops = _runs(digit, ends)
        long = stops - starts
        first, behind = np.searchsorted(starts, ends[:-1]), np.searchsorted(starts, ends[1:])
        strange = _any_within(np.flatnonzero(text <= MOST_DIGITS), ends)
        strange |= _any_within(starts[(long > MOST_DIGITS) | (text[starts] == _ZERO)], ends)
        count = behind - first
        good = (count > 0) & (count <= MOST_NUMBERS) & (np.diff(ends) <= longest) & ~strange
        rows = np.flatnonzero(good & np.asarray(pc.is_valid(cells)))
        first, behind, begin, end = first[rows], behind[rows], ends[rows], ends[rows + 1]
        opening, closing = starts[first], stops[behind - 1]
        marked = text.copy()
        marked[starts] = long
        kept = ~digit
        kept[starts] = True
        left_out = np.concatenate([[0], np.cumsum(long - 1)])
        middle = closing - opening - (left_out[behind] - left_out[first])
        return cls(
            rows,
            _slices(text, begin, opening),
            _slices(marked, opening, closing, kept, middle).dictionary_encode(),
            _slices(text, closing, end).dictionary_encode(),
            first,
            pa.StringArray.from_buffers(
                len(long), pa.py_buffer(_offsets(long)), pa.py_buffer(text[digit])
            ),
        )


def _bytes(cells: pa.StringArray) -> tuple[Bytes, Places]:
    """Return the bytes of all cells, and where each begins; last, where the last ends."""
    import numpy as np

    _, places, text = cells.buffers()
    if not len(cells) or text is None:
        return np.zeros(0, np.uint8), np.zeros(len(cells) + 1, np.int64)
    ends = np.frombuffer(places, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    return np.frombuffer(text, np.uint8)[ends[0] : ends[-1]], (ends - ends[0]).astype(np.int64)


def _runs(digit: Flags, ends: Places) -> tuple[Places, Places]:
    """Return where runs of digits start and stop; none goes on from one cell to the next."""
    import numpy as np

    start, stop = digit.copy(), digit.copy()
    start[1:] &= ~digit[:-1]
    stop[:-1] &= ~digit[1:]
    inner = ends[1:-1][(ends[1:-1] > 0) & (ends[1:-1] < len(digit))]
    start[inner] = digit[inner]
    stop[inner - 1] = digit[inner - 1]
    return np.flatnonzero(start), np.flatnonzero(stop) + 1


def _any_within(places: Places, ends: Places) -> Flags:
    """Return which cells hold any of these places, which are in order."""
    import numpy as np

    return np.diff(np.searchsorted(places, ends)) > 0


def _slices(
    text: Bytes,
    starts: Places,
    stops: Places,
    kept: Flags | None = None,
    lengths: Places | None = None,
) -> pa.StringArray:
    """Return slices that do not overlap, in order; of `kept` bytes alone, so many of each."""
    import numpy as np
    import pyarrow as pa

    change = np.zeros(len(text) + 1, np.int8)
    change[starts] += 1  # a slice may begin where the one before stops, or be empty
    empty = starts == stops
    change[starts[empty]] -= 1
    change[stops[~empty]] -= 1
    inside = np.cumsum(change[:-1], dtype=np.int8).view(np.bool_)
    if kept is not None:
        inside &= kept
    long = stops - starts if lengths is None else lengths
    return pa.StringArray.from_buffers(
        len(long), pa.py_buffer(_offsets(long)), pa.py_buffer(text[inside])
    )


def _offsets(lengths: Places) -> NDArray[np.int32]:
    import numpy as np

    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)


def _looked_up(
    cut: _Cut, heads: _Heads, head: Places, recurring: Recurring
) -> tuple[pa.StringArray, Places, list[str]]:
    """Return for each address the upper half of its key and which filling its numbers go into,
    -1 for none; and the fillings.
    """
    import numpy as np
    import pyarrow as pa

    tail, middle = (np.asarray(one.indices, np.int64) for one in (cut.tails, cut.middles))
    tails, middles = (one.dictionary.to_pylist() for one in (cut.tails, cut.middles))
    manner, begun = np.append(heads.manners, WHOLE)[head], len(heads.words)
    english = manner == ENGLISH
    backs = ["" for _ in tails]
    for at in np.unique(tail[english]).tolist():
        backs[at] = recurring.back(tails[at])
    of_upper = np.where(english, begun + tail, head)
    edge = np.where(english, len(tails) + head, tail)
    code = (manner * (len(tails) + begun) + edge) * (len(middles) + 1) + middle
    _, example, same = np.unique(code, return_index=True, return_inverse=True)
    told = []
    for at in example.tolist():
        beside = heads.words[head[at]].as_py() if english[at] else tails[tail[at]]
        told.append(_filling(recurring, int(manner[at]), middles[middle[at]], beside))
    fillings = sorted({filling for filling in told if filling})
    number = {filling: at for at, filling in enumerate(fillings)}
    filling = np.array([number.get(one, -1) for one in told], np.int64)[same]
    clear = np.concatenate([heads.manners != WHOLE, np.array(backs, np.str_) != ""])
    uppers = pa.concat_arrays([heads.uppers, pa.array(backs, pa.string())])
    filling = np.where(clear[of_upper] & (head >= 0), filling, -1)
    return uppers.take(pa.array(np.maximum(of_upper, 0))), filling, fillings


def _filling(recurring: Recurring, manner: int, middle: str, edge: str) -> str:
    """Return what the numbers of these words go into, "" where that is unclear."""
    if manner == WHOLE:
        return ""
    pieces = _LENGTHS.split(middle)
    door = recurring.door((*pieces[2:-1:2], edge), manner)
    if isinstance(door, dict):
        return door.get(tuple(map(ord, pieces[1::2])), "")
    return door


def _filled(template: str, upper: Any, cut: _Cut, rows: Places) -> pa.StringArray:
    """Return the keys of addresses whose numbers go into one filling."""
    import pyarrow as pa
    import pyarrow.compute as pc

    parts = [upper]
    for at, piece in enumerate(_PLACE.split(template)):
        if at % 2:
            parts.append(cut.numbers.take(pa.array(cut.first[rows] + int(piece))))
        elif piece:
            parts.append(piece)
    return pc.binary_join_element_wise(*parts, "")

"""Whole columns understood at once: what is written plainly in C++, the rest cell by cell.

A plain form is a way of writing that regular expressions without backtracking (RE2) recognise and
Arrow turns into its meaning; nearly every cell of a system's export is written in one. Whatever is
written otherwise is asked of `understand`, once for each distinct text. The answer is the same
either way, value by value; only the time differs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casework.analysis import normalise
from casework.analysis.normalise import moment
from casework.analysis.normalise.plain_forms import PLAIN_FORMS, PlainForm
from casework.vocabulary import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa

AMOUNT_DIGITS, AMOUNT_PLACES = 18, 4
_FOUR_PLACES = Decimal(1).scaleb(-AMOUNT_PLACES)
_LARGEST_AMOUNT = Decimal(10) ** (AMOUNT_DIGITS - AMOUNT_PLACES)
_MOST_REMEMBERED = 200_000
"""Distinct texts of one kind: some 60 MB of names, 200 MB where all are as long as may be."""
_LONGEST_REMEMBERED = 200
"""Characters: nobody writes a longer one twice, but to fill the memory."""


class Remembered:
    """What was understood of costly kinds before, so that no text is thought about twice.

    Bounded: when a kind has said too much, it is forgotten and begun anew.
    """

    def __init__(self, most: int = _MOST_REMEMBERED) -> None:
        self._most = most
        self._memories: dict[ColumnType, _Memory] = {}

    def of(self, kind: ColumnType, texts: Sequence[str], think: Callable[[str], Any]) -> list[Any]:
        """Return what each text means, thinking only about those that are new."""
        memory = self._memories.get(kind)
        if memory is None or len(memory) > self._most:
            memory = self._memories[kind] = _Memory()
        memory.think = think
        return list(map(memory.__getitem__, texts))


class _Memory(dict[str, Any]):
    """Texts and what they mean; a text that is asked for and not there is thought about."""

    think: Callable[[str], Any]

    def __missing__(self, text: str) -> Any:
        meant = self.think(text)
        if len(text) <= _LONGEST_REMEMBERED:
            self[text] = meant
        return meant


_NEVER_REMEMBERED = frozenset({ColumnType.TEXT, ColumnType.MOMENT, ColumnType.ADDRESS})
"""Cheap, or seldom written twice; of addresses their own module remembers the words."""
_KEPT_OTHERWISE = frozenset({ColumnType.AMOUNT, ColumnType.MOMENT})
"""Arrow takes their values in another form."""


def arrow_type(kind: ColumnType) -> pa.DataType:
    """Return the Arrow type of what is understood: amounts exact, moments UTC without a zone."""
    import pyarrow as pa

    return {
        ColumnType.AMOUNT: pa.decimal128(AMOUNT_DIGITS, AMOUNT_PLACES),
        ColumnType.MOMENT: pa.timestamp("us"),
        ColumnType.COORDINATE: pa.float64(),
        ColumnType.DEVICES: pa.list_(pa.string()),
    }.get(kind, pa.string())


def understand_column(
    kind: ColumnType,
    cells: pa.StringArray,
    zone: str = moment.CHINA,
    remembered: Remembered | None = None,
) -> pa.Array:
    """Return what each cell of a column means, null where nothing: `understand`, for many.

    A null cell means nothing, like "". Amounts are rounded to four places as the lake keeps them,
    moments are UTC. `remembered` carries what was understood from one piece of a file to the next.

    >>> import pyarrow as pa
    >>> understand_column(ColumnType.PHONE, pa.array(["13812345679", "N/A", None])).to_pylist()
    ['+8613812345679', None, None]
    """
    import pyarrow.compute as pc

    cells, values = held(cells), None
    left = pc.is_valid(cells)
    for form in PLAIN_FORMS.get(kind, ()):
        if values is None:
            values = _plain(form, cells, zone)
        else:
            values = pc.replace_with_mask(values, left, _plain(form, cells.filter(left), zone))
        left = pc.and_not(pc.is_null(values), pc.is_null(cells))
        if not pc.any(left).as_py():
            return values
    return _asked(kind, cells, left, values, zone, remembered or Remembered())


def held(cells: pa.StringArray) -> pa.StringArray:
    """Return the cells with null for those that hold nothing."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    # Where texts begin is compared much faster than texts.
    ends = np.frombuffer(cells.buffers()[1] or b"", np.int32)[cells.offset :][: len(cells) + 1]
    holds = ends[1:] > ends[:-1]
    return cells if holds.all() else pc.if_else(pa.array(holds), cells, None)


def _plain(form: PlainForm, cells: pa.StringArray, zone: str) -> pa.Array:
    """Return what is written in the form, null for what is not."""
    import pyarrow.compute as pc

    if not (form.surely and form.surely(cells)):
        fits = pc.match_substring_regex(cells, form.pattern)
        if not pc.all(fits).as_py():
            cells = pc.if_else(fits, cells, None)
    return form.meaning(cells, zone)


def _asked(
    kind: ColumnType,
    cells: pa.StringArray,
    left: pa.BooleanArray,
    values: pa.Array | None,
    zone: str,
    remembered: Remembered,
) -> pa.Array:
    """Return the values, with those that are left asked of `understand`, each text once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.if_else(left, cells, None).dictionary_encode()
    distinct = texts.dictionary.to_pylist()

    clean: Callable[[str], Any] = normalise.cleaner(kind, zone)
    if kind in _NEVER_REMEMBERED:
        meant = list(map(clean, distinct))
    else:
        meant = remembered.of(kind, distinct, clean)
    if kind in _KEPT_OTHERWISE:
        meant = list(map(_kept, meant))
    asked = pa.array(meant, arrow_type(kind)).take(texts.indices)
    return asked if values is None else pc.coalesce(values, asked)


def _kept(value: normalise.Understood | None) -> Any:
    """Return a value as Arrow takes it; an amount that rounding makes too large is none."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, Decimal):
        rounded = value.quantize(_FOUR_PLACES)
        return rounded if abs(rounded) < _LARGEST_AMOUNT else None
    return value

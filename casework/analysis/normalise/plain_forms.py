"""The plain ways of writing a value, and what they mean, for whole Arrow columns.

Each form is narrower than the normaliser of its kind: what it takes, the normaliser takes too and
means the same by it (a property test holds them together); what it does not take means nothing
here, null, and is the normaliser's to judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from casework.analysis.normalise import address, email, moment, phone
from casework.vocabulary import ColumnType

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PlainForm:
    """One plain way of writing."""

    pattern: str
    """RE2, over the whole cell."""
    meaning: Callable[[pa.StringArray, str], pa.Array]
    """Of cells that fit and the zone; null for null, and wherever the normaliser must be asked."""
    surely: Callable[[pa.StringArray], bool] | None = None
    """Whether all cells surely fit: for what is told much faster than by the pattern."""


_DAY_IN_MICROSECONDS = 86_400_000_000
_FIRST_DAY = datetime(1970, 1, 1)  # noqa: DTZ001 - a day on the wall, wherever the wall stands


def _itself(cells: pa.StringArray, _zone: str) -> pa.Array:
    return cells


def _begins_and_ends_in_ascii(cells: pa.StringArray) -> bool:
    """Return whether every cell begins and ends with a sign of ASCII that is no blank."""
    import numpy as np

    if cells.null_count or not len(cells):
        return False
    _, places, text = cells.buffers()
    ends = np.frombuffer(places, np.int32)[cells.offset :][: len(cells) + 1]
    if text is None or (ends[1:] == ends[:-1]).any():
        return False
    marks = np.frombuffer(text, np.uint8)
    outer = np.concatenate([marks[ends[:-1]], marks[ends[1:] - 1]])
    return bool(((outer > ord(" ")) & (outer <= ord("~"))).all())


def _lower(cells: pa.StringArray, _zone: str) -> pa.Array:
    import pyarrow.compute as pc

    return pc.ascii_lower(cells)


def _several_marks(cells: pa.StringArray, _zone: str) -> pa.Array:
    """Return the cells themselves; one mark over and over may be a placeholder."""
    import pyarrow.compute as pc

    return pc.if_else(pc.match_substring_regex(cells, _ONE_MARK), None, cells)


def _amount(cells: pa.StringArray, _zone: str) -> pa.Array:
    import pyarrow as pa

    return cells.cast(pa.decimal128(18, 4))


def _coordinate(cells: pa.StringArray, _zone: str) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    degrees = cells.cast(pa.float64())
    return pc.if_else(pc.less_equal(pc.abs(degrees), 180.0), degrees, None)


def _zoned(cells: pa.StringArray, _zone: str) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    dashed = pc.replace_substring(cells, "/", "-")
    return dashed.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))


def _local(cells: pa.StringArray, zone: str) -> pa.Array:
    """Return moments written without an offset; a day on which the clock is changed is null."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    written = pc.replace_substring(cells, "/", "-").cast(pa.timestamp("us"))
    local = pc.fill_null(written, 0).to_numpy(zero_copy_only=False).astype(np.int64)
    days, at = np.unique(local // _DAY_IN_MICROSECONDS, return_inverse=True)
    offsets = [_offset(day, zone) for day in days.tolist()]
    shift = np.array([offset or 0 for offset in offsets], dtype=np.int64)
    known = np.array([offset is not None for offset in offsets], dtype=np.bool_)
    utc = pa.array(local - shift[at], pa.timestamp("us"))
    return pc.if_else(pc.and_(pa.array(known[at]), pc.is_valid(written)), utc, None)


@lru_cache(maxsize=100_000)
def _offset(day: int, zone: str) -> int | None:
    """Return the offset of a zone on a day in microseconds, None where it changes on that day."""
    place = moment.zone_of(zone)
    if place is None:
        return None
    midnight = (_FIRST_DAY + timedelta(days=day)).replace(tzinfo=place)
    first = midnight.utcoffset()
    last = (midnight + timedelta(days=1, microseconds=-1)).utcoffset()
    if first is None or first != last or midnight.replace(fold=1).utcoffset() != first:
        return None
    return first // timedelta(microseconds=1)


_FEW_DIGITS, _MANY_STEPS = 4, 6


def _mobile(cells: pa.StringArray, zone: str) -> pa.Array:
    """Return Chinese mobile numbers; what somebody may have typed for want of one is null."""
    import pyarrow.compute as pc

    digits = pc.replace_substring_regex(cells, r"\D+", "")
    return _bare_mobile(pc.utf8_slice_codeunits(digits, -11), zone)


def _bare_mobile(cells: pa.StringArray, _zone: str) -> pa.Array:
    """Return Chinese mobile numbers of which only the eleven digits are written."""
    import pyarrow as pa
    import pyarrow.compute as pc

    written = pc.fill_null(cells, "0" * 11)
    centre = pc.ends_with(written, "500")
    if pc.any(centre).as_py():
        centre = pc.match_substring_regex(written, f"^{phone.MESSAGE_CENTRE}$")
    typed = pa.array(_typed(_letters(written).reshape(-1, 11)))
    return pc.if_else(pc.or_(typed, centre), None, pc.binary_join_element_wise("+86", cells, ""))


def _place(cells: pa.StringArray, _zone: str) -> pa.Array:
    return address.clean_plain(cells)


def _masked_mobile(cells: pa.StringArray, _zone: str) -> pa.Array:
    import pyarrow.compute as pc

    return pc.binary_join_element_wise("+86", cells, "")


def _mail(cells: pa.StringArray, _zone: str) -> pa.Array:
    """Return addresses in lower case; those that may be nobody's are null."""
    import pyarrow.compute as pc

    lower = pc.ascii_lower(cells)
    doubtful = pc.or_(
        pc.match_substring_regex(lower, _NOBODYS_MAIL),
        pc.greater(pc.binary_length(lower), _LONGEST_PLAIN_MAIL),
    )
    return pc.if_else(doubtful, None, lower)


def _wallet_of_mobile(cells: pa.StringArray, zone: str) -> pa.Array:
    import pyarrow.compute as pc

    known = pc.is_valid(_mobile(cells, zone))
    return pc.if_else(known, pc.ascii_lower(cells), None)


def _card(cells: pa.StringArray, _zone: str) -> pa.Array:
    """Return cards whose last digit fits (Luhn); others, and one digit over and over, are null."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bare = pc.utf8_slice_codeunits(cells, len("bank:"))
    written = pc.utf8_lpad(pc.fill_null(bare, "0"), _LONGEST_CARD, "0")
    digits = _letters(written).reshape(-1, _LONGEST_CARD) - ord("0")
    doubled = digits[:, -2::-2] * 2
    sums = digits[:, ::-2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
    one_digit = pc.match_substring_regex(bare, _ONE_MARK)
    return pc.if_else(pc.and_not(pa.array(sums % 10 == 0), one_digit), cells, None)


def _letters(texts: pa.StringArray) -> NDArray[np.uint8]:
    """Return the bytes of texts of which none is null, one behind the other."""
    import numpy as np

    _, places, content = texts.buffers()
    if content is None or not len(texts):
        return np.zeros(0, np.uint8)
    ends = np.frombuffer(places, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(content, np.uint8)[ends[0] : ends[-1]]


def _typed(numbers: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which numbers have few different digits, or many that count up or down."""
    import numpy as np

    met = np.bitwise_or.reduce(np.uint16(1) << (numbers - ord("0")).astype(np.uint16), axis=1)
    steps = np.abs(np.diff(numbers.astype(np.int8), axis=1)) == 1
    typed: NDArray[np.bool_] = np.bitwise_count(met) <= _FEW_DIGITS
    typed |= steps.sum(axis=1) >= _MANY_STEPS
    return typed


_DATE = (
    r"(?:19|20|21)\d\d[-/](?:(?:0[1-9]|1[0-2])[-/](?:0[1-9]|1\d|2[0-8])|"
    r"(?:0[13-9]|1[0-2])[-/](?:29|30)|(?:0[13578]|1[02])[-/]31)"
)
"""Days that every year has; the 29th of February is for the normaliser to judge."""
_TIME = r"[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?"
_OFFSET = r"(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)"
_SEEN = r"[!-~\x{3400}-\x{9fff}\x{ff01}-\x{ff5e}]"
"""Characters that are surely no blank."""
_ONE_MARK = "^(?:" + "|".join(f"{mark}+" for mark in "0123456789abcdef") + ")$"

_MAIL = r"[0-9A-Za-z]+(?:[._-][0-9A-Za-z]+)*@(?:[0-9A-Za-z]{1,63}[.])+[A-Za-z]{2,10}$"
_LONGEST_PLAIN_MAIL = 120
_NOBODYS_MAIL = (
    r"(?:^|:)(?:"
    rf"(?:{'|'.join(sorted(email.NOBODY))})@.*"
    rf"|.*@(?:{'|'.join(re.escape(domain) for domain in sorted(email.NOWHERE))})"
    r"|\d+@.*qq\.com|(.)@.*)$"
)
"""Addresses that the normaliser must judge; a wallet's holder has at least three letters."""
_LONGEST_CARD = 19
_MASKED_TAIL = "|".join(rf"\d{{{before}}}[*][0-9*]{{{7 - before}}}" for before in range(8))

PLAIN_FORMS: dict[ColumnType, tuple[PlainForm, ...]] = {
    ColumnType.WORD: (PlainForm(r"^[!-~]+$", _lower),),
    ColumnType.TEXT: (
        PlainForm(rf"(?s)^{_SEEN}(?:.*{_SEEN})?$", _itself, _begins_and_ends_in_ascii),
    ),
    ColumnType.AMOUNT: (PlainForm(r"^-?\d{1,14}(?:\.\d{1,4})?$", _amount),),
    ColumnType.MOMENT: (
        PlainForm(rf"^{_DATE}(?:{_TIME})?$", _local),
        PlainForm(rf"^{_DATE}{_TIME}{_OFFSET}$", _zoned),
    ),
    ColumnType.COORDINATE: (PlainForm(r"^-?\d{1,3}(?:\.\d{1,12})?$", _coordinate),),
    ColumnType.PHONE: (
        PlainForm(rf"^{phone.PREFIX}\d{{8}}$", _bare_mobile),
        PlainForm(rf"^(?:(?:\+|00)?86[ -]?)?{phone.PREFIX}[ -]?\d{{4}}[ -]?\d{{4}}$", _mobile),
        PlainForm(rf"^{phone.PREFIX}(?:{_MASKED_TAIL})$", _masked_mobile),
        PlainForm(r"^[*]{4,13}\d{3,4}$", _itself),
    ),
    ColumnType.ADDRESS: (PlainForm(r"[0-9]", _place),),
    ColumnType.EMAIL: (PlainForm(rf"^{_MAIL}", _mail),),
    ColumnType.PAYMENT: (
        PlainForm(rf"^(?:alipay|wechat|paypal):{_MAIL}", _mail),
        PlainForm(r"^bank:\d{12,19}$", _card),
        PlainForm(rf"^(?:alipay|wechat):{phone.PREFIX}\d{{8}}$", _wallet_of_mobile),
    ),
    ColumnType.TRACKING: (PlainForm(r"^[A-Z]{0,4}[0-9]{8,20}$", _several_marks),),
    ColumnType.IMAGE: (PlainForm(r"^[0-9a-f]{8,128}$", _several_marks),),
}

"""Amounts, weights and quantities as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from casework.analysis.normalise.romanise import plain

SHARED_BY = "Everyone who was paid or sent that much: an amount identifies nobody."

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?", re.ASCII)
_CONTINENTAL = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}", re.ASCII)
_CURRENCY = (
    "cn¥|jp¥|rmb¥?|cny|usd|eur|gbp|hkd|twd|jpy|krw|sgd|aud|cad|chf|vnd|thb|人民币"
    "|hk\\$|us\\$|nt\\$|s\\$|a\\$|c\\$|[¥￥$€£₩฿₫]"
)
_SIGN = re.compile(rf"^([+-]?)\s*(?:{_CURRENCY})\s*")
_UNIT = re.compile(
    rf"\s*(?:{_CURRENCY}|[元圆块]整?|美元|欧元|港元|港币|英镑|日元"
    r"|kgs?|公斤|千克|[件个箱包双套只台]|pcs?|pieces?)\.?$"
)
_SET_OFF = re.compile(r"\(([^()+-]+)\)")
_DEBIT = re.compile(r"([^+-]+)-")
_TIMES = {
    "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_WORD = re.compile(r"\s*([十百千万亿]+)$")
_LONGEST = 40
_LARGEST = Decimal(10) ** 14
"""What the lake's DECIMAL(18,4) holds."""


def clean(text: str) -> Decimal | None:
    """The amount, None when the text is no number or is larger than the lake holds (10^14).

    A comma before exactly three digits parts thousands, as in China and the United States; a point
    is a decimal point wherever it stands alone. `12k` and `3w` are not read: a k may be a thousand
    or a kilogram. Grams, pounds and the like are not read either: the column says kilograms.
    Accountants' (12.50) and 12.50- are negative.

    Plain form: a minus or none, up to 14 digits, a point and up to four more.

    >>> clean("￥1,299.00")
    Decimal('1299.00')
    >>> clean("1.2亿元")
    Decimal('120000000.0')
    >>> clean("12,x0") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return _within(Decimal(text))
    written = plain(text).strip().replace("’", "'")
    negative = _SET_OFF.fullmatch(written) or _DEBIT.fullmatch(written)
    if negative is not None:
        written = negative[1].strip()
    written = _UNIT.sub("", _SIGN.sub(r"\1", written))
    word = _WORD.search(written)
    times = Decimal(_TIMES.get(word[1], 0) if word else 1)
    if word is not None:
        written = written[: word.start()]
    if _GROUPED.fullmatch(written):
        written = re.sub(r"[,' ]", "", written)
    elif _CONTINENTAL.fullmatch(written):
        written = written.replace(".", "").replace(",", ".")
    elif not _PLAIN.fullmatch(written) and not _EXPONENT.fullmatch(written):
        return None
    if not times:
        return None
    return _within(Decimal(written) * (-times if negative else times))


def _within(value: Decimal) -> Decimal | None:
    return value if abs(value) < _LARGEST else None

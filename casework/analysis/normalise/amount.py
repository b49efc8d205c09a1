"""Amounts, weights and quantities as exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from casework.analysis.normalise.romanise import plain

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?", re.ASCII)
_CONTINENTAL = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}", re.ASCII)
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}", re.ASCII)
_SIGN = re.compile(r"^([+-]?)\s*(?:cn¥|rmb|cny|usd|eur|gbp|hk\$|us\$|[¥￥$€£])\s*", re.ASCII)
_UNIT = re.compile(r"\s*(?:元|圆|rmb|cny|usd|eur|gbp|€|kg|kgs|公斤|千克|件|个|pcs)$")
_TEN_THOUSAND = Decimal(10_000)
_LONGEST = 40
_LARGEST = Decimal(10) ** 14
"""What the lake's DECIMAL(18,4) holds."""


def clean(text: str) -> Decimal | None:
    """The amount, None when the text is no number or is larger than the lake holds (10^14).

    >>> clean("￥1,299.00")
    Decimal('1299.00')
    >>> clean("12,x0") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        return _within(Decimal(text))
    written = plain(text).strip()
    written = _UNIT.sub("", _SIGN.sub(r"\1", written))
    times = Decimal(1)
    if written.endswith("万"):
        written, times = written[:-1].rstrip(), _TEN_THOUSAND
    if _GROUPED.fullmatch(written):
        written = re.sub(r"[,' ]", "", written)
    elif _CONTINENTAL.fullmatch(written):
        written = written.replace(".", "").replace(",", ".")
    elif not _PLAIN.fullmatch(written) and not _EXPONENT.fullmatch(written):
        return None
    return _within(Decimal(written) * times)


def _within(value: Decimal) -> Decimal | None:
    return value if abs(value) < _LARGEST else None

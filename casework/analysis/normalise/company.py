"""Company registration numbers.

How many could share it: one company. A number whose check character is wrong is not understood.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_USCC_LENGTH = 18
_LEFT_OUT = re.compile(r"[\s.\-/]+")
_FOREIGN = re.compile(r"(?=(?:.*\d){4})[A-Z0-9*]{5,20}")
_FEWEST_VISIBLE = 4


def clean(text: str) -> str | None:
    """The Unified Social Credit Code (GB 32100) or a foreign number, upper-case and compact.

    >>> clean("91110000600037341L")
    '91110000600037341L'
    >>> clean("91110000600037341M") is None
    True
    """
    from stdnum.cn import uscc

    if len(text) > 60:
        return None
    compact = _LEFT_OUT.sub("", plain(text)).upper()
    if not _FOREIGN.fullmatch(compact) or not compact.isascii():
        return None
    if "*" in compact:
        return compact if sum(map(str.isalnum, compact)) >= _FEWEST_VISIBLE else None
    if len(set(compact)) == 1:
        return None
    if len(compact) == _USCC_LENGTH:
        return compact if uscc.is_valid(compact) else None
    return compact

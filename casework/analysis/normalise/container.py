"""Numbers of freight containers (ISO 6346)."""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

SHARED_BY = (
    "The consignors of everything packed into one container on one voyage; "
    "the box itself is used again for the next voyage."
)

_LEFT_OUT = re.compile(r"[\s.\-_/]+")
_NUMBER = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_LONGEST = 40


def clean(text: str) -> str | None:
    """The number in upper-case without blanks and dashes, None where its check digit is wrong.

    Three letters name the owner; the fourth says what it is: U a container, J equipment that comes
    off, Z a trailer or chassis (ISO 6346:2022, 4.2). The check digit must be there.

    >>> clean("csqu 305438-3")
    'CSQU3054383'
    >>> clean("CSQU3054384") is None
    True
    """
    from stdnum import iso6346

    if len(text) > _LONGEST:
        return None
    compact = _LEFT_OUT.sub("", plain(text)).upper()
    if not _NUMBER.fullmatch(compact) or not iso6346.is_valid(compact):
        return None
    return compact

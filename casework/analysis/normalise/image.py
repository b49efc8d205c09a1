"""Hashes of listing images.

How many could share it: the shops that use one photograph; stock photographs, thousands.
"""

from __future__ import annotations

import re

_HASH = re.compile(r"(?:[a-z]{2,12}:)?(?:0x)?([0-9a-f]{8,128})", re.ASCII)


def clean(text: str) -> str | None:
    """The hash in lower-case hexadecimal, None when it is none or that of an empty picture.

    >>> clean("pHash:8F0C3A5512EE90AB")
    '8f0c3a5512ee90ab'
    """
    match = _HASH.fullmatch(text.strip().lower()) if len(text) < 200 else None
    if match is None or len(set(match[1])) == 1:
        return None
    return match[1]

"""Identifiers of the devices a seller signs in with.

How many could share it: one shop's staff; an agency's device, hundreds of shops.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_DEVICE = re.compile(r"[a-z0-9*][a-z0-9*:_.{}\-]{3,127}")
_BLANK = re.compile(r"[0:\-_.{}f*]+|(?:n/?a|null|none|unknown|undefined|unset)")


def clean(text: str) -> str | None:
    """The identifier in lower-case, None for placeholders such as all zeros.

    >>> clean("A1B2-C3D4-0099")
    'a1b2-c3d4-0099'
    """
    if len(text) > 200:
        return None
    written = plain(text).strip().strip("{}")
    if not _DEVICE.fullmatch(written) or _BLANK.fullmatch(written):
        return None
    return written


def clean_several(text: str) -> list[str]:
    """The identifiers of a cell that joins them by `|`, each once, in the order written."""
    found = (clean(piece) for piece in text.split("|"))
    return list(dict.fromkeys(value for value in found if value is not None))

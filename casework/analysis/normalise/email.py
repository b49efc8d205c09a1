"""E-mail addresses, lower-case.

How many could share it: one person or one shop; a masked one (`z***@qq.com`) thousands.
"""

from __future__ import annotations

import re

from casework.analysis.normalise.romanise import plain

_ADDRESS = re.compile(
    r"[a-z0-9*!#$%&'/=?^_`{|}~+-]+(?:\.[a-z0-9*!#$%&'/=?^_`{|}~+-]+)*"
    r"@(?:[a-z0-9*](?:[a-z0-9*-]{0,61}[a-z0-9*])?\.)+[a-z*][a-z0-9*-]{0,61}[a-z0-9*]"
)
_LONGEST = 254
_NOBODY = frozenset({"test", "none", "null", "na", "n/a", "noreply", "no-reply", "example"})
_NOWHERE = frozenset({"example.com", "example.org", "example.net", "test.com", "none.com"})


def clean(text: str) -> str | None:
    """The address in lower-case, None when it is none or a placeholder.

    >>> clean(" Zhang.Wei@QQ.com ")
    'zhang.wei@qq.com'
    """
    if len(text) > _LONGEST + 20:
        return None
    written = plain(text).strip().removeprefix("mailto:").strip("<>")
    if len(written) > _LONGEST or not _ADDRESS.fullmatch(written):
        return None
    local, _, domain = written.partition("@")
    if local in _NOBODY or domain in _NOWHERE or not local.strip("*"):
        return None
    return written

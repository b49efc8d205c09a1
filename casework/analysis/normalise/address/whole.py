"""Reading one address as a whole, whatever script it is in."""

from __future__ import annotations

import re

from casework.analysis.normalise.address import characters, latin
from casework.analysis.normalise.address.asides import place_only
from casework.analysis.normalise.address.key import MASK
from casework.analysis.normalise.romanise import has_characters, plain

LONGEST = 500
"""Characters of an address that are read: what stands behind them names no place."""

_SAYS_NOTHING = re.compile(
    r"[\W_]*(?:n[./]?a|none|null|nil|nan|unknown|undefined|not applicable|tbd|test|xx+|"
    r"无|暂无|没有|不详|不明|未知|未填|未填写|空|同上|保密|测试|-)?[\W_]*"
)
_HIDDEN_END = re.compile(r"[a-z0-9]+$")


def read(text: str) -> str | None:
    """The key of the place an address names, None when it names none."""
    written = place_only(plain(text[:LONGEST]).strip())
    if _SAYS_NOTHING.fullmatch(written) or sum(map(str.isalpha, written)) < 2:
        return None
    if not has_characters(written):
        return latin.read(written)
    visible, mask, _ = written.partition(MASK)
    if mask:
        visible = _HIDDEN_END.sub("", visible)
    return characters.read(visible, cut=bool(mask)).key(masked=bool(mask))

"""Units a header names that are not ours: such a column is kept as it is, never taken for ours."""

from __future__ import annotations

import re

_WEIGHT = frozenset({"weight_kg"})
_MONEY = frozenset({"price", "unit_price", "amount", "declared_value", "value"})
_OTHER_WEIGHTS = re.compile(
    r"(?<![千公])克|(?<!公)斤|磅|盎司|吨|(?<![a-z])(?:g(?!\.?\s?w)|gr|grams?|grammes?|lbs?|pounds?|oz|ounces?|"
    r"mg|t|tons?|tonnes?)(?![a-z])"
)
_OTHER_MONEY = re.compile(
    r"[(（\[【_:/ ]\s*(?:单位[:：]?)?(?:分|万元?|百万元?|cents?)\s*[)）\]】]?$"
)


_READ_IN = {
    **dict.fromkeys(_WEIGHT, "weights are read in kilograms"),
    **dict.fromkeys(_MONEY, "money is read in whole units of its currency"),
}


def in_other_units(ours: str, theirs: str) -> bool:
    """Return whether a header says that its cells are not in the unit of our column.

    Weights are kilograms; amounts are whole units of the currency, not cents or ten thousands.
    A wrong weight or sum is worse than one that is kept unread.

    >>> in_other_units("weight_kg", "重量(克)"), in_other_units("weight_kg", "重量（千克）")
    (True, False)
    """
    return bool(_unit(ours, theirs))


def why_unread(ours: str, theirs: str) -> str:
    """Return why a header's cells are not read into our column, "" where they could be.

    >>> why_unread("weight_kg", "重量(克)")
    'the header says 克; weights are read in kilograms'
    """
    unit = _unit(ours, theirs)
    return f"the header says {unit}; {_READ_IN[ours]}" if unit else ""


def _unit(ours: str, theirs: str) -> str:
    """Return the unit that a header names and that is not ours, "" where it names none."""
    units = _OTHER_WEIGHTS if ours in _WEIGHT else _OTHER_MONEY if ours in _MONEY else None
    found = units.search(theirs.strip().lower()) if units else None
    return found[0].strip("()（）[]【】_:/ ") if found else ""

"""Cells that a spreadsheet would run as formulas, made harmless, and given back unharmed."""

from __future__ import annotations

import re

# One apostrophe more than was written, so that a cell delivered with one comes back with it. The
# full-width signs are typed where Chinese is, and some spreadsheets take them for the plain ones.
_ARMED = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_DISARMED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")


def disarmed(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it and runs nothing (CWE-1236, ASVS 5.0 1.2.10).

    >>> disarmed("=1+1"), disarmed("+86 138"), disarmed("taobao")
    ("'=1+1", "'+86 138", 'taobao')
    """
    return f"'{cell}" if _ARMED.match(cell) else cell


def armed(cell: str) -> str:
    """Return what `disarmed` was given.

    >>> armed(disarmed("+86 138"))
    '+86 138'
    """
    return cell[1:] if _DISARMED.match(cell) else cell

"""Friends of friends: every two accounts that show one same value are one group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.rings.shown import Group, Shown, gather, groups_of, rings_among, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_HOLDERS = 20
"""`capped` leaves out what more accounts show: a courier station, an agency."""


def closure(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the groups that sharing any whole value joins."""
    shown = gather(lake)
    return told(shown, rings_among(shown, joined(shown, shown.accounts)))


def capped(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the groups that sharing a whole value of few holders joins."""
    shown = gather(lake)
    return told(shown, rings_among(shown, joined(shown, MOST_HOLDERS)))


def joined(shown: Shown, most: int) -> list[Group]:
    """Return the groups that values of at most so many holders join, through friends of friends."""
    from casework.analysis.components import components

    account, value = shown.only(shown.whole & (shown.holders <= most))
    nodes = shown.accounts + len(shown.holders)
    return groups_of(components(account, value + shown.accounts, nodes)[: shown.accounts])

"""Counts with their nouns, as people say them."""

from __future__ import annotations


def many(count: int, one: str, several: str = "") -> str:
    """Return a count with its noun, thousands apart.

    >>> many(1, "row"), many(1204, "row"), many(2, "entry", "entries")
    ('1 row', '1,204 rows', '2 entries')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"

"""What people write is kept whole: longer than its column it is refused, on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from casework.errors import TooLong


def fitting(column: InstrumentedAttribute[Any], text: str, what: str) -> str:
    """Return the text, which fits its column; `what` is the word for it: "the reason".

    SQLite keeps whatever it is given, PostgreSQL does not: asked here, both refuse alike. Raises
    TooLong.
    """
    most: int = column.type.length
    if len(text) > most:
        raise TooLong(what, len(text), most)
    return text

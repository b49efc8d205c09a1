"""Keyset paging: a page at any depth costs the same, and lists never load whole tables."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from casework.errors import NotFound

Item = TypeVar("Item")
Order = tuple[tuple[InstrumentedAttribute[Any], bool], ...]
"""Columns and whether each runs downwards; together they must be unique."""

_LARGEST, _LARGEST_BIG = 2**31 - 1, 2**63 - 1
"""What a column of whole numbers can be compared with on every database."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items and, where there are more, the cursor that leads on."""

    items: list[Item]
    after: str | None = None


def page(
    session: Session, statement: Select[Item], order: Order, after: str | None, limit: int = 50
) -> Page[Item]:
    """Return the items that follow the cursor, in this order, at most `limit` of them."""
    if after:
        statement = statement.where(_beyond(order, _read(after, order)))
    statement = statement.order_by(
        *(column.desc() if down else column.asc() for column, down in order)
    ).limit(limit + 1)
    items = list(session.scalars(statement).unique())
    if len(items) <= limit:
        return Page(items)
    last = items[limit - 1]
    return Page(items[:limit], _write([getattr(last, column.key) for column, _ in order]))


def _beyond(order: Order, values: list[Any]) -> ColumnElement[bool]:
    choices = []
    for position, (column, down) in enumerate(order):
        value = values[position]
        same = [order[i][0] == values[i] for i in range(position)]
        choices.append(and_(*same, column < value if down else column > value))
    return or_(*choices)


def _write(values: list[Any]) -> str:
    return (
        base64.urlsafe_b64encode(json.dumps(values, default=datetime.isoformat).encode())
        .decode()
        .rstrip("=")
    )


def _read(cursor: str, order: Order) -> list[Any]:
    try:
        values: list[Any] = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise NotFound("page", cursor) from None
    if not isinstance(values, list) or len(values) != len(order):
        raise NotFound("page", cursor)
    try:
        return [_value(value, column) for value, (column, _) in zip(values, order, strict=True)]
    except (TypeError, ValueError, OverflowError):
        raise NotFound("page", cursor) from None


def _value(value: Any, column: InstrumentedAttribute[Any]) -> Any:
    """A cursor comes from outside: each value must be of its column's own type."""
    wanted = column.type.python_type
    if wanted is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment.astimezone(UTC)
    if isinstance(value, bool) or not isinstance(
        value, (int, float) if wanted is float else wanted
    ):
        raise TypeError(wanted)
    if isinstance(value, int):
        largest = _LARGEST_BIG if isinstance(column.type, BigInteger) else _LARGEST
        if abs(value) > largest:
            raise ValueError(value)
    if isinstance(value, str):
        value.encode()  # half of a surrogate pair is no text
        if "\0" in value:
            raise ValueError(value)
    return value

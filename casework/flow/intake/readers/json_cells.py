"""A JSON value as a row of cells: numbers keep the digits they were written with."""

from __future__ import annotations

import json
from itertools import chain
from typing import Any


class NotARow(ValueError):
    """A value that is no row; the message is the reason."""


class _Faulty:
    """Stands for a value that says what JSON cannot mean; the reason waits for its row."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def decoder() -> json.JSONDecoder:
    """Return a decoder whose numbers are text and whose faults are found by `cells_of`."""
    return json.JSONDecoder(
        parse_int=str,
        parse_float=str,
        parse_constant=lambda written: _Faulty(f"{written} is not a number"),
        object_pairs_hook=_object,
    )


def cells_of(value: Any, written: str, what: str) -> dict[str, str]:
    """Return the cells of an object: one level of objects within becomes columns with a dot.

    `written` is its text, `what` it is called ("line", "element"). Raises NotARow.
    """
    if isinstance(value, _Faulty):
        raise NotARow(value.reason.format(what=what))
    if not isinstance(value, dict):
        raise NotARow(f"the {what} is not a JSON object")
    cells: dict[str, str] = {}
    for name, inner in value.items():
        within = inner if isinstance(inner, dict) and inner else None
        found = {name: inner} if within is None else {f"{name}.{k}": v for k, v in within.items()}
        for column, one in found.items():
            if column in cells:
                raise NotARow(f"the {what} names {column!r} twice")
            cells[column] = cell(one)
    if "\\u" in written:
        try:
            "".join(chain(cells, cells.values())).encode()
        except UnicodeEncodeError:
            raise NotARow(f"the {what} holds half of a character (a lone surrogate)") from None
    return cells


def cell(value: Any) -> str:
    """Return a JSON value as the text of a cell: lists of texts joined by `|`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False, default=_refuse)


def _refuse(value: Any) -> None:
    reason = value.reason if isinstance(value, _Faulty) else "it holds what is no JSON"
    raise NotARow(reason.format(what="row"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Faulty:
    found = dict(pairs)
    for inner in found.values():
        if isinstance(inner, _Faulty):
            return inner
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        shown = repr(twice).replace("{", "{{").replace("}", "}}")
        return _Faulty(f"the {{what}} names {shown} twice")
    return found

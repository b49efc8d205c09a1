"""Bad rows, as every delivery has some: an import must refuse them one by one and say why."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from casework.simulator.rows import ROW_OF, Row
from casework.vocabulary import COLUMNS, KEYS, ColumnType, DeliveryKind

_SHARE = 0.001
_FEWEST_ROWS = 200  # smaller files are clean
_NO_AMOUNT = ("一百多", "12,3x", "??", "见附件")
_NO_MOMENT = ("2026-02-31", "2026-13-05", "昨天", "0000-00-00")

_AMOUNTS: dict[DeliveryKind, str] = {
    DeliveryKind.LISTINGS: "price",
    DeliveryKind.ORDERS: "amount",
    DeliveryKind.PAYMENTS: "amount",
    DeliveryKind.SHIPMENTS: "weight_kg",
}


class Reject(NamedTuple):
    """A row an import must refuse: its place in the list of rows, the column, and why."""

    place: int
    column: str
    reason: str


def spoil(
    kind: DeliveryKind, rows: Sequence[Row], rng: Random, bad: int | None = None
) -> tuple[list[Row], list[Reject]]:
    """Return the rows with `bad` ones among them, and where these are; about one in a thousand.

    Bad rows are additional: whatever the truth says rests on rows that can be read.
    """
    if bad is None:
        bad = round(len(rows) * _SHARE) or (1 if len(rows) >= _FEWEST_ROWS else 0)
    places = sorted(rng.sample(range(len(rows)), bad))
    mixed: list[Row] = []
    rejects: list[Reject] = []
    start = 0
    for place in places:
        mixed += rows[start:place]
        start = place
        row, column, reason = _damage(kind, rows[place], rng)
        rejects.append(Reject(len(mixed), column, reason))
        mixed.append(row)
    mixed += rows[start:]
    return mixed, rejects


def _damage(kind: DeliveryKind, row: Row, rng: Random) -> tuple[Row, str, str]:
    key = KEYS[kind][-1]
    values = row._asdict()
    values[key] = f"{values[key]}9"
    moment = next(c for c, is_a in COLUMNS[kind].items() if is_a is ColumnType.MOMENT)
    options = [(key, "missing key", ""), (moment, "unreadable date", rng.choice(_NO_MOMENT))]
    if kind in _AMOUNTS:
        options.append((_AMOUNTS[kind], "unreadable amount", rng.choice(_NO_AMOUNT)))
    column, reason, written = rng.choice(options)
    values[column] = written
    return ROW_OF[kind](**values), column, reason

"""How well a column of theirs fits one of ours: what its name says and what its cells are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.flow.intake.proposing import values
from casework.flow.intake.proposing.names import Said, likeness
from casework.flow.intake.proposing.ours import WAYS
from casework.flow.intake.synonyms import SYNONYMS
from casework.flow.intake.synonyms import plain as plain_label
from casework.flow.intake.units import in_other_units, why_unread
from casework.vocabulary import COLUMNS, ColumnType, DeliveryKind

FLOOR = 0.55
"""Below this a column is left unproposed rather than guessed."""
_NAME_COUNTS, _VALUES_COUNT = 0.72, 0.28
_CONTRADICTED = 0.3
"""Where fewer cells than this read as what our column holds, its name is not believed."""
_FEWEST_CELLS = 2
_BY_VALUES_ALONE = 0.68
_BESIDE = 0.08
"""What is inherited from a neighbour counts a little less than what is said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one of our columns is recognised by its cells."""

    reads: Callable[[str], bool]
    are: str
    """`48 of 50 values are ...`"""
    alone: Callable[[str], bool] | None = None
    """What says by itself what the column is, whatever its name; None where nothing does."""
    strict: bool = True
    """Whether cells that do not read so speak against it."""


_MOMENTS = Reading(values.is_moment, "dates or times")
_AMOUNTS = Reading(values.is_number, "amounts")
_WHOLE = Reading(values.is_whole, "whole numbers")
_IDS = Reading(values.is_id, "numbers or references")
_TEXTS = Reading(values.is_text, "texts")

_BY_TYPE = {
    ColumnType.PHONE: Reading(values.is_phone, "telephone numbers", values.is_phone),
    ColumnType.EMAIL: Reading(values.is_email, "e-mail addresses", values.is_email),
    ColumnType.PAYMENT: Reading(values.is_payment, "payment accounts", values.is_payment),
    ColumnType.COMPANY: Reading(values.is_company_number, "company numbers", values.is_credit_code),
    ColumnType.TRACKING: Reading(values.is_tracking, "waybill numbers", values.is_waybill),
    ColumnType.CONTAINER: Reading(values.is_container, "container numbers", values.is_container),
    ColumnType.HS_CODE: Reading(values.is_hs_code, "HS codes"),
    ColumnType.NAME: Reading(values.is_name, "names"),
    ColumnType.ADDRESS: Reading(values.is_address, "addresses", values.is_address),
    ColumnType.IMAGE: Reading(values.is_hash, "hashes", values.is_hash),
    ColumnType.CARRIER: Reading(values.is_carrier, "carriers known by name", values.is_carrier),
    ColumnType.AMOUNT: _AMOUNTS,
    ColumnType.MOMENT: _MOMENTS,
}
_BY_NAME = {
    "platform": Reading(
        values.is_platform, "platforms known by name", values.is_platform, strict=False
    ),
    "currency": Reading(values.is_currency, "currencies", values.is_currency),
    "status": Reading(values.is_status, "stages of an order", values.is_status),
    "verdict": Reading(
        values.is_verdict, "findings on whether goods are genuine", values.is_verdict
    ),
    "direction": Reading(values.is_direction, "directions of trade", values.is_direction),
    "channel": Reading(values.is_channel, "ways of paying", strict=False),
    "quantity": _WHOLE,
    "pieces": _WHOLE,
    "units_sold": _WHOLE,
    "title": _TEXTS,
    "goods": _TEXTS,
    "declared_goods": _TEXTS,
    "brand": _TEXTS,
    "shop_name": _TEXTS,
    "order_id": _IDS,
    "payment_id": _IDS,
    "listing_id": _IDS,
    "test_buy_id": _IDS,
    "seizure_ref": Reading(lambda cell: any(map(str.isdigit, cell)), "references", strict=False),
    "pickup_lat": Reading(values.is_latitude, "latitudes"),
    "place_lat": Reading(values.is_latitude, "latitudes"),
    "pickup_lon": Reading(values.is_longitude, "longitudes"),
    "place_lon": Reading(values.is_longitude, "longitudes"),
}


_TELLING_WHERE_ONE = {ColumnType.MOMENT: values.is_date, ColumnType.AMOUNT: values.is_money}


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns, as far as it was looked at."""

    theirs: str
    said: Said
    look: values.Look
    beside: str = ""
    """The party a neighbour names, where this name does not."""
    neighbour: str = ""
    export: str = ""
    """The platform in whose exports of orders this name means one thing: ..."""
    there: str = ""
    """... this column of ours."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How sure it is that a column of theirs is one of ours, and why."""

    sure: float
    why: str = ""


def fit(column: Column, kind: DeliveryKind, ours: str) -> Fit:
    """Return how well a column fits one of ours."""
    if in_other_units(ours, column.theirs):
        return Fit(0.0)
    named, borrowed = _named(column, kind, ours)
    reading = _BY_NAME.get(ours) or _BY_TYPE.get(COLUMNS[kind][ours])
    cells = column.look.cells
    if reading is None or not cells:
        sure = named * (0.9 if not cells else 0.93)
        return Fit(sure, _says(column, borrowed))
    share = column.look.share(reading.reads)
    seen = f"{column.look.count(reading.reads)} of {len(cells)} values are {reading.are}"
    alone = reading.alone or _alone_in(kind, ours)
    if column.said.silent and not named and alone and share > _CONTRADICTED:
        return Fit(column.look.share(alone) * _BY_VALUES_ALONE, seen)
    if share < _CONTRADICTED and len(cells) >= _FEWEST_CELLS and reading.strict:
        return Fit(named * share, f"{_says(column, borrowed)}, but {seen}")
    weight = share if reading.strict else max(share, 0.6)
    sure = named * (_NAME_COUNTS + _VALUES_COUNT * weight)
    return Fit(sure, f"{seen}; {_says(column, borrowed)}" if share else _says(column, borrowed))


def _alone_in(kind: DeliveryKind, ours: str) -> Callable[[str], bool] | None:
    """Return what tells the only column of its type that a kind has: a payment's one moment."""
    type_ = COLUMNS[kind][ours]
    only = sum(one is type_ for one in COLUMNS[kind].values()) == 1
    return _TELLING_WHERE_ONE.get(type_) if only else None


def in_another_unit(column: Column, kind: DeliveryKind, ours: str) -> str:
    """Return why a column is not read as the one of ours it is named like, "" where it may be."""
    why = why_unread(ours, column.theirs)
    return why if why and _named(column, kind, ours)[0] >= FLOOR else ""


def _named(column: Column, kind: DeliveryKind, ours: str) -> tuple[float, bool]:
    """Return how much the name speaks for our column, and whether a neighbour had to help."""
    if column.there and kind is DeliveryKind.ORDERS:
        return (0.97 if column.there == ours else 0.0), False
    label = plain_label(column.theirs)
    if label == ours:
        return 1.0, False
    if label in SYNONYMS.get(ours, ()):
        return 0.98, False
    alone = likeness(column.said, WAYS[kind][ours])
    if not column.beside:
        return alone, False
    helped = Said(column.said.meanings | {column.beside}, column.said.unknown)
    together = likeness(helped, WAYS[kind][ours]) - _BESIDE
    return (together, True) if together > alone else (alone, False)


def _says(column: Column, borrowed: bool) -> str:
    says = f"the header says {column.theirs.strip()}"
    if column.there:
        return f"{says}, as {column.export} heads it in its orders"
    return f"{says} and stands beside {column.neighbour}" if borrowed else says

"""A mapping proposed: the kind that explains most, and for each of their columns at most one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Any

from casework.flow.intake.mapping import REJECT_COLUMNS
from casework.flow.intake.proposing import values
from casework.flow.intake.proposing.fitting import FLOOR, Column, Fit, fit, in_another_unit
from casework.flow.intake.proposing.givens import Given, givens, peculiar
from casework.flow.intake.proposing.names import said
from casework.flow.intake.proposing.words import PARTIES
from casework.flow.intake.readers import Unnamed
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind

GIVEN = frozenset({"platform", "carrier"})
"""Keys that a file often leaves out because all its rows share them: an officer may give them."""
_MOST_COLUMNS = 200
_PROPERTIES = frozenset({"name", "phone", "address", "email", "account", "_region", "company"})
"""What parties have: told apart by whom the columns beside speak of."""
_KEY_COUNTS = 2.0
_WITHOUT_KEY = 0.75
_SAYS_LITTLE = {
    kind: frozenset(columns.split())
    for kind, columns in {
        DeliveryKind.ACCOUNTS: "platform category",
        DeliveryKind.LISTINGS: "platform account_id category currency",
        DeliveryKind.ORDERS: "platform account_id currency payment_id carrier waybill_no",
        DeliveryKind.PAYMENTS: "currency",
        DeliveryKind.TEST_BUYS: "platform account_id listing_id currency carrier waybill_no",
        DeliveryKind.SHIPMENTS: (
            "platform account_id currency carrier receiver_name receiver_phone receiver_address"
        ),
        DeliveryKind.SEIZURES: "brand currency carrier waybill_no",
    }.items()
}
"""What rows of other kinds name as often: an order says where it goes, and by which parcel."""
_LITTLE = 0.5
_COUNTED = 0.12
"""What is added where the arithmetic of the rows agrees."""
_AGREE = 0.9
_FEWEST_ROWS = 5
_CENT = 0.011
_SUREST = 0.99
"""Nothing proposed is certain."""


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """What one of their columns seems to be, how sure that is, and why."""

    ours: str | None
    confidence: float
    """0 where nobody weighed it: nothing is proposed, or it is taken from another mapping."""
    why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A mapping nobody has confirmed yet."""

    kind: DeliveryKind
    columns: dict[str, ProposedColumn]
    """By their names, in the order of the header."""
    given: dict[str, Given] = field(default_factory=dict)
    """Ours to a value the file itself suggests for every row."""
    as_reads: str = ""
    """The mapping of another table it is taken from, "" where it is not."""

    @property
    def mapping(self) -> dict[str, str]:
        """Theirs to ours."""
        return {theirs: one.ours for theirs, one in self.columns.items() if one.ours}

    @property
    def constants(self) -> dict[str, str]:
        """Ours to the value suggested for every row."""
        return {ours: one.value for ours, one in self.given.items()}

    @property
    def needs(self) -> list[str]:
        """Ours that name a row, that no column says and the officer must give."""
        known = {*self.mapping.values(), *self.given}
        return [key for key in KEYS[self.kind] if key not in known and key in GIVEN]

    @property
    def complete(self) -> bool:
        """Whether a row could be named by it, once what it needs is given."""
        return set(KEYS[self.kind]) <= {*self.mapping.values(), *self.given, *self.needs}

    def as_json(self) -> dict[str, Any]:
        """Return it as a look keeps it."""
        return {
            "kind": self.kind.value,
            "columns": {
                theirs: {"ours": one.ours, "confidence": one.confidence, "why": one.why}
                for theirs, one in self.columns.items()
            },
            "constants": {
                ours: {"value": one.value, "why": one.why} for ours, one in self.given.items()
            },
            "needs": self.needs,
            "as_reads": self.as_reads,
        }


def proposal(
    header: Sequence[str],
    cells: Mapping[str, Sequence[str]],
    kind: DeliveryKind | None = None,
) -> Proposed:
    """Return what the columns of a table seem to mean, the kind being what explains most of them.

    `cells` holds some cells of each column, row for row. A column about which too little speaks is
    left without a proposal. A kind that is given is kept.
    """
    names = [name for name in header if name not in REJECT_COLUMNS][:_MOST_COLUMNS]
    columns = _columns(names, cells)
    kinds = [kind] if kind else list(DeliveryKind)
    triples = _triples(names, cells)
    found = {one: _assigned(columns, one, triples) for one in kinds}
    best = max(kinds, key=lambda one: _explains(one, found[one]))
    if kind is None and len(columns) > 1 and _is_a_key_alone(best, found[best]):
        found[best] = {}
    proposed = {
        one.theirs: _told(found[best][one.theirs])
        if one.theirs in found[best]
        else _open(one, best, isinstance(header, Unnamed))
        for one in columns
    }
    mapping = {theirs: one.ours for theirs, one in proposed.items() if one.ours}
    return Proposed(best, proposed, givens(best, mapping, header, cells))


def unread(kind: DeliveryKind, theirs: Sequence[str]) -> dict[str, str]:
    """Return those of their columns that are named like ours but hold another unit, with why."""
    found = {name: _unread(Column(name, said(name), values.look_of(())), kind) for name in theirs}
    return {name: why for name, why in found.items() if why}


def _columns(names: Sequence[str], cells: Mapping[str, Sequence[str]]) -> list[Column]:
    """Return their columns; one that does not say whose it is learns it from those before it."""
    columns: list[Column] = []
    party = neighbour = ""
    export, known = peculiar(names)
    for name in names:
        says = said(name)
        look = values.look_of(cells.get(name, ()))
        column = Column(name, says, look, export=export, there=known.get(name, ""))
        if says.party:
            party, neighbour = says.party, name
        elif party and says.meanings & _PROPERTIES:
            column = replace(column, beside=party, neighbour=neighbour)
        elif not says.silent and not says.meanings <= PARTIES | _PROPERTIES:
            party = ""
        columns.append(column)
    return columns


def _assigned(
    columns: Sequence[Column],
    kind: DeliveryKind,
    triples: Sequence[tuple[str, str, str]],
) -> dict[str, tuple[str, Fit]]:
    """Return for each of their columns the one of ours it is, so that all together fit best."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    ours = list(COLUMNS[kind])
    fits = [[fit(column, kind, one) for one in ours] for column in columns]
    for price, quantity, amount in triples:
        _count(columns, ours, fits, {"unit_price": price, "quantity": quantity, "amount": amount})
    # To the third power: two doubtful columns are not worth a sure one.
    sure = np.array([[one.sure**3 if one.sure >= FLOOR else 0.0 for one in row] for row in fits])
    if not sure.size:
        return {}
    rows, places = linear_sum_assignment(sure, maximize=True)
    return {
        columns[row].theirs: (ours[place], fits[row][place])
        for row, place in zip(rows.tolist(), places.tolist(), strict=True)
        if sure[row, place] > 0
    }


def _count(
    columns: Sequence[Column],
    ours: Sequence[str],
    fits: Sequence[list[Fit]],
    roles: Mapping[str, str],
) -> None:
    """Make a unit price, a quantity and their product surer of what they are."""
    if not set(roles) <= set(ours):
        return
    place = {column.theirs: at for at, column in enumerate(columns)}
    for role, theirs in roles.items():
        row, at = place[theirs], ours.index(role)
        before = fits[row][at]
        if before.sure > 0:
            why = f"{before.why}; unit price times quantity gives the amount, row by row"
            fits[row][at] = Fit(before.sure + _COUNTED, why)


def _triples(
    names: Sequence[str], cells: Mapping[str, Sequence[str]]
) -> list[tuple[str, str, str]]:
    """Return the columns of which the first times the second gives the third, row by row."""
    numbers = {}
    for name in names:
        column = [values.number(cell) for cell in cells.get(name, ())[: values.MOST_CELLS]]
        known = [one for one in column if one is not None]
        if len(known) >= _FEWEST_ROWS and len(known) == len(column) and len(set(known)) > 1:
            numbers[name] = [float(one) for one in known]
    if len(numbers) > 12:
        return []
    return [
        (price, quantity, amount)
        for price, quantity, amount in permutations(numbers, 3)
        if _multiplies(numbers[price], numbers[quantity], numbers[amount])
    ]


def _multiplies(price: list[float], quantity: list[float], amount: list[float]) -> bool:
    if not all(one.is_integer() and one > 0 for one in quantity):
        return False
    rows = list(zip(price, quantity, amount, strict=True))
    return sum(abs(p * q - a) < _CENT for p, q, a in rows) >= _AGREE * len(rows)


def _explains(kind: DeliveryKind, found: Mapping[str, tuple[str, Fit]]) -> float:
    """Return how much of a table a kind explains; what names its rows counts most."""
    sure = {ours: one.sure for ours, one in found.values()}
    keys = [key for key in KEYS[kind] if key not in GIVEN]
    named = min((sure.get(key, 0.0) for key in keys), default=0.0)
    little = sum(one for ours, one in sure.items() if ours in _SAYS_LITTLE[kind])
    total = sum(sure.values()) - _LITTLE * little + _KEY_COUNTS * named
    return total if named else total * _WITHOUT_KEY


def _is_a_key_alone(kind: DeliveryKind, found: Mapping[str, tuple[str, Fit]]) -> bool:
    """Return whether a kind rests on one number: any table has some column that ends in ID."""
    return len(found) == 1 and all(ours in KEYS[kind] for ours, _ in found.values())


def _told(found: tuple[str, Fit]) -> ProposedColumn:
    ours, one = found
    return ProposedColumn(ours, round(min(one.sure, _SUREST), 2), one.why)


def _open(column: Column, kind: DeliveryKind, unnamed: bool) -> ProposedColumn:
    """Return a column that nothing is proposed for, with why."""
    silent = "its values do not tell" if unnamed else "neither its name nor its values tell"
    why = _unread(column, kind) or f"{silent} what it is"
    return ProposedColumn(None, 0.0, why)


def _unread(column: Column, kind: DeliveryKind) -> str:
    """Return why the one of ours a column is named like cannot be read from it, "" where it can."""
    whys = (in_another_unit(column, kind, ours) for ours in COLUMNS[kind])
    return next(filter(None, whys), "")

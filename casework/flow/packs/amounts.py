"""Amounts by tier with their workings: what each order proves, added up in Decimal.

Tiers as in docs/rings.md: X refunded or cancelled; A order, matching payment and matching parcel;
B order and one of the two; C order alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from casework.flow.packs.snapshot import Row, Snapshot, understood
from casework.vocabulary import DeliveryKind

TIERS = ("A", "B", "C", "X")
UNSTATED = "—"
"""Stands for a currency or tier that the row does not state."""


@dataclass(slots=True)
class Tally:
    """The orders of one currency: how many and how much, by tier."""

    currency: str
    orders: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    without_amount: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Orders whose amount could not be understood: counted, and added to no sum."""

    def proven(self) -> Decimal:
        """Return the sum of A, B and C: X is money that went back."""
        return sum((self.amounts[tier] for tier in "ABC"), Decimal())

    def add(self, tier: str, amount: Decimal | None) -> None:
        self.orders[tier] += 1
        if amount is None:
            self.without_amount[tier] += 1
        else:
            self.amounts[tier] += amount


def by_currency(snapshot: Snapshot) -> list[Tally]:
    """Return the case's orders added up, one tally for each currency, largest first."""
    return _tallied(snapshot.records(DeliveryKind.ORDERS))


def by_account(snapshot: Snapshot) -> dict[tuple[str, str], list[Tally]]:
    """Return the same for each account, sorted by platform and account."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in snapshot.records(DeliveryKind.ORDERS):
        groups[_account(row)].append(row)
    return {account: _tallied(groups[account]) for account in sorted(groups)}


def amount(row: Row, column: str) -> Decimal | None:
    """Return a number the row states, exact; None where it states none that can be understood."""
    found = understood(row, column)
    if found is None or isinstance(found, bool):
        return None
    try:
        value = Decimal(str(found))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def currency(row: Row) -> str:
    """Return the row's currency in capitals, or a dash where it states none."""
    return str(understood(row, "currency") or UNSTATED).upper()


def money(value: Decimal | None) -> str:
    """Return an amount for reading: two decimals at least, thousands set apart, nothing rounded."""
    if value is None:
        return UNSTATED
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{value:,.{places}f}"


def _account(row: Row) -> tuple[str, str]:
    return str(understood(row, "platform") or ""), str(understood(row, "account_id") or "")


def _tallied(rows: Iterable[Row]) -> list[Tally]:
    tallies: dict[str, Tally] = {}
    for row in rows:
        tally = tallies.setdefault(currency(row), Tally(currency(row)))
        tally.add(row["tier"] or UNSTATED, amount(row, "amount"))
    return sorted(tallies.values(), key=lambda one: (-one.proven(), one.currency))

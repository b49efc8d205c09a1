"""What the rows say that a member or a place rests on: read from the delivered files themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from casework.act import Act
from casework.analysis.values import AccountKey
from casework.flow import intake
from casework.flow.intake import DeliveredRow
from casework.model import Batch, Finding, Member, Place
from casework.vocabulary import Action, DeliveryKind

_MOST = 200
"""Rows shown on one page: past them a person reads the delivery itself."""
_MOST_BOUGHT = 2_000
"""Test buys of a ring that are looked through for those from one member."""


def parcels(act: Act, of: Finding, place: Place) -> list[DeliveredRow]:
    """Return the rows that point to a place of the ring, parcels and seizures, as delivered."""
    act.require(Action.RING_READ, of)
    return _delivered(act, place.rows[:_MOST])


def goods(act: Act, of: Finding, member: Member) -> list[DeliveredRow]:
    """Return the test buys with a verdict that were bought from this member, as delivered."""
    act.require(Action.RING_READ, of)
    bought = (row for row in of.rows if row["kind"] == DeliveryKind.TEST_BUYS.value)
    account = member.platform, member.account_id
    return _delivered(act, islice(bought, _MOST_BOUGHT), account)[:_MOST]


def _delivered(
    act: Act, refs: Iterable[Mapping[str, Any]], account: AccountKey | None = None
) -> list[DeliveredRow]:
    """Return the rows, those of one batch read together, in the order of batches and rows."""
    numbers: dict[int, list[int]] = defaultdict(list)
    for ref in refs:
        numbers[ref["batch_id"]].append(ref["row_number"])
    return [
        row
        for batch_id, mine in sorted(numbers.items())
        for row in intake.rows(act, act.get(Batch, batch_id), mine, account)
    ]

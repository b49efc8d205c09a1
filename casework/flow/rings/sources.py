"""What the rows say that a member or a place rests on: read from the delivered files themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from casework import lake
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

_BOUGHT = """
SELECT batch_id, row_number FROM test_buys
WHERE platform_value = ? AND account_id_value = ?
ORDER BY ordered_on_value, batch_id, row_number LIMIT ?
"""


def parcels(act: Act, of: Finding, place: Place) -> list[DeliveredRow]:
    """Return the rows that point to a place of the ring, parcels and seizures, as delivered."""
    act.require(Action.RING_READ, of)
    return delivered_rows(act, place.rows[:_MOST])


def goods(act: Act, of: Finding, member: Member) -> list[DeliveredRow]:
    """Return every test buy from this member, as delivered.

    Those the finding is judged by come first, then those it does not count: without a verdict
    yet, inconclusive, or delivered since.
    """
    act.require(Action.RING_READ, of)
    account = member.platform, member.account_id
    judged = (row for row in of.rows if row["kind"] == DeliveryKind.TEST_BUYS.value)
    counted = delivered_rows(act, islice(judged, _MOST_BOUGHT), account)
    known = {(row.batch.id, row.row_number) for row in counted}
    more = (ref for ref in _bought(act, account) if tuple(ref.values()) not in known)
    return [*counted, *delivered_rows(act, more)][:_MOST]


def _bought(act: Act, account: AccountKey) -> list[dict[str, int]]:
    """Return where the test buys from an account stand in what counts now."""
    files = [one for one in intake.lake_files(act) if one.kind is DeliveryKind.TEST_BUYS]
    with lake.connect(act.settings.lake_dir, files) as rows:
        found = rows.execute(_BOUGHT, [*account, _MOST]).fetchall()
    return [{"batch_id": batch_id, "row_number": number} for batch_id, number in found]


def counted_files(act: Act, of: Finding) -> tuple[list[lake.LakeFile], int]:
    """Return the files a finding counted that count yet, and how many were withdrawn since."""
    counted = set(of.run.batch_ids)
    live = [one for one in intake.lake_files(act) if one.batch_id in counted]
    return live, len(counted) - len(live)


def withdrawn_since(act: Act, of: Finding) -> int:
    """Return how many batches that a finding counted were withdrawn since."""
    act.require(Action.RING_READ, of)
    return counted_files(act, of)[1]


def delivered_rows(
    act: Act, refs: Iterable[Mapping[str, Any]], account: AccountKey | None = None
) -> list[DeliveredRow]:
    """Return the rows, those of one batch read together, in the order of batches and rows.

    Those of one account alone where one is given.
    """
    numbers: dict[int, list[int]] = defaultdict(list)
    for ref in refs:
        numbers[ref["batch_id"]].append(ref["row_number"])
    return [
        row
        for batch_id, mine in sorted(numbers.items())
        for row in intake.rows(act, act.get(Batch, batch_id), mine, account)
    ]

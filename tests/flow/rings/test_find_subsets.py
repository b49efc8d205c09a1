"""Whatever part of a delivery is there: an answer that makes sense, never an exception."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.analysis.parameters import Parameters
from casework.analysis.values import Discovery
from casework.flow.rings.find import find
from casework.vocabulary import DeliveryKind
from tests.flow.rings.small_lake import Village

HALL = "广东省广州市白云区兴隆路12号3栋402室"


def _find(village: Village) -> Discovery:
    return find(village.lake(), [], Parameters(), lambda _step, _done, _of: None)


def _members(found: Discovery) -> list[list[str]]:
    return [sorted(member.account_id for member in ring.members) for ring in found.rings]


def _whole() -> Village:
    """Return a world with a ring of five, every kind of row, and one counterfeit of each."""
    village = Village(strangers=60)
    for number, account in enumerate(village.ring(5)):
        village.order(
            account, payment_id=f"P{number}", amount="9.00", carrier="sf", waybill_no=f"SF9{number}"
        )
        village.payment(f"P{number}", "alipay:boss@qq.com", "9.00")
        village.parcel(
            account, waybill_no=f"SF9{number}", sender_address=HALL, sender_phone="13912345678"
        )
        village.test_buy(account, "counterfeit")
    village.seizure(carrier="sf", waybill_no="SF91")
    return village


@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_one_kind_alone_accuses_nobody(kind: DeliveryKind) -> None:
    # Given only one kind of file of a delivery
    village = _whole()
    village.tables = {k: rows if k is kind else [] for k, rows in village.tables.items()}

    # When rings are looked for
    # Then there is none: no single kind both ties accounts and speaks of goods
    assert _members(_find(village)) == []


@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_with_any_one_kind_missing_nobody_honest_is_accused(kind: DeliveryKind) -> None:
    # Given a delivery without one kind of file
    village = _whole()
    village.tables[kind] = []

    # When rings are looked for
    found = _find(village)

    # Then whoever is named belongs to the ring, and with test buys or seizures it is found
    named = [account for ring in _members(found) for account in ring]
    assert all(account.startswith("ring") for account in named)
    assert named or kind in (DeliveryKind.ACCOUNTS, DeliveryKind.TEST_BUYS)


def test_accounts_alone_are_at_most_suspected() -> None:
    village = _whole()
    for kind in DeliveryKind:
        if kind is not DeliveryKind.ACCOUNTS:
            village.tables[kind] = []
    found = _find(village)
    assert found.rings == []
    assert [len(group.members) for group in found.suspected] == [5]
    assert found.suspected[0].reasons[-1] == "Nothing ties its goods to counterfeits yet."


def test_shipments_that_name_accounts_tie_them_without_any_other_file() -> None:
    # Given parcels of forty shops, five of which show one phone of their own and one address
    village = Village(strangers=0)
    for number in range(40):
        village.parcel(
            f"shop{number}",
            sender_phone="13912345678" if number < 5 else f"1381234{number:04d}",
            sender_address=HALL if number < 5 else f"北京市朝阳区建国路{number}号1栋101室",
        )

    # When rings are looked for
    found = _find(village)

    # Then there is no ring, and nobody else is drawn in
    assert found.rings == []
    assert all(
        member.account_id in {f"shop{n}" for n in range(5)}
        for group in found.suspected
        for member in group.members
    )


@pytest.mark.parametrize("missing", ["phone", "device_ids", "registered_name", "opened_on"])
def test_a_missing_column_is_no_hindrance(missing: str) -> None:
    # Given accounts without one column
    village = _whole()
    for row in village.tables[DeliveryKind.ACCOUNTS]:
        row.pop(missing, None)

    # When rings are looked for
    # Then the rest still shows the ring
    assert _members(_find(village)) == [[f"ring{n}" for n in range(5)]]


def _one_account(village: Village) -> None:
    village.account("only", phone="13912345678")


def _one_test_buy(village: Village) -> None:
    village.test_buy("only", "counterfeit")


def _one_bulk(village: Village) -> None:
    village.parcel("", sender_address=HALL)


def _one_seizure(village: Village) -> None:
    village.seizure(consignor_phone="13912345678", consignor_address=HALL)


@pytest.mark.parametrize("fill", [_one_account, _one_test_buy, _one_bulk, _one_seizure])
def test_a_single_row_is_read_and_accuses_nobody(fill: Callable[[Village], None]) -> None:
    village = Village(strangers=0)
    fill(village)
    found = _find(village)
    assert (found.rings, found.suspected, found.rows) == ([], [], 1)

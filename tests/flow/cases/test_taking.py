"""The rows a case rests on come out of the lake: all of them, no others, each with its way back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from casework import lake
from casework.errors import FindingOutdated
from casework.flow import cases
from casework.flow.cases.taking import PART_OF, take_rows
from casework.model import Case, Record
from casework.vocabulary import DeliveryKind
from tests.factories import cases as factory
from tests.flow.cases.small_delivery import opened, withdraw
from tests.worlds import World

# What the lake gives does not depend on the register; opening a case is tested on both.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

KEY = {
    DeliveryKind.ACCOUNTS: "account_id",
    DeliveryKind.ORDERS: "order_id",
    DeliveryKind.PAYMENTS: "payment_id",
    DeliveryKind.TEST_BUYS: "test_buy_id",
    DeliveryKind.SHIPMENTS: "waybill_no",
    DeliveryKind.SEIZURES: "seizure_ref",
}


@pytest.fixture
def case(world: World, tmp_path: Path) -> Case:
    """A case on the ring of the small delivery, its rows taken."""
    finding, _ = opened(world, tmp_path / "delivery")
    made: Case = factory.case(world.session, world.officers["investigator"], finding=finding)
    take_rows(world.act(), made)
    world.session.flush()
    return made


def taken(world: World, case: Case, kind: DeliveryKind) -> list[Record]:
    return list(
        world.session.scalars(
            select(Record)
            .where(Record.case_id == case.id, Record.kind == kind)
            .order_by(Record.row_number)
        )
    )


def test_the_members_rows_are_taken_and_what_the_ring_rests_on(world: World, case: Case) -> None:
    # When the rows of every kind are named
    found = {
        kind: {record.written[column] for record in taken(world, case, kind)}
        for kind, column in KEY.items()
    }
    # Then they are the members', those their orders and test buys name, and those cited
    assert found == {
        DeliveryKind.ACCOUNTS: {"s00000001", "s00000002"},
        DeliveryKind.ORDERS: {f"05610000000{number}" for number in range(1, 7)},
        DeliveryKind.PAYMENTS: {"p1", "p2", "p3"},
        DeliveryKind.TEST_BUYS: {"tb1"},
        DeliveryKind.SHIPMENTS: {"78001", "78003", "78006", "78008", "78009"},
        DeliveryKind.SEIZURES: {"sz-1"},
    }


def test_each_order_stands_in_the_tier_its_rows_prove(world: World, case: Case) -> None:
    orders = taken(world, case, DeliveryKind.ORDERS)
    assert [record.tier for record in orders] == ["A", "B", "B", "C", "X", "B"]


def test_tiers_are_added_up_by_currency(world: World, case: Case) -> None:
    assert case.tiers == [
        {"tier": "A", "currency": "CNY", "orders": 1, "amount": "10.10"},
        {"tier": "B", "currency": "CNY", "orders": 2, "amount": "20.20"},
        {"tier": "C", "currency": "CNY", "orders": 1, "amount": "10.10"},
        {"tier": "X", "currency": "CNY", "orders": 1, "amount": "10.10"},
        {"tier": "B", "currency": "USD", "orders": 1, "amount": "7.00"},
    ]


def test_only_orders_have_a_tier(world: World, case: Case) -> None:
    others = [kind for kind in DeliveryKind if kind is not DeliveryKind.ORDERS]
    assert all(record.tier is None for kind in others for record in taken(world, case, kind))


def test_a_record_leads_back_to_the_row_of_the_file(world: World, case: Case) -> None:
    # Given a record of the case
    record = taken(world, case, DeliveryKind.ACCOUNTS)[0]
    # Then what was written, its hash and its place are those of the delivered row
    assert record.written["phone"] == "+86 138 0001 5678"
    assert record.understood["phone"] == "+8613800015678"
    assert record.row_number == 2
    assert record.file == "accounts.csv"
    assert record.row_sha256 == lake.row_sha256(record.written)


def test_every_record_stands_in_the_part_of_its_kind(world: World, case: Case) -> None:
    for kind in KEY:
        assert {record.part for record in taken(world, case, kind)} == {PART_OF[kind]}


def test_moments_are_aware_and_what_is_understood_is_plain_json(world: World, case: Case) -> None:
    # Given an order, ordered at 07:29 in China
    record = taken(world, case, DeliveryKind.ORDERS)[0]
    # Then its moment is UTC, its amounts plain text
    assert record.at is not None
    assert record.at.isoformat() == "2026-03-05T23:29:27+00:00"
    assert record.understood["amount"] == "10.1"
    assert json.loads(json.dumps(record.understood)) == record.understood


def test_a_withdrawn_delivery_makes_the_ring_outdated(world: World, tmp_path: Path) -> None:
    # Given a ring one of whose deliveries was withdrawn since
    finding, batches = opened(world, tmp_path / "delivery")
    withdraw(world, batches[DeliveryKind.ORDERS])
    # When a case is opened on it
    # Then it is refused, naming the file
    with pytest.raises(FindingOutdated, match=r"orders\.csv"):
        cases.open_from_ring(world.act(), finding.ring.number)

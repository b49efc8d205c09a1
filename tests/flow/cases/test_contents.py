"""What a case holds is counted, listed and read within the open parts alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from casework.errors import NotFound
from casework.flow import cases
from casework.model import TrailEntry
from casework.vocabulary import CasePart, DeliveryKind
from tests.factories import cases as factory
from tests.factories.casefiles import ROWS, photographed, row, shared, worked
from tests.worlds import World


def test_the_lead_sees_the_whole_at_a_glance(world: World) -> None:
    # Given a case with a row of five kinds, a note, an exhibit and a share
    case = worked(world)
    photographed(world, case)
    shared(world, case, "police")
    # When its investigator looks
    seen = cases.overview(world.act(), case)
    # Then all of it is counted
    assert seen.parts == frozenset(CasePart)
    assert seen.rows == dict.fromkeys(ROWS, 1)
    assert (seen.notes, seen.exhibits, seen.packs, seen.shares) == (1, 1, 0, 1)
    assert [(line.tier, line.amount) for line in seen.tiers] == [("A", Decimal("59.90"))]
    assert list(seen.reasons) == ["3 accounts are tied together."]


@pytest.mark.parametrize("part", list(CasePart))
def test_a_guest_counts_nothing_beyond_the_share(world: World, part: CasePart) -> None:
    # Given a share of one part, beside another agency's
    case = worked(world)
    photographed(world, case)
    shared(world, case, "police", part)
    shared(world, case, "customs")
    # When its holder looks
    seen = cases.overview(world.act("police"), case)
    # Then only rows of that part are counted, and no share but its own
    assert set(seen.rows) == {kind for kind, (of, _, _) in ROWS.items() if of is part}
    assert bool(seen.notes) is (part is CasePart.TIMELINE)
    assert bool(seen.exhibits) is (part is CasePart.EXHIBITS)
    assert bool(seen.tiers) is (part is CasePart.SALES)
    assert bool(seen.brands) is (part in {CasePart.MEMBERS, CasePart.TEST_BUYS})
    assert seen.shares == 1
    assert not seen.reasons


def test_what_the_reasons_count_must_be_open(world: World) -> None:
    # Given a share of all that the ring's reasons count
    case = worked(world)
    shared(world, case, "police", CasePart.MEMBERS, CasePart.TIES, CasePart.TEST_BUYS)
    # Then they are told
    assert cases.overview(world.act("police"), case).reasons


@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_rows_of_a_closed_part_are_not_there(world: World, kind: DeliveryKind) -> None:
    case = worked(world)
    shared(world, case, "police", CasePart.TIES)
    with pytest.raises(NotFound):
        cases.records(world.act("police"), case, kind)


def test_rows_come_page_by_page(world: World) -> None:
    # Given a case with seven accounts
    case = worked(world)
    for _ in range(6):
        factory.record(world.session, case, world.officers["investigator"])
    # When they are read in pages of three
    act, after, pages = world.act(), None, []
    while True:
        page = cases.records(act, case, DeliveryKind.ACCOUNTS, after, 3)
        pages.append([record.id for record in page.items])
        after = page.after
        if after is None:
            break
    # Then each comes once, in order
    assert [len(page) for page in pages] == [3, 3, 1]
    shown = [record_id for page in pages for record_id in page]
    assert shown == sorted(set(shown))


def test_reading_a_row_is_recorded(world: World) -> None:
    case = worked(world)
    account = row(world, case, DeliveryKind.ACCOUNTS)
    cases.record(world.act("auditor"), case, account.id)
    world.session.commit()
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "record:read")).one()
    assert entry.facts == {"file": account.file, "row": account.row_number}


def test_a_row_of_another_case_is_not_found(world: World) -> None:
    one, other = worked(world), worked(world)
    with pytest.raises(NotFound):
        cases.record(world.act(), one, row(world, other, DeliveryKind.ACCOUNTS).id)


def test_an_order_is_proved_by_its_payment_and_parcel(world: World) -> None:
    # Given an order, its payment and its parcel, written differently
    case = worked(world)
    order = row(world, case, DeliveryKind.ORDERS)
    # When its proof is asked for
    proof = cases.proofs(world.act(), case, [order])[order.id]
    # Then both are named
    assert proof.payment == row(world, case, DeliveryKind.PAYMENTS)
    assert proof.parcel == row(world, case, DeliveryKind.SHIPMENTS)


def test_a_payment_of_another_amount_proves_nothing(world: World) -> None:
    # Given a payment that names the order's number with another amount
    case = worked(world)
    order, payment = row(world, case, DeliveryKind.ORDERS), row(world, case, DeliveryKind.PAYMENTS)
    payment.understood = payment.understood | {"amount": "5.99"}
    world.session.flush()
    # Then it is no proof of it
    assert cases.proofs(world.act(), case, [order])[order.id].payment is None


def test_a_proof_in_a_closed_part_is_not_named(world: World) -> None:
    case = worked(world)
    shared(world, case, "police", CasePart.SALES)
    order = row(world, case, DeliveryKind.ORDERS)
    proof = cases.proofs(world.act("police"), case, [order])[order.id]
    assert proof.payment is not None
    assert proof.parcel is None

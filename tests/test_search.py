"""Search finds what a question means, says why, and never reaches beyond what may be seen."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.model import Case, Note, Record, Ring, TrailEntry
from casework.search import LIMIT, Hit, search
from casework.vocabulary import CasePart, DeliveryKind
from tests.factories import cases, rings
from tests.factories.casefiles import photographed, row, shared, worked
from tests.worlds import World


def records(hits: list[Hit]) -> dict[DeliveryKind, bool]:
    """Return the kinds of rows found, and whether each is a weak hit."""
    return {hit.found.kind: hit.weak for hit in hits if isinstance(hit.found, Record)}


@pytest.mark.parametrize(
    "text", ["13812345678", "+86 138 1234 5678", "0086-138-1234-5678", "138 1234 5678"]
)
def test_a_telephone_number_is_found_in_any_writing(world: World, text: str) -> None:
    # Given a row with the number in one writing, and one where it is masked
    worked(world)
    # When it is searched for in another
    found = records(search(world.act(), text))
    # Then the row is found, and the masked one as what merely leaves room
    assert found == {DeliveryKind.ACCOUNTS: False, DeliveryKind.SHIPMENTS: True}


def test_a_masked_number_finds_what_it_leaves_room_for(world: World) -> None:
    worked(world)
    found = records(search(world.act(), "138****5678"))
    assert found == {DeliveryKind.SHIPMENTS: False, DeliveryKind.ACCOUNTS: True}


def test_a_masked_number_that_does_not_fit_is_no_hit(world: World) -> None:
    worked(world)
    assert records(search(world.act(), "13812349999")) == {}


@pytest.mark.parametrize("text", ["张伟", "Zhang Wei", "WEI ZHANG"])
def test_a_name_is_found_in_characters_and_pinyin(world: World, text: str) -> None:
    worked(world)
    assert records(search(world.act(), text)) == {DeliveryKind.SHIPMENTS: False}


def test_a_waybill_finds_parcel_and_order(world: World) -> None:
    # Given a parcel and the order that names it, written with a space
    worked(world)
    hits = search(world.act(), "78001")
    # Then both are found, with what was written
    assert set(records(hits)) == {DeliveryKind.ORDERS, DeliveryKind.SHIPMENTS}
    assert {hit.why for hit in hits} == {"waybill no: 7800 1"}


def test_cases_rings_notes_and_exhibits_are_found(world: World) -> None:
    # Given a case with a note and an exhibit, on a ring with accounts
    case = worked(world)
    photographed(world, case)
    act = world.act()
    # Then each is found by its own words
    assert [hit.found for hit in search(act, "kettle")] == [case]
    assert [hit.found for hit in search(act, case.finding.ring.number)] == [case.finding.ring]
    assert [type(hit.found) for hit in search(act, "depot closes")] == [Note]
    assert search(act, "包裹")[0].why == "in its file"
    ring = next(hit for hit in search(act, "s00001") if isinstance(hit.found, Ring))
    assert ring.why == "taobao / s00001 is one of its accounts"


@pytest.mark.parametrize("officer", ["customs", "police", "prosecutor", "brand", "police-auditor"])
def test_what_is_not_shared_is_not_found(world: World, officer: str) -> None:
    # Given a case shared with nobody but a share that has ended
    case = worked(world)
    photographed(world, case)
    shared(world, case, "customs", days=-400)
    # Then nothing is found, whatever is asked
    for text in ("kettle", "13812345678", "张伟", "78001", "depot", "包裹", "s00000", "R-2026"):
        assert search(world.act(officer), text) == []


@pytest.mark.parametrize("part", list(CasePart))
def test_a_share_is_searched_within_its_parts(world: World, part: CasePart) -> None:
    # Given a share of one part
    case = worked(world)
    photographed(world, case)
    shared(world, case, "police", part)
    act = world.act("police")
    # When everything is asked for
    texts = ("13812345678", "78001", "s00000", "tb1", "p1", "depot", "包裹")
    found = [hit.found for text in texts for hit in search(act, text)]
    # Then rows of that part alone are found
    assert {one.part for one in found if isinstance(one, Record)} <= {part}
    assert any(isinstance(one, Note) for one in found) is (part is CasePart.TIMELINE)


def test_signs_of_a_database_are_signs(world: World) -> None:
    worked(world)
    for text in ("%%", "__", "' OR 1=1 --", '"*"', "\\\\"):
        assert search(world.act(), text) == []


def test_hits_are_limited_and_too_short_a_question_finds_nothing(world: World) -> None:
    # Given more cases than are shown
    finding = rings.finding(world.session, world.officers["investigator"])
    for _ in range(LIMIT + 3):
        cases.case(world.session, world.officers["investigator"], title="Kettle", finding=finding)
    # Then the newest of them are
    hits = search(world.act(), "kettle")
    assert len(hits) == LIMIT
    newest = world.session.scalars(select(Case.id).order_by(Case.id.desc())).first()
    assert isinstance(hits[0].found, Case)
    assert hits[0].found.id == newest
    assert search(world.act(), "k") == []
    assert search(world.act(), "   ") == []


def test_who_asked_what_stands_on_the_trail(world: World) -> None:
    worked(world)
    search(world.act(), "13812345678")
    world.session.commit()
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "search:made")).one()
    assert entry.facts == {"asked": "13812345678", "hits": 2}


def test_strong_hits_come_before_weak_ones(world: World) -> None:
    # Given many parcels whose masked number the whole one fits, and later one row that has it
    case = worked(world)
    by = world.officers["investigator"]
    batch = row(world, case, DeliveryKind.SHIPMENTS).batch_id
    for number in range(100, 100 + LIMIT):
        cases.record(
            world.session, case, by, kind=DeliveryKind.SHIPMENTS, part=CasePart.SHIPMENTS,
            batch_id=batch, row_number=number, written={"sender_phone": "139****0000"},
            understood={"sender_phone": "+86139****0000"},
        )  # fmt: skip
    cases.record(
        world.session, case, by, batch_id=batch, row_number=999,
        written={"phone": "13911110000"}, understood={"phone": "+8613911110000"},
    )  # fmt: skip
    # When the number is searched for
    hits = search(world.act(), "139 1111 0000")
    # Then the row that has it comes first
    assert len(hits) == LIMIT
    assert not hits[0].weak
    assert all(hit.weak for hit in hits[1:])


@pytest.mark.parametrize(
    ("officer", "direction", "found"),
    [
        ("investigator", "domestic", True),
        ("police", "domestic", False),
        ("police", "export", False),
        ("customs", "domestic", False),
        ("customs", "export", True),
    ],
)
def test_buyers_are_found_by_the_lead_alone_and_consignees_by_customs(
    world: World, officer: str, direction: str, found: bool
) -> None:
    # Given a parcel to a buyer, shared with police and customs
    case = worked(world)
    for agency in ("police", "customs"):
        shared(world, case, agency, CasePart.SHIPMENTS)
    told = {"receiver_phone": "+8613987654321", "direction": direction}
    cases.record(
        world.session, case, world.officers["investigator"], kind=DeliveryKind.SHIPMENTS,
        part=CasePart.SHIPMENTS, row_number=99, written=told, understood=told,
    )  # fmt: skip
    world.session.commit()
    # When somebody searches for the buyer's number
    hits = search(world.act(officer), "139 8765 4321")
    # Then only those find the row who may read whose it is
    assert bool(records(hits)) is found


def test_why_a_row_was_found_names_no_buyer(world: World) -> None:
    # Given a parcel whose sender and receiver share a number, shared with the police
    case = worked(world)
    shared(world, case, "police", CasePart.SHIPMENTS)
    meant = dict.fromkeys(("receiver_phone", "sender_phone"), "+8613987654321")
    written = {"receiver_phone": "the buyer's", "sender_phone": "the sender's"}
    cases.record(
        world.session, case, world.officers["investigator"], kind=DeliveryKind.SHIPMENTS,
        part=CasePart.SHIPMENTS, row_number=99, written=written, understood=meant,
    )  # fmt: skip
    world.session.commit()
    # When they search for it
    (hit,) = search(world.act("police"), "139 8765 4321")
    # Then the sender is the reason
    assert hit.why == "sender phone: the sender's"

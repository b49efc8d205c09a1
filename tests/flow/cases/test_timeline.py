"""The timeline: what the rows say happened, in one order, and what officers wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.errors import CaseClosed, NotFound, NotPermitted
from casework.flow import cases
from casework.vocabulary import CasePart, CaseStage, DeliveryKind, ShareLevel
from tests.factories import cases as factory
from tests.factories.casefiles import shared, worked
from tests.factories.people import NOW
from tests.worlds import World


def test_milestones_come_earliest_first(world: World) -> None:
    # Given a case with an account opened and a test buy, and another account opened before both
    case = worked(world)
    factory.record(
        world.session, case, world.officers["investigator"],
        written={"account_id": "s9", "platform": "jd"}, at=NOW - timedelta(days=400),
    )  # fmt: skip
    # When the timeline is read
    events = cases.timeline(world.act(), case).items
    # Then they stand in the order they happened, each with its row
    assert [event.says for event in events] == [
        "Account s9 opened on jd as ?",
        "Account s00000 opened on taobao as ?",
        "Test buy tb1 from s00000: Norvik, Counterfeit",
    ]
    assert all(event.record is not None for event in events)


def test_one_kind_can_be_shown_alone(world: World) -> None:
    case = worked(world)
    [event] = cases.timeline(world.act(), case, DeliveryKind.ORDERS).items
    assert event.says == "Order o1 at s00000: 59.90 CNY, completed"


def test_it_goes_on_page_by_page_through_equal_moments(world: World) -> None:
    # Given five accounts opened at one moment
    case = worked(world)
    for _ in range(5):
        factory.record(world.session, case, world.officers["investigator"], at=NOW)
    # When the timeline is read in pages of two
    act, after, seen = world.act(), None, []
    for _ in range(10):
        page = cases.timeline(act, case, None, after, 2)
        seen += [event.record.id for event in page.items if event.record]
        after = page.after
        if after is None:
            break
    # Then nothing is shown twice or passed over
    assert len(seen) == len(set(seen)) == 7


def test_what_is_written_is_never_a_template(world: World) -> None:
    # Given a name that looks like one
    case = worked(world)
    factory.record(
        world.session, case, world.officers["investigator"],
        written={"account_id": "{platform.__class__}", "platform": "jd"}, at=NOW,
    )  # fmt: skip
    # Then it is text
    says = [event.says for event in cases.timeline(world.act(), case).items]
    assert "Account {platform.__class__} opened on jd as ?" in says


def test_a_guest_sees_the_events_of_open_parts(world: World) -> None:
    # Given one share of the timeline alone, and one without it
    case = worked(world)
    shared(world, case, "police", CasePart.TIMELINE)
    shared(world, case, "customs", CasePart.TEST_BUYS)
    # Then the one sees an empty line, the other finds none
    assert cases.timeline(world.act("police"), case).items == []
    with pytest.raises(NotFound):
        cases.timeline(world.act("customs"), case)
    with pytest.raises(NotFound):
        cases.notes(world.act("customs"), case)


def test_notes_come_newest_first_with_who_wrote_them(world: World) -> None:
    # Given a note of the lead and one of a guest
    case = worked(world)
    shared(world, case, "police", level=ShareLevel.CONTRIBUTE)
    cases.write_note(world.act("police"), case, "A van came twice.")
    world.session.flush()
    # Then both read both
    for officer in ("investigator", "police"):
        found = cases.notes(world.act(officer), case).items
        assert [(note.agency.code, note.text) for note in found] == [
            ("police", "A van came twice."),
            ("platform", "The depot closes at six."),
        ]


def test_nobody_writes_where_they_cannot_read(world: World) -> None:
    # Given a share to contribute to exhibits alone, and one to view the timeline
    case = worked(world)
    shared(world, case, "police", CasePart.EXHIBITS, level=ShareLevel.CONTRIBUTE)
    shared(world, case, "customs", CasePart.TIMELINE)
    # Then neither writes a note
    with pytest.raises(NotFound):
        cases.write_note(world.act("police"), case, "hello")
    with pytest.raises(NotPermitted):
        cases.write_note(world.act("customs"), case, "hello")


def test_a_closed_case_takes_no_note(world: World) -> None:
    case = worked(world, stage=CaseStage.CLOSED)
    with pytest.raises(CaseClosed):
        cases.write_note(world.act(), case, "late")

"""A case is opened once on a ring, edited over its own version, and moved on with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import (
    CaseAlreadyOpen,
    CaseClosed,
    EditedMeanwhile,
    NotFound,
    NotPermitted,
    RingNotFound,
    StageNotAllowed,
)
from casework.flow import cases
from casework.flow.cases import CaseChange, CaseFilter
from casework.model import Case, Record, TrailEntry
from casework.vocabulary import CasePart, CaseStage
from tests.factories import rings
from tests.factories.casefiles import shared, worked
from tests.flow.cases.small_delivery import opened
from tests.worlds import World

Move = Callable[[Act, Case, str], Case]


def test_a_case_is_opened_on_a_ring_with_its_rows(world: World, tmp_path: Path) -> None:
    # Given a ring in what was delivered
    finding, _ = opened(world, tmp_path / "delivery")
    # When an investigator opens a case on it
    case = cases.open_from_ring(world.act(), finding.ring.number)
    world.session.commit()
    # Then it has the year's first number, the rows, and stands on the trail
    assert case.number == "C-2026-0001"
    assert case.stage is CaseStage.INVESTIGATION
    rows = world.session.scalars(select(Record).where(Record.case_id == case.id)).all()
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "case:opened")).one()
    assert entry.facts["rows"] == len(rows) > 0


def test_a_title_given_by_the_machine_counts_nothing(world: World, tmp_path: Path) -> None:
    # Given a case opened without a title, which every guest will read
    finding, _ = opened(world, tmp_path / "delivery")
    case = cases.open_from_ring(world.act(), finding.ring.number)
    # Then it names brand and ring, and no number of accounts
    assert case.title == f"Norvik ({finding.ring.number})"


def test_a_ring_is_worked_in_one_open_case(world: World, tmp_path: Path) -> None:
    # Given a case on a ring
    finding, _ = opened(world, tmp_path / "delivery")
    case = cases.open_from_ring(world.act(), finding.ring.number)
    world.session.commit()
    # When another is opened on it
    with pytest.raises(CaseAlreadyOpen, match=case.number):
        cases.open_from_ring(world.act(), finding.ring.number)
    world.session.rollback()
    # Then there is none until the first is closed, and no number was lost
    cases.close(world.act("supervisor"), case, "done")
    assert cases.open_from_ring(world.act(), finding.ring.number).number == "C-2026-0002"


def test_no_case_on_a_ring_of_another_agency(world: World) -> None:
    # Given a ring of the brand
    finding = rings.finding(world.session, world.officers["brand"])
    # When the platform's investigator asks for a case on it
    # Then there is no such ring
    with pytest.raises(RingNotFound):
        cases.open_from_ring(world.act(), finding.ring.number)


def test_an_edit_is_kept_with_what_stood_there(world: World) -> None:
    # Given a case
    case = worked(world)
    # When it is edited
    cases.edit(world.act(), case, CaseChange("Lamps", "Three shops.", 1))
    world.session.commit()
    # Then the new version stands, and the trail holds the old one
    assert (case.title, case.summary, case.version) == ("Lamps", "Three shops.", 2)
    entry = world.session.scalars(select(TrailEntry).where(TrailEntry.what == "case:edited")).one()
    assert entry.facts["before"]["title"] == "Kettle sellers"


def test_an_edit_over_another_is_refused(world: World) -> None:
    case = worked(world)
    cases.edit(world.act(), case, CaseChange("Lamps", "", 1))
    with pytest.raises(EditedMeanwhile):
        cases.edit(world.act("supervisor"), case, CaseChange("Kettles", "", 1))


def test_a_closed_case_is_not_edited(world: World) -> None:
    case = worked(world, stage=CaseStage.CLOSED)
    with pytest.raises(CaseClosed):
        cases.edit(world.act(), case, CaseChange("Lamps", "", 1))


def test_a_guest_edits_nothing(world: World) -> None:
    case = worked(world)
    shared(world, case, "police")
    with pytest.raises(NotPermitted):
        cases.edit(world.act("police"), case, CaseChange("Lamps", "", 1))
    with pytest.raises(NotFound):
        cases.edit(world.act("customs"), case, CaseChange("Lamps", "", 1))


@pytest.mark.parametrize(
    ("was", "move", "now"),
    [
        (CaseStage.INVESTIGATION, cases.refer, CaseStage.REFERRED),
        (CaseStage.INVESTIGATION, cases.close, CaseStage.CLOSED),
        (CaseStage.REFERRED, cases.close, CaseStage.CLOSED),
        (CaseStage.CLOSED, cases.reopen, CaseStage.INVESTIGATION),
    ],
)
def test_a_case_moves_on(world: World, was: CaseStage, move: Move, now: CaseStage) -> None:
    # Given a case at a stage
    case = worked(world, stage=was)
    # When a supervisor moves it
    move(world.act("supervisor"), case, "as agreed")
    # Then it stands at the next, and is closed only while closed
    assert case.stage is now
    assert (case.closed_at is not None) is (now is CaseStage.CLOSED)


@pytest.mark.parametrize(
    ("was", "move"),
    [
        (CaseStage.CLOSED, cases.refer),
        (CaseStage.CLOSED, cases.close),
        (CaseStage.REFERRED, cases.refer),
        (CaseStage.INVESTIGATION, cases.reopen),
    ],
)
def test_a_case_does_not_move_otherwise(world: World, was: CaseStage, move: Move) -> None:
    case = worked(world, stage=was)
    with pytest.raises(StageNotAllowed):
        move(world.act("supervisor"), case, "as agreed")


def test_an_investigator_moves_nothing(world: World) -> None:
    case = worked(world)
    with pytest.raises(NotPermitted):
        cases.close(world.act(), case, "tired")


def test_cases_are_listed_for_those_who_may_see_them(world: World) -> None:
    # Given a case shared with customs, one shared with nobody, one of the brand
    shown, hidden, theirs = worked(world), worked(world), worked(world, by="brand")
    shared(world, shown, "customs", CasePart.PLACES)

    def listed(officer: str) -> list[Case]:
        return cases.listed(world.act(officer)).items

    # Then each officer sees their own and what is shared with them
    assert listed("investigator") == [hidden, shown]
    assert listed("customs") == [shown]
    assert listed("brand") == [theirs]
    assert listed("prosecutor") == []


def test_cases_are_found_by_text_as_it_is_written(world: World) -> None:
    # Given titles with letters that mean something to a database
    worked(world, title="50% kettles")
    worked(world, title="500 kettles")
    # When one is looked for
    found = cases.listed(world.act(), CaseFilter(text="50% K")).items
    # Then the sign is a sign
    assert [case.title for case in found] == ["50% kettles"]


def test_reading_is_recorded_and_hidden_cases_are_not_found(world: World) -> None:
    # Given a case of the platform
    case = worked(world)
    # When its auditor reads it, and a stranger asks for it by id and number
    assert cases.read(world.act("auditor"), case.id) is case
    with pytest.raises(NotFound):
        cases.read(world.act("police"), case.id)
    with pytest.raises(NotFound):
        cases.find(world.act("police"), case.number)
    world.session.commit()
    # Then one read stands on the trail
    what = world.session.scalars(select(TrailEntry.what)).all()
    assert list(what) == ["case:read"]

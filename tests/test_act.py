"""An Act: someone, at a moment, in one transaction, permitted and recorded."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import NotFound, NotPermitted
from casework.model import Case, TrailEntry
from casework.vocabulary import Action, CasePart
from tests.factories import cases
from tests.worlds import World


def test_a_refusal_does_not_tell_of_what_may_not_be_known(world: World) -> None:
    # Given a case that is not shared with the police
    case = cases.case(world.session, world.officers["investigator"], title="Secret kettle")

    # When a police officer asks to share it
    with pytest.raises(NotFound) as refused:
        world.act("police").require(Action.CASE_SHARE, case)

    # Then the answer is the same as for a case that does not exist, and names no title
    assert "Secret" not in str(refused.value)


def test_a_refusal_is_plain_where_the_thing_is_known(world: World) -> None:
    # Given a case shared with the police
    lin = world.officers["investigator"]
    case = cases.case(world.session, lin)
    cases.grant(world.session, case, world.agencies["police"], lin)

    # When a police officer asks to close it
    with pytest.raises(NotPermitted) as refused:
        world.act("police").require(Action.CASE_CLOSE, case)

    # Then the sentence says who may not do what
    assert str(refused.value) == f"Police may not refer, close and reopen a case: {case.number}."


def test_get_finds_only_what_is_visible(world: World) -> None:
    case = cases.case(world.session, world.officers["investigator"])

    assert world.act("investigator").get(Case, case.id) is case
    with pytest.raises(NotFound):
        world.act("police").get(Case, case.id)
    with pytest.raises(NotFound):
        world.act("investigator").get(Case, case.id + 1000)


def test_record_says_who_what_and_where_from(act: Act) -> None:
    # Given a case
    case = cases.case(act.session, act.officer)

    # When an act records something about it
    act.record("case:read", case, page="summary")
    act.session.commit()

    # Then the trail names officer, agency, case and origin as they were
    entry = act.session.scalars(select(TrailEntry)).one()
    assert entry.officer == "Investigator <investigator@platform.example>"
    assert entry.agency == "Hangzhou Marketplace"
    assert (entry.noun, entry.name, entry.case_id) == ("case", case.number, case.id)
    assert (entry.origin, entry.facts) == ("test", {"page": "summary"})
    assert entry.at == act.at


def test_numbers_run_without_gaps(act: Act) -> None:
    # Given a number given and rolled back
    assert act.number("C") == "C-2026-0001"
    act.session.rollback()

    # When numbers are given again
    numbers = [act.number("C"), act.number("C"), act.number("R", within="a"), act.number("R")]

    # Then none is skipped, and each series counts alone
    assert numbers == ["C-2026-0001", "C-2026-0002", "R-2026-0001", "R-2026-0001"]


def test_release_keeps_what_was_done(act: Act) -> None:
    # Given something recorded before long work
    act.record("case:read", act.officer)
    act.release()

    # When what follows fails
    act.session.rollback()

    # Then the first is kept
    assert act.session.scalars(select(TrailEntry.what)).all() == ["case:read"]


def test_a_part_that_is_not_open_looks_like_none(world: World) -> None:
    # Given a share of places
    case = cases.case(world.session, world.officers["investigator"])
    police = world.agencies["police"]
    parts = {CasePart.PLACES}
    cases.grant(world.session, case, police, world.officers["investigator"], parts=parts)
    # Then that part is there, and another is not
    world.act("police").require_part(case, CasePart.PLACES)
    with pytest.raises(NotFound):
        world.act("police").require_part(case, CasePart.SALES)


@pytest.mark.parametrize("key", [0, -1, 2**31, 10**40])
def test_a_number_no_register_can_hold_names_nothing(act: Act, key: int) -> None:
    with pytest.raises(NotFound):
        act.get(Case, key)

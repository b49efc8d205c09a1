"""Exhibits: kept under their hash, marked for ever, their custody never rewritten."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework import evidence
from casework.errors import (
    CaseClosed,
    ExhibitAltered,
    NotFound,
    NotPermitted,
    NotYetHappened,
)
from casework.evidence import NewCustody, NewExhibit
from casework.vocabulary import CasePart, CaseStage, CustodyAction, ShareLevel
from tests.factories.casefiles import PHOTO, photographed, shared, worked
from tests.factories.people import NOW
from tests.worlds import World


def new(content: bytes = PHOTO, **given: object) -> NewExhibit:
    facts = {
        "title": "Parcel",
        "file": "parcel.jpg",
        "content": io.BytesIO(content),
        "source": "test buy tb1",
        "obtained_at": NOW - timedelta(days=1),
        "zone": "Asia/Shanghai",
    }
    return NewExhibit(**facts | given)  # type: ignore[arg-type]


def moved(**given: object) -> NewCustody:
    facts = {
        "action": CustodyAction.MOVED,
        "from_whom": "Lin",
        "to_whom": "Store",
        "where": "Hangzhou",
        "purpose": "keeping",
        "at": NOW,
    }
    return NewCustody(**facts | given)  # type: ignore[arg-type]


def test_an_exhibit_is_kept_with_its_hashes_and_first_steps(world: World) -> None:
    # Given a case
    case = worked(world)
    # When a file is taken in
    exhibit = evidence.add_exhibit(world.act(), case, new())
    world.session.flush()
    # Then its hashes are those of the bytes, and its custody says where it came from
    assert exhibit.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert exhibit.sha512 == hashlib.sha512(PHOTO).hexdigest()
    assert exhibit.media_type == "image/jpeg"
    steps = [(step.seq, step.action, step.from_whom, step.sha256_after) for step in exhibit.custody]
    assert steps == [
        (1, CustodyAction.OBTAINED, "test buy tb1", None),
        (2, CustodyAction.HASHED, "Investigator", exhibit.sha256),
    ]


def test_marks_are_initials_and_a_number_of_the_case(world: World) -> None:
    # Given two cases
    one, other = worked(world), worked(world)
    shared(world, one, "police", level=ShareLevel.CONTRIBUTE)
    # When officers of two agencies add exhibits
    acts = [world.act(), world.act("police"), world.act()]
    marks = [evidence.add_exhibit(act, one, new()).mark for act in acts]
    # Then each has a number of its own in the case, and the next case begins anew
    assert marks == ["I/1", "P/2", "I/3"]
    assert evidence.add_exhibit(world.act(), other, new()).mark == "I/1"


def test_opening_is_a_step_and_checks_the_bytes(world: World) -> None:
    # Given an exhibit
    exhibit = photographed(world, worked(world))
    # When an auditor opens it
    path = evidence.open_exhibit(world.act("auditor"), exhibit)
    # Then the bytes are those taken in, and the ledger says who had them
    assert path.read_bytes() == PHOTO
    world.session.expire(exhibit, ["custody"])
    assert exhibit.custody[-1].action is CustodyAction.COPIED
    assert exhibit.custody[-1].to_whom == "Auditor"


def test_altered_bytes_are_neither_given_nor_handed_on(world: World) -> None:
    # Given an exhibit with one byte changed on disk
    exhibit = photographed(world, worked(world))
    place = world.settings.vault_dir / exhibit.sha256[:2] / exhibit.sha256
    place.chmod(0o600)
    place.write_bytes(PHOTO[:-1] + b"!")
    # Then it is neither opened nor moved
    with pytest.raises(ExhibitAltered):
        evidence.open_exhibit(world.act(), exhibit)
    with pytest.raises(ExhibitAltered):
        evidence.enter_custody(world.act(), exhibit, moved())


def test_steps_are_counted_without_gaps(world: World) -> None:
    exhibit = photographed(world, worked(world))
    steps = [evidence.enter_custody(world.act(), exhibit, moved()).seq for _ in range(3)]
    assert steps == [3, 4, 5]


@pytest.mark.parametrize("verb", ["UPDATE custody_entry SET seq = 9", "DELETE FROM custody_entry"])
def test_the_ledger_cannot_be_rewritten(world: World, verb: str) -> None:
    photographed(world, worked(world))
    with pytest.raises(DatabaseError, match="append-only"):
        world.session.execute(text(verb))


def test_nothing_has_happened_that_has_not_come(world: World) -> None:
    # Given a case with an exhibit
    case = worked(world)
    exhibit = photographed(world, case)
    later = NOW + timedelta(minutes=1)
    # Then neither file nor step comes from the future
    with pytest.raises(NotYetHappened):
        evidence.add_exhibit(world.act(), case, new(obtained_at=later))
    with pytest.raises(NotYetHappened):
        evidence.enter_custody(world.act(), exhibit, moved(at=later))


def test_a_closed_case_takes_no_exhibit_but_its_custody_goes_on(world: World) -> None:
    # Given a closed case with an exhibit
    case = worked(world)
    exhibit = photographed(world, case)
    case.stage = CaseStage.CLOSED
    # Then nothing new is taken in, and what is there is still handed on
    with pytest.raises(CaseClosed):
        evidence.add_exhibit(world.act(), case, new())
    assert evidence.enter_custody(world.act(), exhibit, moved()).seq == 3


def test_who_may_not_add_adds_nothing(world: World) -> None:
    # Given a share to view exhibits, and one to contribute to something else
    case = worked(world)
    exhibit = photographed(world, case)
    shared(world, case, "police", CasePart.EXHIBITS)
    shared(world, case, "customs", CasePart.TIES, level=ShareLevel.CONTRIBUTE)
    # Then the one may look and not add, the other finds no exhibits at all
    assert evidence.exhibits(world.act("police"), case).items == [exhibit]
    with pytest.raises(NotPermitted):
        evidence.add_exhibit(world.act("police"), case, new())
    with pytest.raises(NotPermitted):
        evidence.enter_custody(world.act("police"), exhibit, moved())
    with pytest.raises(NotFound):
        evidence.add_exhibit(world.act("customs"), case, new())
    with pytest.raises(NotFound):
        evidence.exhibits(world.act("customs"), case)


def test_an_exhibit_is_found_in_its_own_case_alone(world: World) -> None:
    # Given an exhibit of one of two cases
    one, other = worked(world), worked(world)
    exhibit = photographed(world, one)
    # Then it is there, and nowhere else
    assert evidence.exhibit(world.act(), one, exhibit.id) is exhibit
    with pytest.raises(NotFound):
        evidence.exhibit(world.act(), other, exhibit.id)
    with pytest.raises(NotFound):
        evidence.exhibit(world.act("police"), one, exhibit.id)

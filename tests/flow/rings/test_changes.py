"""What became of rings since the run before, kept with each finding."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.flow.rings.changes import tell_changes
from casework.model import Finding, Officer, Ring, Run
from tests.factories import rings as kept
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _run(world: World, members: dict[str, str], officer: str = "investigator") -> Run:
    """Keep a run that found these accounts of rings by their numbers."""
    by = world.officers[officer]
    run = kept.run(world.session, by)
    findings = []
    for rank, (number, accounts) in enumerate(members.items(), start=1):
        findings.append(one := kept.finding(world.session, by, run=run, rank=rank))
        one.ring = _ring(world, by, number) or one.ring
        one.ring.number = number
        one.members = [kept.member(i, account_id=name) for i, name in enumerate(accounts)]
    world.session.flush()
    now = {
        one.ring_id: {(member.platform, member.account_id) for member in one.members}
        for one in findings
    }
    told = tell_changes(world.act(officer), run, now)
    for one in findings:
        one.changes = told.get(one.ring_id, {})
    world.session.flush()
    return run


def _ring(world: World, by: Officer, number: str) -> Ring | None:
    known = select(Ring).where(Ring.number == number, Ring.agency_id == by.agency_id)
    return world.session.scalars(known).one_or_none()


def _told(world: World, run: Run) -> dict[str, Finding]:
    found = world.session.scalars(select(Finding).where(Finding.run_id == run.id))
    return {one.ring.number: one for one in found}


def test_the_first_run_has_nothing_to_tell(world: World) -> None:
    run = _run(world, {"R901": "abc"})

    assert _told(world, run)["R901"].changes == {}
    assert run.gone == []


def test_joined_left_merged_split_and_gone_are_kept_by_number(world: World) -> None:
    # Given three rings
    before = _run(world, {"R901": "abcd", "R902": "efg", "R903": "hijklm", "R904": "nop"})

    # When one takes another in, one parts, and one is not found again
    run = _run(world, {"R901": "bcdefg", "R903": "hij", "R905": "klm"})

    # Then the findings say so by the rings' numbers
    told = _told(world, run)
    assert told["R901"].changes == {
        "since": before.id,
        "new": False,
        "fresh": False,
        "joined": [["taobao", "e"], ["taobao", "f"], ["taobao", "g"]],
        "left": [["taobao", "a"]],
        "merged": ["R902"],
        "split_from": None,
        "split_off": [],
    }
    assert told["R903"].changes["split_off"] == ["R905"]
    assert told["R905"].changes["split_from"] == "R903"
    assert run.gone == [
        {"ring": "R902", "accounts": 3, "merged_into": "R901"},
        {"ring": "R904", "accounts": 3, "merged_into": None},
    ]


def test_the_run_before_is_the_agencys_own(world: World) -> None:
    # Given a run of the platform, then one of a brand
    _run(world, {"R901": "abc"})

    # Then the brand's is its first
    assert _run(world, {"R911": "xyz"}, "brand").gone == []

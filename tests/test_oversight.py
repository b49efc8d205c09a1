"""The trail is read by those who oversee, within their agency, and proved whole."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from casework import audit, oversight
from casework.errors import NotFound, NotPermitted
from casework.model import TrailEntry
from casework.oversight import TrailFilter
from tests.factories.casefiles import shared, worked
from tests.worlds import World


def happened(world: World) -> tuple[str, str]:
    """Let the platform and the police act in a shared case, the brand in its own; the numbers."""
    ours, theirs = worked(world), worked(world, by="brand")
    shared(world, ours, "police")
    for officer, case in (("investigator", ours), ("police", ours), ("brand", theirs)):
        world.act(officer).record("case:read", case)
        world.session.commit()
    world.act("investigator").record("note:written", ours)
    world.session.commit()
    return ours.number, theirs.number


def listed(world: World, who: str, **wanted: str) -> list[TrailEntry]:
    return oversight.entries(world.act(who), TrailFilter(**wanted)).items


def test_an_overseer_sees_their_agency_and_its_cases(world: World) -> None:
    # Given acts of three agencies
    _, theirs = happened(world)
    # Then the lead sees its own and what the police did in its case, newest first
    assert [entry.seq for entry in listed(world, "auditor")] == [4, 2, 1]
    # And the police's auditor what the police did, the brand's what the brand did
    assert [entry.seq for entry in listed(world, "police-auditor")] == [2]
    assert [entry.name for entry in listed(world, "brand-auditor")] == [theirs]


@pytest.mark.parametrize("officer", ["investigator", "police", "prosecutor", "brand", "customs"])
def test_others_see_nothing(world: World, officer: str) -> None:
    happened(world)
    with pytest.raises(NotPermitted):
        oversight.entries(world.act(officer))
    with pytest.raises(NotPermitted):
        oversight.entry(world.act(officer), 1)
    with pytest.raises(NotPermitted):
        oversight.verify(world.act(officer))
    with pytest.raises(NotPermitted):
        oversight.write_csv(world.act(officer), io.StringIO())


def test_an_entry_of_another_agency_is_not_found(world: World) -> None:
    happened(world)
    assert oversight.entry(world.act("auditor"), 2).what == "case:read"
    with pytest.raises(NotFound):
        oversight.entry(world.act("auditor"), 3)


def test_the_trail_is_narrowed(world: World) -> None:
    # Given acts of several kinds
    ours, theirs = happened(world)
    # Then what, officer and case narrow it
    assert [entry.seq for entry in listed(world, "auditor", what="case")] == [2, 1]
    assert [entry.seq for entry in listed(world, "auditor", what="case:read")] == [2, 1]
    assert [entry.seq for entry in listed(world, "auditor", officer="POLICE@police")] == [2]
    assert [entry.seq for entry in listed(world, "auditor", case=ours)] == [4, 2, 1]
    assert listed(world, "auditor", case=theirs) == []
    assert listed(world, "auditor", what="%") == []


def test_it_goes_on_page_by_page(world: World) -> None:
    # Given five entries
    case = worked(world)
    for _ in range(5):
        world.act().record("case:read", case)
    world.session.commit()
    # When they are read two at a time
    act, after, seen = world.act("auditor"), None, []
    for _ in range(5):
        page = oversight.entries(act, None, after, 2)
        seen += [entry.seq for entry in page.items]
        after = page.after
        if after is None:
            break
    # Then each comes once, newest first
    assert seen == [5, 4, 3, 2, 1]


def test_a_whole_chain_is_told_and_that_it_was_checked(world: World) -> None:
    # Given four entries
    happened(world)
    # When an auditor verifies
    check = oversight.verify(world.act("auditor"))
    world.session.commit()
    # Then all fit, and the checking is an entry itself
    assert (check.entries, check.broken) == (4, None)
    assert oversight.entries(world.act("auditor")).items[0].what == "trail:verified"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_first_entry_that_does_not_fit_is_named(world: World) -> None:
    # Given an entry altered behind everybody's back, which this session has read before
    happened(world)
    oversight.entries(world.act("auditor"))
    world.session.execute(text("DROP TRIGGER trail_entry_no_update"))
    world.session.execute(text("UPDATE trail_entry SET what = 'case:kept' WHERE seq = 2"))
    world.session.commit()
    # When the chain is verified
    check = oversight.verify(world.act("auditor"))
    # Then that entry is named
    assert check.broken is not None
    assert check.broken.seq == 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(world: World, sign: str) -> None:
    # Given an officer whose name a spreadsheet would run
    case = worked(world)
    world.officers["investigator"].name = f"{sign}1+1"
    world.act().record("case:read", case)
    world.session.commit()
    # When the trail is written as a table
    written = io.StringIO(newline="")
    count = oversight.write_csv(world.act("auditor"), written)
    # Then the cell begins with an apostrophe
    written.seek(0)
    [row] = list(csv.DictReader(written))
    assert count == 1
    assert row["officer"].startswith(f"'{sign}1+1")


def test_the_table_holds_what_the_officer_may_see_and_no_more(world: World) -> None:
    # Given acts of three agencies
    _, theirs = happened(world)
    # When the platform's auditor takes the trail as a table
    written = io.StringIO(newline="")
    oversight.write_csv(world.act("auditor"), written)
    # Then the brand's case is not in it
    assert theirs not in written.getvalue()
    assert [row["seq"] for row in csv.DictReader(io.StringIO(written.getvalue()))] == [
        "4",
        "2",
        "1",
    ]


def test_nobody_waits_while_the_trail_is_checked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an auditor's act that holds the register
    act = world.act("auditor")
    act.session.execute(text("SELECT 1"))
    held = []
    check = audit.verify

    def looking(session: Session) -> int:
        held.append(act.session.in_transaction())
        return check(session)

    monkeypatch.setattr(audit, "verify", looking)
    # When the trail is checked
    oversight.verify(act)
    # Then the register was let go of meanwhile
    assert held == [False]

"""What a case knows of its ring: as it was found when the case was opened, part by part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework.act import Act
from casework.errors import NotFound
from casework.flow import cases
from casework.model import Case
from casework.paging import Page
from casework.vocabulary import CasePart, DeliveryKind
from tests.factories.casefiles import row, shared, worked
from tests.worlds import World

VERBS: dict[CasePart, Callable[[Act, Case], Page[Any]]] = {
    CasePart.MEMBERS: cases.members,
    CasePart.PLACES: cases.places,
    CasePart.TIES: cases.ties,
}


def test_accounts_places_and_ties_come_strongest_first(world: World) -> None:
    # Given a case on a ring of three accounts, two ties and a place
    case, act = worked(world), world.act()
    # Then each comes in the order of its finding
    assert [one.position for one in cases.members(act, case).items] == [0, 1, 2]
    assert [one.position for one in cases.ties(act, case).items] == [0, 1]
    assert [one.position for one in cases.places(act, case).items] == [0]


@pytest.mark.parametrize("part", list(CasePart))
def test_each_is_there_only_where_its_part_is_open(world: World, part: CasePart) -> None:
    # Given a share of one part
    case = worked(world)
    shared(world, case, "police", part)
    act = world.act("police")
    # Then its verb answers, and the others find nothing
    for of, verb in VERBS.items():
        if of is part:
            assert verb(act, case).items
        else:
            with pytest.raises(NotFound):
                verb(act, case)


def test_a_sentence_leads_to_the_case_own_row(world: World) -> None:
    # Given ties that rest on the account's row
    case, act = worked(world), world.act()
    account = row(world, case, DeliveryKind.ACCOUNTS)
    # When the rows they cite are asked for
    found = cases.cited(act, case, cases.ties(act, case).items)
    # Then each leads to the record
    assert found == {("accounts", account.batch_id, account.row_number): account.id}


def test_rows_of_a_closed_part_are_left_out(world: World) -> None:
    case = worked(world)
    shared(world, case, "police", CasePart.TIES)
    act = world.act("police")
    assert cases.cited(act, case, cases.ties(act, case).items) == {}

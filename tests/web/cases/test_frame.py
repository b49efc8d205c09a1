"""A case's pages show the sections that are open, and say on what ground a guest reads."""

from __future__ import annotations

import pytest

from casework.vocabulary import CasePart
from tests.factories.casefiles import shared, worked
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

EVERY = ["Accounts", "Places", "Ties", "Test buys", "Shipments", "Sales", "Timeline", "Exhibits"]


def test_the_lead_sees_every_section(world: World, sign_in: SignIn) -> None:
    # Given a case of one's own
    case = worked(world)
    # When its investigator opens it
    page = sign_in(world.officers["investigator"]).get(f"/cases/{case.id}").text
    # Then every section is named, and no share is
    for section in EVERY:
        assert f">{section}</a>" in page
    assert "Your share" not in page


def test_a_guest_sees_the_sections_of_the_share_and_its_ground(
    world: World, sign_in: SignIn
) -> None:
    # Given a share of places alone
    case = worked(world)
    shared(world, case, "customs", CasePart.PLACES)
    # When customs opens the case
    page = sign_in(world.officers["customs"]).get(f"/cases/{case.id}").text
    # Then places are named, no other section is, and the ground of reading is said
    assert ">Places</a>" in page
    for section in EVERY:
        assert section == "Places" or f">{section}</a>" not in page
    assert "Your share of this case" in page
    assert "article 1" in page

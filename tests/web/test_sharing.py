"""A case is shared and taken back on its pages; the next request obeys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.model import Case, Grant
from casework.policy import is_live
from casework.vocabulary import CasePart, CaseStage, ShareLevel
from tests.factories.casefiles import shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def form(world: World, **given: object) -> dict[str, Any]:
    """Return what an officer fills in: places and shipments for customs, at level view."""
    last_day = datetime.now(UTC) + timedelta(days=10)
    return {
        "agency_id": world.agencies["customs"].id,
        "level": "view",
        "parts": ["places", "shipments"],
        "purpose": "Find the parcels",
        "legal_basis": "Customs Law, article 6",
        "ends_on": f"{last_day:%Y-%m-%d}",
    } | given


def grants(world: World, case: Case) -> list[Grant]:
    """Return the shares as they are kept now, leaving no transaction open."""
    asked = select(Grant).where(Grant.case_id == case.id).order_by(Grant.id)
    fresh = asked.execution_options(populate_existing=True)
    found = list(world.session.scalars(fresh))
    world.session.commit()
    return found


def test_a_share_opens_the_chosen_parts(world: World, sign_in: SignIn) -> None:
    # Given a case nobody else sees
    case = worked(world)
    customs = sign_in(world.officers["customs"])
    assert customs.get(f"/cases/{case.id}").status_code == 404
    # When its investigator shares two parts of it
    lead = sign_in(world.officers["investigator"])
    assert lead.get(f"/cases/{case.id}/shares/grant").status_code == 200
    answer = post(lead, f"/cases/{case.id}/shares/grant", **form(world))
    # Then customs reads these at the next request
    assert answer.status_code == 303
    [grant] = grants(world, case)
    assert grant.shared_parts == {CasePart.PLACES, CasePart.SHIPMENTS}
    assert grant.level is ShareLevel.VIEW
    assert customs.get(f"/cases/{case.id}/shipments").status_code == 200
    assert customs.get(f"/cases/{case.id}/ties").status_code == 404


def test_a_new_share_replaces_the_live_one(world: World, sign_in: SignIn) -> None:
    # Given a share of everything
    case = worked(world)
    shared(world, case, "customs", level=ShareLevel.EXPORT)
    # When a narrower one is given
    post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/shares/grant",
        **form(world, parts=["places"]),
    )
    # Then only that one counts
    earlier, now = grants(world, case)
    assert earlier.revoked_at is not None
    assert now.shared_parts == {CasePart.PLACES}


def test_a_revoked_share_opens_nothing_at_the_next_request(world: World, sign_in: SignIn) -> None:
    # Given a guest who reads the case
    case = worked(world)
    grant = shared(world, case, "police")
    police = sign_in(world.officers["police"])
    assert police.get(f"/cases/{case.id}").status_code == 200
    # When the share is revoked
    lead = sign_in(world.officers["investigator"])
    post(lead, f"/cases/{case.id}/shares/{grant.id}/revoke", why="The matter is closed")
    # Then the guest finds nothing, and the lead sees that it was there
    assert police.get(f"/cases/{case.id}").status_code == 404
    assert "revoked" in lead.get(f"/cases/{case.id}/shares").text
    assert not any(is_live(one, datetime.now(UTC)) for one in grants(world, case))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("agency_id", 0, "Choose an agency."),
        ("level", "", "Choose a level."),
        ("parts", [], "Choose at least one part."),
        ("purpose", "", "Say what it is for."),
        ("legal_basis", "", "Name the legal basis."),
        ("ends_on", "", "Name the last day."),
        ("ends_on", "2020-01-01", "A share cannot end in the past"),
        ("parts", ["everything"], "not a valid choice"),
        ("purpose", "x" * 1001, "At most 1,000 characters."),
    ],
)
def test_a_share_needs_all_of_it(
    world: World, sign_in: SignIn, field: str, value: object, says: str
) -> None:
    # Given a form with one thing missing or wrong
    case = worked(world)
    # When it is sent
    answer = post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/shares/grant",
        **form(world, **{field: value}),
    )
    # Then the page says what, and nothing is shared
    assert says in answer.text
    assert grants(world, case) == []


def test_a_guest_sees_no_share_but_its_own(world: World, sign_in: SignIn) -> None:
    # Given a case shared with police and customs
    case = worked(world)
    shared(world, case, "police")
    theirs = shared(world, case, "customs")
    police = sign_in(world.officers["police"])
    # When the police look at the shares
    page = police.get(f"/cases/{case.id}/shares").text
    # Then customs is not named, and nothing can be done
    assert "Guangdong Police" in page
    assert "Shenzhen Customs" not in page
    assert "Revoke" not in page
    assert police.get(f"/cases/{case.id}/shares/{theirs.id}/revoke").status_code == 403
    assert police.get(f"/cases/{case.id}/shares/grant").status_code == 403


def test_a_share_of_another_case_is_not_found_here(world: World, sign_in: SignIn) -> None:
    # Given a share of one case
    one, other = worked(world), worked(world)
    grant = shared(world, other, "police")
    lead = sign_in(world.officers["investigator"])
    # When it is asked for, and revoked, under another
    answer = post(lead, f"/cases/{one.id}/shares/{grant.id}/revoke", why="x")
    # Then there is none, and it stands
    assert answer.status_code == 404
    assert is_live(grants(world, other)[0], datetime.now(UTC))


def test_a_closed_case_is_not_shared(world: World, sign_in: SignIn) -> None:
    case = worked(world, stage=CaseStage.CLOSED)
    lead = sign_in(world.officers["investigator"])
    assert post(lead, f"/cases/{case.id}/shares/grant", **form(world)).status_code == 409


def test_a_share_cannot_end_where_there_is_no_time_left(world: World, sign_in: SignIn) -> None:
    # Given a case
    case = worked(world)
    browser = sign_in(world.officers["investigator"])
    page = f"/cases/{case.id}/shares/grant"
    # When a share is to last until the last day there is
    answer = post(
        browser, page, page, agency_id=world.agencies["police"].id, level="view",
        parts="places", purpose="x", legal_basis="x", ends_on="9999-12-31",
    )  # fmt: skip
    # Then the form says so, and nobody got a share
    assert "before the year 9999" in answer.text
    assert world.session.scalars(select(Grant)).unique().all() == []

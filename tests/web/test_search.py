"""One box; what is asked is sent and not written into an address."""

from __future__ import annotations

import pytest

from casework.vocabulary import CasePart, DeliveryKind
from tests.factories import cases, packs
from tests.factories.casefiles import photographed, row, shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_every_kind_of_thing_is_found_and_can_be_opened(world: World, sign_in: SignIn) -> None:
    # Given a case, its ring, a pack, an exhibit, a note and rows that hold one word
    case = worked(world, title="Zeisig")
    photographed(world, case).title = "Zeisig"
    lin = world.officers["investigator"]
    packs.pack(world.session, case, world.agencies["police"], lin, name="Zeisig")
    cases.note(world.session, case, lin, text="at Zeisig")
    case.finding.members[0].account_id = "Zeisig"
    cases.record(
        world.session, case, lin, written={"account_id": "Zeisig"},
        understood={"account_id": "Zeisig"},
    )  # fmt: skip
    world.session.commit()
    browser = sign_in(lin)
    # When it is searched for
    page = post(browser, "/search", text="Zeisig").text
    # Then every kind has its heading, and each link opens
    for heading in ("Cases", "Rings", "Packs", "Exhibits", "Notes", "Rows"):
        assert f">{heading}</h2>" in page
    links = page.split('scope="row"><a href="')[1:]
    assert len(links) == 6
    for link in links:
        assert browser.get(link.split('"')[0]).status_code == 200


def test_a_question_in_an_address_is_not_asked(world: World, sign_in: SignIn) -> None:
    # Given a case
    case = worked(world)
    # When the question stands in the address
    page = sign_in(world.officers["investigator"]).get("/search?text=Kettle").text
    # Then nothing is searched
    assert case.number not in page


def test_a_guest_finds_only_what_is_shared(world: World, sign_in: SignIn) -> None:
    # Given a share of shipments
    case = worked(world)
    shared(world, case, "customs", CasePart.SHIPMENTS)
    parcel, account = (
        row(world, case, DeliveryKind.SHIPMENTS),
        row(world, case, DeliveryKind.ACCOUNTS),
    )
    customs = sign_in(world.officers["customs"])
    # When customs searches for a number that stands in a hidden row too
    page = post(customs, "/search", text="138 1234 5678").text
    # Then the masked parcel is found as a weak hit, the account's row is not
    assert f"/records/{parcel.id}" in page
    assert "proves nothing alone" in page
    assert f"/records/{account.id}" not in page


def test_nothing_found_says_nothing_of_what_there_is(world: World, sign_in: SignIn) -> None:
    # Given a case that is not shared
    worked(world)
    # When a prosecutor searches for its title
    page = post(sign_in(world.officers["prosecutor"]), "/search", text="Kettle").text
    # Then nothing fits
    assert "Nothing you may see fits" in page


@pytest.mark.parametrize("text", ["", "x", "y" * 201])
def test_too_little_or_too_much_is_not_searched(world: World, sign_in: SignIn, text: str) -> None:
    page = post(sign_in(world.officers["investigator"]), "/search", text=text).text
    assert "This could not be taken as it is" in page

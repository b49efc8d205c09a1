"""The parts of a case: each shown where it is open, and nowhere else."""

from __future__ import annotations

import pytest

from casework.model import Case
from casework.vocabulary import CasePart, DeliveryKind
from tests.factories.casefiles import row, shared, worked
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

PAGES = {
    "members": CasePart.MEMBERS,
    "places": CasePart.PLACES,
    "ties": CasePart.TIES,
    "test-buys": CasePart.TEST_BUYS,
    "shipments": CasePart.SHIPMENTS,
    "sales": CasePart.SALES,
    "timeline": CasePart.TIMELINE,
    "notes": CasePart.TIMELINE,
    "exhibits": CasePart.EXHIBITS,
    "packs": CasePart.PACKS,
    "records?kind=accounts": CasePart.MEMBERS,
    "records?kind=listings": CasePart.MEMBERS,
    "records?kind=orders": CasePart.SALES,
    "records?kind=payments": CasePart.SALES,
    "records?kind=shipments": CasePart.SHIPMENTS,
    "records?kind=test_buys": CasePart.TEST_BUYS,
    "records?kind=seizures": CasePart.TEST_BUYS,
}


@pytest.mark.parametrize("part", list(CasePart))
def test_a_share_opens_the_pages_of_its_part_alone(
    world: World, sign_in: SignIn, part: CasePart
) -> None:
    # Given a share of one part
    case = worked(world)
    shared(world, case, "police", part)
    browser = sign_in(world.officers["police"])
    # When the police open every page of the case
    opened = {page for page in PAGES if browser.get(f"/cases/{case.id}/{page}").status_code == 200}
    # Then those of the part open, and no other
    assert opened == {page for page, of in PAGES.items() if of is part}


def test_sentences_lead_to_the_case_own_rows(world: World, sign_in: SignIn) -> None:
    # Given a case whose ties rest on its account's row
    case = worked(world)
    source = row(world, case, DeliveryKind.ACCOUNTS)
    browser = sign_in(world.officers["investigator"])
    # When its ties, accounts and places are shown
    for page in ("ties", "members", "places"):
        shown = browser.get(f"/cases/{case.id}/{page}").text
        # Then each sentence leads to that row
        assert f'href="/cases/{case.id}/records/{source.id}"' in shown


def test_a_tie_is_shown_with_its_innocent_explanation(world: World, sign_in: SignIn) -> None:
    case = worked(world)
    page = sign_in(world.officers["investigator"]).get(f"/cases/{case.id}/ties").text
    assert "2 of 400 accounts show it" in page
    assert "The number was given out again." in page


def test_rows_of_a_closed_part_are_not_named(world: World, sign_in: SignIn) -> None:
    # Given a share of ties without the accounts they rest on
    case = worked(world)
    shared(world, case, "police", CasePart.TIES)
    # When the police read the ties
    page = sign_in(world.officers["police"]).get(f"/cases/{case.id}/ties").text
    # Then the sentence stands without its row
    assert "2 of 400 accounts show it" in page
    assert "/records/" not in page
    assert ">Row<" not in page


def test_a_row_is_shown_as_delivered_and_as_understood(world: World, sign_in: SignIn) -> None:
    # Given an account's row
    case = worked(world)
    account = row(world, case, DeliveryKind.ACCOUNTS)
    # When it is opened
    page = (
        sign_in(world.officers["investigator"]).get(f"/cases/{case.id}/records/{account.id}").text
    )
    # Then both writings of the number stand there, and the way back to the file
    assert "0086-138-1234-5678" in page
    assert "+8613812345678" in page
    assert account.file in page
    assert account.file_sha256 in page
    assert account.row_sha256 in page


def test_a_row_of_another_case_is_not_found_here(world: World, sign_in: SignIn) -> None:
    # Given two cases of one agency
    one, other = worked(world), worked(world)
    theirs = row(world, other, DeliveryKind.ACCOUNTS)
    # When the row of one is asked for under the other
    answer = sign_in(world.officers["investigator"]).get(f"/cases/{one.id}/records/{theirs.id}")
    # Then there is none
    assert answer.status_code == 404


def test_a_guest_cannot_reach_a_hidden_row_by_its_id(world: World, sign_in: SignIn) -> None:
    # Given a share of shipments
    case = worked(world)
    shared(world, case, "customs", CasePart.SHIPMENTS)
    browser = sign_in(world.officers["customs"])
    hidden, seen = row(world, case, DeliveryKind.ORDERS), row(world, case, DeliveryKind.SHIPMENTS)
    # When customs asks for an order and for a parcel
    # Then only the parcel is there
    assert browser.get(f"/cases/{case.id}/records/{hidden.id}").status_code == 404
    assert browser.get(f"/cases/{case.id}/records/{seen.id}").status_code == 200


def test_sales_show_what_proves_each_order(world: World, sign_in: SignIn) -> None:
    # Given an order with its payment and parcel
    case = worked(world)
    # When sales are shown
    page = sign_in(world.officers["investigator"]).get(f"/cases/{case.id}/sales").text
    # Then the order leads to both
    for kind in (DeliveryKind.PAYMENTS, DeliveryKind.SHIPMENTS):
        assert f'href="/cases/{case.id}/records/{row(world, case, kind).id}"' in page
    assert "CNY\N{NO-BREAK SPACE}59.90" in page


def test_a_guest_with_sales_alone_sees_no_parcel(world: World, sign_in: SignIn) -> None:
    # Given a share of sales
    case = worked(world)
    shared(world, case, "police", CasePart.SALES)
    # When the police read them
    page = sign_in(world.officers["police"]).get(f"/cases/{case.id}/sales").text
    # Then the payment is there and the parcel is not
    assert f"/records/{row(world, case, DeliveryKind.PAYMENTS).id}" in page
    assert f"/records/{row(world, case, DeliveryKind.SHIPMENTS).id}" not in page


def test_sales_are_narrowed_to_a_tier(world: World, sign_in: SignIn) -> None:
    case = worked(world)
    browser = sign_in(world.officers["investigator"])
    assert ">o1</a>" in browser.get(f"/cases/{case.id}/sales?tier=A").text
    assert ">o1</a>" not in browser.get(f"/cases/{case.id}/sales?tier=B").text


def test_the_timeline_holds_the_open_parts_alone(world: World, sign_in: SignIn) -> None:
    # Given a share of the timeline and the test buys
    case = worked(world)
    shared(world, case, "customs", CasePart.TIMELINE, CasePart.TEST_BUYS)
    # When customs reads the timeline
    page = sign_in(world.officers["customs"]).get(f"/cases/{case.id}/timeline").text
    # Then the test buy stands there and the account's opening does not
    assert "Test buy tb1" in page
    assert "opened on taobao" not in page


def test_a_kind_of_row_made_up_is_not_found(world: World, sign_in: SignIn) -> None:
    case: Case = worked(world)
    browser = sign_in(world.officers["investigator"])
    assert browser.get(f"/cases/{case.id}/records?kind=secrets").status_code == 404


def test_a_guest_s_page_of_a_row_names_no_buyer(world: World, sign_in: SignIn) -> None:
    # Given an order with its buyer, shared with the police
    case = worked(world)
    shared(world, case, "police", CasePart.SALES)
    order = row(world, case, DeliveryKind.ORDERS)
    order.written = order.written | {"buyer_ref": "buyer-77"}
    world.session.commit()
    page = f"/cases/{case.id}/records/{order.id}"
    # Then its lead reads who bought, the police that it was left out
    assert "buyer-77" in sign_in(world.officers["investigator"]).get(page).text
    seen = sign_in(world.officers["police"]).get(page).text
    assert "buyer-77" not in seen
    assert "buyer ref" in seen

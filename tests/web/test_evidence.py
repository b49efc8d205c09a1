"""Exhibits are taken in, opened and handed on; nobody reaches one by its id alone."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select

from casework.model import CustodyEntry, Exhibit
from casework.vocabulary import CasePart, CustodyAction, ShareLevel
from tests.factories.casefiles import PHOTO, photographed, shared, worked
from tests.web.conftest import SignIn, post
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def upload(name: str = "photo.jpg", **given: object) -> dict[str, Any]:
    """Return what an officer fills in to add an exhibit."""
    return {
        "file": (io.BytesIO(PHOTO), name),
        "title": "The parcel, unopened",
        "source": "test buy tb1",
        "obtained_at": "2026-03-01T10:30",
        "zone": "Asia/Shanghai",
    } | given


def step(**given: object) -> dict[str, Any]:
    """Return what an officer fills in to enter a step in custody."""
    return {
        "action": "moved",
        "from_whom": "Lin",
        "to_whom": "Evidence store",
        "where": "Hangzhou",
        "purpose": "keeping",
        "at": "2026-03-02T10:30",
        "zone": "Asia/Shanghai",
    } | given


def kept(world: World) -> list[Exhibit]:
    found = list(world.session.scalars(select(Exhibit)))
    world.session.commit()
    return found


def test_a_file_is_taken_in_with_its_hashes_and_mark(world: World, sign_in: SignIn) -> None:
    # Given a case
    case = worked(world)
    lin = sign_in(world.officers["investigator"])
    assert lin.get(f"/cases/{case.id}/exhibits/add").status_code == 200
    # When its investigator sends a file
    answer = post(lin, f"/cases/{case.id}/exhibits/add", **upload())
    # Then it is kept under its mark, at the moment of that clock
    assert answer.status_code == 303
    [exhibit] = kept(world)
    assert exhibit.mark == "I/1"
    assert exhibit.obtained_at.isoformat() == "2026-03-01T02:30:00+00:00"
    page = lin.get(answer.location).text
    assert exhibit.sha256 in page
    assert exhibit.sha512 in page
    assert exhibit.mark in lin.get(f"/cases/{case.id}/exhibits").text


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "passwd"])
def test_a_name_never_becomes_a_path(world: World, sign_in: SignIn, name: str) -> None:
    # Given a file whose name tries to lead elsewhere
    case = worked(world)
    # When it is sent
    post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/exhibits/add",
        **upload(name),
    )
    # Then its own name alone is kept
    assert kept(world)[0].file == "passwd"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("file", "", "Choose a file."),
        ("title", "", "Say what it is."),
        ("obtained_at", "yesterday", "Not a valid datetime"),
        ("obtained_at", "2999-01-01T00:00", "has not come yet"),
        ("zone", "Mars/Olympus", "There is no such time zone"),
        ("title", "x" * 201, "At most 200 characters."),
    ],
)
def test_an_exhibit_needs_all_of_it(
    world: World, sign_in: SignIn, field: str, value: str, says: str
) -> None:
    # Given a form with one thing missing or wrong
    case = worked(world)
    # When it is sent
    answer = post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/exhibits/add",
        **upload(**{field: value}),
    )
    # Then the page says what, and nothing is kept
    assert says in answer.text
    assert kept(world) == []


def test_an_exhibit_is_given_as_a_file_that_may_do_nothing(world: World, sign_in: SignIn) -> None:
    # Given an exhibit with a Chinese name
    case = worked(world)
    exhibit = photographed(world, case)
    # When it is opened
    answer = post(
        sign_in(world.officers["investigator"]), f"/cases/{case.id}/exhibits/{exhibit.id}/open"
    )
    # Then its bytes come as an attachment in a sandbox, and the ledger has a new step
    assert answer.data == PHOTO
    assert answer.mimetype == "application/octet-stream"
    assert quote("包裹.jpg") in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    actions = world.session.scalars(select(CustodyEntry.action).order_by(CustodyEntry.seq)).all()
    assert actions == [CustodyAction.OBTAINED, CustodyAction.HASHED, CustodyAction.COPIED]


def test_an_altered_exhibit_is_not_given(world: World, sign_in: SignIn) -> None:
    # Given an exhibit whose bytes were changed on disk
    case = worked(world)
    exhibit = photographed(world, case)
    place = world.settings.vault_dir / exhibit.sha256[:2] / exhibit.sha256
    place.chmod(0o600)
    place.write_bytes(b"something else")
    # When it is opened
    answer = post(
        sign_in(world.officers["investigator"]), f"/cases/{case.id}/exhibits/{exhibit.id}/open"
    )
    # Then the page says so
    assert answer.status_code == 500
    assert "was altered" in answer.text


def test_a_step_in_custody_is_added(world: World, sign_in: SignIn) -> None:
    # Given an exhibit
    case = worked(world)
    exhibit = photographed(world, case)
    lin = sign_in(world.officers["investigator"])
    url = f"/cases/{case.id}/exhibits/{exhibit.id}/custody"
    assert lin.get(url).status_code == 200
    # When it is handed on
    answer = post(lin, url, **step())
    # Then its ledger says so
    assert answer.status_code == 303
    assert "Evidence store" in lin.get(f"/cases/{case.id}/exhibits/{exhibit.id}").text


def test_a_step_that_has_not_come_is_refused(world: World, sign_in: SignIn) -> None:
    # Given an exhibit
    case = worked(world)
    exhibit = photographed(world, case)
    # When a step of tomorrow is entered
    answer = post(
        sign_in(world.officers["investigator"]),
        f"/cases/{case.id}/exhibits/{exhibit.id}/custody",
        **step(at="2999-01-01T00:00"),
    )
    # Then the page says so
    assert "has not come yet" in answer.text


def test_a_guest_adds_an_exhibit_at_level_contribute_alone(world: World, sign_in: SignIn) -> None:
    # Given one agency at level contribute and one at level view
    case = worked(world)
    shared(world, case, "police", CasePart.EXHIBITS, level=ShareLevel.CONTRIBUTE)
    shared(world, case, "customs", CasePart.EXHIBITS, level=ShareLevel.VIEW)
    url = f"/cases/{case.id}/exhibits/add"
    # When both send a file
    police = post(sign_in(world.officers["police"]), url, **upload())
    customs = post(sign_in(world.officers["customs"]), url, **upload())
    # Then the first is kept as the police's, the second refused
    assert (police.status_code, customs.status_code) == (303, 403)
    [exhibit] = kept(world)
    assert exhibit.agency_id == world.agencies["police"].id


def test_an_exhibit_of_another_case_is_not_found_here(world: World, sign_in: SignIn) -> None:
    # Given an exhibit of one case
    one, other = worked(world), worked(world)
    exhibit = photographed(world, other)
    lin = sign_in(world.officers["investigator"])
    # When it is asked for under another
    place = f"/cases/{one.id}/exhibits/{exhibit.id}"
    answers = [lin.get(place), post(lin, f"{place}/open"), post(lin, f"{place}/custody", **step())]
    # Then there is none
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_guest_without_the_part_finds_no_exhibit(world: World, sign_in: SignIn) -> None:
    # Given a share without exhibits
    case = worked(world)
    exhibit = photographed(world, case)
    shared(world, case, "police", CasePart.TIES, level=ShareLevel.CONTRIBUTE)
    police = sign_in(world.officers["police"])
    place = f"/cases/{case.id}/exhibits"
    # When the police ask for the list, for the exhibit, and send one
    answers = [
        police.get(place),
        police.get(f"{place}/{exhibit.id}"),
        post(police, f"{place}/{exhibit.id}/open"),
        post(police, f"{place}/add", **upload()),
    ]
    # Then there is nothing
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]

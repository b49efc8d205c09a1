"""Agencies and officers: listed as far as one may know of them, added by whom the policy names."""

from __future__ import annotations

import pytest

from casework import people
from casework.errors import EmailRefused, JurisdictionUnknown, NameTaken, NotFound, NotPermitted
from casework.people.enrolment import email_of
from casework.vocabulary import AgencyKind, Role
from tests.factories import people as factory
from tests.people import trail_of
from tests.worlds import World

NEW = people.NewAgency("UK-Police", " UK Police ", AgencyKind.POLICE, "gb-lnd")


def test_the_host_sees_every_agency_and_a_partner_its_own(world: World) -> None:
    host = people.agencies(world.act("investigator"))
    partner = people.agencies(world.act("police"))

    assert len(host.items) == 5
    assert [agency.code for agency in partner.items] == ["police"]


def test_agencies_come_page_by_page(world: World) -> None:
    act = world.act("administrator")

    first = people.agencies(act, limit=3)
    rest = people.agencies(act, after=first.after, limit=3)

    names = [agency.name for agency in first.items + rest.items]
    assert names == sorted(names)
    assert len(names) == 5
    assert rest.after is None


def test_an_agency_is_added_tidily_and_on_the_trail(world: World) -> None:
    agency = people.add_agency(world.act("administrator"), NEW)

    assert (agency.code, agency.name, agency.jurisdiction) == ("uk-police", "UK Police", "GB-LND")
    assert not agency.is_host
    assert trail_of(world) == ["agency:added"]


@pytest.mark.parametrize("officer", ["investigator", "supervisor", "police", "prosecutor"])
def test_only_the_hosts_administrator_adds_agencies(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        people.add_agency(world.act(officer), NEW)


@pytest.mark.parametrize(
    "new",
    [
        people.NewAgency("POLICE", "Another", AgencyKind.POLICE, "CN-44"),
        people.NewAgency("another", "Guangdong Police", AgencyKind.POLICE, "CN-44"),
    ],
)
def test_an_agencys_names_are_its_own(world: World, new: people.NewAgency) -> None:
    with pytest.raises(NameTaken):
        people.add_agency(world.act("administrator"), new)


@pytest.mark.parametrize("jurisdiction", ["", "China", "C", "CN-", "CN-4444", "CN 44"])
def test_a_jurisdiction_is_iso_3166_2(world: World, jurisdiction: str) -> None:
    new = people.NewAgency("another", "Another", AgencyKind.POLICE, jurisdiction)

    with pytest.raises(JurisdictionUnknown):
        people.add_agency(world.act("administrator"), new)


def test_an_officer_is_enrolled_without_a_password(world: World) -> None:
    new = people.NewOfficer(" Xu@Police.EXAMPLE ", "  Xu   Min ", Role.LIAISON)

    officer = people.enrol(world.act("administrator"), world.agencies["police"], new)

    assert (officer.email, officer.name) == ("xu@police.example", "Xu Min")
    assert officer.password is None
    assert officer.active
    assert len(officer.fs_uniquifier) == 64
    assert trail_of(world) == ["officer:enrolled"]


def test_an_agencys_administrator_enrols_in_their_own_alone(world: World) -> None:
    # Given an administrator of the brand
    act = factory.act(
        world.session,
        world.settings,
        factory.officer(world.session, agency=world.agencies["brand"], role=Role.ADMINISTRATOR),
    )
    new = people.NewOfficer("new@brand.example", "New", Role.INVESTIGATOR)
    # Then they enrol there, and know of nowhere else
    assert people.enrol(act, world.agencies["brand"], new).agency.code == "brand"
    for elsewhere in ("platform", "police"):
        with pytest.raises(NotFound):
            people.enrol(act, world.agencies[elsewhere], new)


@pytest.mark.parametrize("officer", ["investigator", "supervisor", "auditor"])
def test_nobody_else_enrols(world: World, officer: str) -> None:
    new = people.NewOfficer("new@platform.example", "New", Role.ADMINISTRATOR)

    with pytest.raises(NotPermitted):
        people.enrol(world.act(officer), world.agencies["platform"], new)


def test_an_address_belongs_to_one_officer(world: World) -> None:
    new = people.NewOfficer("BRAND@brand.example", "Another", Role.LIAISON)

    with pytest.raises(NameTaken):
        people.enrol(world.act("administrator"), world.agencies["police"], new)


def test_overseers_list_the_officers_of_their_agency_alone(world: World) -> None:
    listed = people.officers(world.act("police-auditor"), world.agencies["police"])

    assert {officer.email for officer in listed.items} == {
        "police@police.example",
        "police-auditor@police.example",
    }
    with pytest.raises(NotFound):
        people.officers(world.act("police-auditor"), world.agencies["brand"])
    with pytest.raises(NotPermitted):
        people.officers(world.act("police"), world.agencies["police"])


def test_addresses_of_closed_networks_are_addresses() -> None:
    assert email_of(" Lin@Police.Local ") == "lin@police.local"


@pytest.mark.parametrize("written", ["", "lin", "lin@", "a@b@c.example", "a@b.example\nX: y"])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(EmailRefused):
        email_of(written)

"""The first agency and its first administrator."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import audit, people
from casework.errors import NameTaken
from casework.model import TrailEntry
from casework.settings import Settings
from casework.vocabulary import Action, AgencyKind, Role
from tests.factories.people import NOW

HOST = people.NewAgency("harbour", "Harbour", AgencyKind.PLATFORM, "CN-33")
FIRST = people.NewOfficer("first@harbour.example", "First", Role.INVESTIGATOR)


def test_the_first_officer_administers_the_host(session: Session, settings: Settings) -> None:
    # When an installation is founded, whatever role was named
    act = people.found(session, settings, NOW, HOST, FIRST)
    session.commit()
    # Then its first Act is an administrator's, who can go on by themselves
    assert act.officer.role is Role.ADMINISTRATOR
    assert act.officer.agency.is_host
    assert act.may(Action.AGENCY_MANAGE)
    assert people.invite(act, act.officer)
    # And the trail begins with it
    assert list(session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq))) == [
        "agency:founded",
        "officer:enrolled",
    ]
    assert audit.verify(session) == 2


def test_nobody_has_a_password_yet(session: Session, settings: Settings) -> None:
    assert people.found(session, settings, NOW, HOST, FIRST).officer.password is None


def test_an_installation_is_founded_once(session: Session, settings: Settings) -> None:
    people.found(session, settings, NOW, HOST, FIRST)
    other = people.NewAgency("other", "Other", AgencyKind.BRAND, "CN-31")

    with pytest.raises(NameTaken):
        people.found(session, settings, NOW, other, FIRST)

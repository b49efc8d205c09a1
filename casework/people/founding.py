"""The first agency and its first administrator: nobody is there yet who could be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act import Act
from casework.errors import NameTaken
from casework.model import Agency
from casework.people.enrolment import NewAgency, NewOfficer, keep_agency, keep_officer
from casework.settings import Settings
from casework.vocabulary import Role


def found(
    session: Session, settings: Settings, at: datetime, agency: NewAgency, officer: NewOfficer
) -> Act:
    """Make the agency that runs this installation and its administrator; return their first Act.

    Raises NameTaken where the installation has a host already.
    """
    if host := session.scalars(select(Agency).where(Agency.is_host)).first():
        raise NameTaken("host agency", host.name)
    hosting = keep_agency(session, at, agency)
    hosting.is_host = True
    first = keep_officer(session, at, hosting, replace(officer, role=Role.ADMINISTRATOR))
    act = Act(first, at, session, settings, origin="cli")
    act.record("agency:founded", hosting, kind=hosting.kind, jurisdiction=hosting.jurisdiction)
    act.record("officer:enrolled", first, role=first.role, of=hosting.name)
    return act

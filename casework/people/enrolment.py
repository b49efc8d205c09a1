"""Agencies and officers: which there are, and adding one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework import paging
from casework.act import Act
from casework.errors import EmailRefused, JurisdictionUnknown, NameTaken
from casework.model import Agency, Officer
from casework.paging import Page
from casework.people.service import unique
from casework.vocabulary import Action, AgencyKind, Role

_ISO_3166_2 = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class NewAgency:
    """What is told of an agency that joins. `jurisdiction` is ISO 3166-2: CN-44."""

    code: str
    name: str
    kind: AgencyKind
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What is told of an officer who joins; their password they choose by invitation."""

    email: str
    name: str
    role: Role


def agencies(act: Act, after: str | None = None, limit: int = 50) -> Page[Agency]:
    """Return the agencies the officer may know of, by name."""
    act.require(Action.AGENCY_READ)
    order = ((Agency.name, False), (Agency.id, False))
    return paging.page(act.session, act.select(Agency), order, after, limit)


def add_agency(act: Act, new: NewAgency) -> Agency:
    """Add an agency that can receive shares; it has no officers yet. Raises NameTaken."""
    act.require(Action.AGENCY_MANAGE)
    agency = keep_agency(act.session, act.at, new)
    act.record("agency:added", agency, kind=agency.kind, jurisdiction=agency.jurisdiction)
    return agency


def officers(act: Act, agency: Agency, after: str | None = None, limit: int = 50) -> Page[Officer]:
    """Return the officers of one agency, by name."""
    act.require(Action.OFFICER_READ, agency)
    order = ((Officer.name, False), (Officer.id, False))
    chosen = act.select(Officer).where(Officer.agency_id == agency.id)
    return paging.page(act.session, chosen, order, after, limit)


def enrol(act: Act, agency: Agency, new: NewOfficer) -> Officer:
    """Enrol an officer in an agency. Raises NameTaken, EmailRefused."""
    act.require(Action.OFFICER_MANAGE, agency)
    officer = keep_officer(act.session, act.at, agency, new)
    act.record("officer:enrolled", officer, role=officer.role, of=agency.name)
    return officer


def keep_agency(session: Session, at: datetime, new: NewAgency) -> Agency:
    """Return the agency as it is kept. It asks nobody: `add_agency` does, `found` cannot yet."""
    code, name = new.code.strip().lower(), new.name.strip()
    jurisdiction = new.jurisdiction.strip().upper()
    if not _ISO_3166_2.fullmatch(jurisdiction):
        raise JurisdictionUnknown(new.jurisdiction)
    same = or_(Agency.code == code, Agency.name == name)
    if taken := session.scalars(select(Agency).where(same)).first():
        raise NameTaken("agency", taken.name if taken.name == name else taken.code)
    agency = Agency(code=code, name=name, kind=new.kind, jurisdiction=jurisdiction, created_at=at)
    session.add(agency)
    session.flush()
    return agency


def keep_officer(session: Session, at: datetime, agency: Agency, new: NewOfficer) -> Officer:
    """Return the officer as it is kept. It asks nobody: `enrol` does, `found` cannot yet."""
    email = email_of(new.email)
    if session.scalars(select(Officer).where(Officer.email == email)).first():
        raise NameTaken("officer", email)
    officer = Officer(
        agency=agency,
        email=email,
        name=" ".join(new.name.split()),
        role=new.role,
        created_at=at,
        active=True,
        fs_uniquifier=unique(),
    )
    session.add(officer)
    session.flush()
    return officer


def email_of(written: str) -> str:
    """Return an e-mail address as it is kept and looked up: lower-case. Raises EmailRefused."""
    from email_validator import (
        SPECIAL_USE_DOMAIN_NAMES,
        EmailNotValidError,
        validate_email,
    )

    # Closed networks are often named .local; the library names this list as the way to allow it.
    if "local" in SPECIAL_USE_DOMAIN_NAMES:
        SPECIAL_USE_DOMAIN_NAMES.remove("local")
    try:
        found = validate_email(
            written.strip(), check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError as refused:
        raise EmailRefused(written, str(refused)) from None
    return found.normalized.lower()

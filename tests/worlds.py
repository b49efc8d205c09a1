"""Small worlds: the fewest agencies and officers in which a rule can be seen to hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act import Act
from casework.model import Agency, Officer
from casework.settings import Settings
from casework.vocabulary import AgencyKind, Role
from tests.factories import people

_AGENCIES = {
    "platform": ("Hangzhou Marketplace", AgencyKind.PLATFORM, "CN-33"),
    "brand": ("Norvik", AgencyKind.BRAND, "CN-31"),
    "police": ("Guangdong Police", AgencyKind.POLICE, "CN-44"),
    "customs": ("Shenzhen Customs", AgencyKind.CUSTOMS, "CN-44"),
    "prosecution": ("Guangdong Procuratorate", AgencyKind.PROSECUTION, "CN-44"),
}
_OFFICERS = {
    "investigator": ("platform", Role.INVESTIGATOR),
    "supervisor": ("platform", Role.SUPERVISOR),
    "auditor": ("platform", Role.AUDITOR),
    "administrator": ("platform", Role.ADMINISTRATOR),
    "brand": ("brand", Role.INVESTIGATOR),
    "brand-auditor": ("brand", Role.AUDITOR),
    "police": ("police", Role.LIAISON),
    "police-auditor": ("police", Role.AUDITOR),
    "customs": ("customs", Role.LIAISON),
    "prosecutor": ("prosecution", Role.PROSECUTOR),
}


@dataclass(slots=True)
class World:
    """A platform that hosts, four partners, and the officers named in `_OFFICERS`."""

    session: Session
    settings: Settings
    agencies: dict[str, Agency] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)

    @classmethod
    def made(cls, session: Session, settings: Settings) -> World:
        """Return a new world, kept in the register."""
        world = cls(session, settings)
        for code, (name, kind, place) in _AGENCIES.items():
            world.agencies[code] = people.agency(
                session,
                code=code,
                name=name,
                kind=kind,
                jurisdiction=place,
                is_host=code == "platform",
            )
        for key, (code, role) in _OFFICERS.items():
            world.officers[key] = people.officer(
                session,
                agency=world.agencies[code],
                role=role,
                email=_address(key),
                name=key.replace("-", " ").title(),
            )
        session.commit()
        return world

    @classmethod
    def found(cls, session: Session, settings: Settings) -> World | None:
        """Return the world a register holds already; None where it is still to be made."""
        kept = {officer.email: officer for officer in session.scalars(select(Officer))}
        session.commit()
        if _address("investigator") not in kept:
            return None
        officers = {key: kept[_address(key)] for key in _OFFICERS}
        agencies = {_OFFICERS[key][0]: officer.agency for key, officer in officers.items()}
        return cls(session, settings, agencies, officers)

    def act(self, officer: str = "investigator", at: datetime = people.NOW) -> Act:
        """Return an Act of one of the world's officers."""
        return Act(self.officers[officer], at, self.session, self.settings, "test")


def _address(officer: str) -> str:
    return f"{officer}@{_OFFICERS[officer][0]}.example"

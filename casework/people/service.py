"""In service or not: disabling and enabling an officer, and what ends with it."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act import Act
from casework.errors import LastAdministrator
from casework.model import Invitation, Officer
from casework.people import passwords
from casework.vocabulary import Action, Role


def disable(act: Act, officer: Officer) -> None:
    """End an officer's service: every session and open invitation ends with it, at once."""
    act.require(Action.OFFICER_MANAGE, officer)
    if officer.disabled_at is not None:
        return
    if _is_last_administrator(act.session, officer):
        raise LastAdministrator(officer.email)
    officer.disabled_at, officer.active = act.at, False
    end_sessions(officer)
    end_invitations(act.session, officer, act.at)
    act.record("officer:disabled", officer)


def enable(act: Act, officer: Officer) -> None:
    """Bring a disabled officer back, with the password and second factor they had."""
    act.require(Action.OFFICER_MANAGE, officer)
    if officer.disabled_at is None:
        return
    officer.disabled_at, officer.active = None, True
    act.record("officer:enabled", officer)


def set_password(act: Act, officer: Officer, password: str) -> None:
    """Give an officer a password where no invitation can be opened: a demo, a machine alone.

    Raises PasswordRefused.
    """
    act.require(Action.OFFICER_MANAGE, officer)
    passwords.check(password, officer)
    officer.password = passwords.hashed(password)
    end_sessions(officer)
    act.record("officer:password-set", officer)


def end_sessions(officer: Officer) -> None:
    """End every session of the officer: what their cookies name is nobody from now on."""
    officer.fs_uniquifier = unique()


def end_invitations(session: Session, officer: Officer, at: datetime) -> None:
    """End the officer's open invitations."""
    still_open = select(Invitation).where(
        Invitation.officer_id == officer.id,
        Invitation.used_at.is_(None),
        Invitation.ends_at > at,
    )
    for invitation in session.scalars(still_open):
        invitation.ends_at = at


def unique() -> str:
    """Return a name nobody can guess, for the sessions of one officer."""
    return secrets.token_hex(32)


def _is_last_administrator(session: Session, officer: Officer) -> bool:
    # Of the host alone: its administrators can mend every other agency, nobody could mend theirs.
    if officer.role is not Role.ADMINISTRATOR or not officer.agency.is_host:
        return False
    in_service = (
        select(Officer.id)
        .where(
            Officer.agency_id == officer.agency_id,
            Officer.role == Role.ADMINISTRATOR,
            Officer.active,
            Officer.disabled_at.is_(None),
        )
        # Two administrators who disable each other at the same moment must not both succeed.
        .with_for_update()
    )
    return set(session.scalars(in_service)) <= {officer.id}

"""Invitations: one-time links by which an officer chooses a first or a new password."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.act import Act
from casework.errors import InvitationOver, OfficerDisabled
from casework.model import Invitation, Officer
from casework.people import passwords
from casework.people.service import end_invitations, end_sessions
from casework.vocabulary import Action

LASTS = timedelta(hours=72)


def invite(act: Act, officer: Officer) -> str:
    """Return the token of a one-time link for the officer; links given before end.

    The token is told once: the register keeps its hash alone.
    """
    act.require(Action.OFFICER_MANAGE, officer)
    if officer.disabled_at is not None:
        raise OfficerDisabled(officer.email)
    end_invitations(act.session, officer, act.at)
    token = secrets.token_urlsafe(32)
    ends_at = act.at + LASTS
    act.session.add(
        Invitation(
            officer_id=officer.id, token_sha256=_kept(token), made_at=act.at, ends_at=ends_at
        )
    )
    act.record("officer:invited", officer, until=ends_at.isoformat(timespec="minutes"))
    return token


def invited(session: Session, token: str, at: datetime) -> Officer:
    """Return the officer a live token was made for. Raises InvitationOver."""
    return _officer(session, _live(session, token, at))


def accept(act: Act, token: str, password: str) -> None:
    """Let the invited officer, who acts, choose their password; the link is used up."""
    invitation = _live(act.session, token, act.at)
    if _officer(act.session, invitation) is not act.officer:
        raise InvitationOver
    passwords.check(password, act.officer)
    act.officer.password = passwords.hashed(password)
    end_sessions(act.officer)
    invitation.used_at = act.at
    act.record("officer:password-chosen", act.officer, by="invitation")


def _live(session: Session, token: str, at: datetime) -> Invitation:
    # Locked: a link opened twice at the same moment is used once.
    found = session.scalars(
        select(Invitation).where(Invitation.token_sha256 == _kept(token)).with_for_update()
    ).one_or_none()
    if found is None or found.used_at is not None or found.ends_at <= at:
        raise InvitationOver
    return found


def _officer(session: Session, invitation: Invitation) -> Officer:
    officer = session.get(Officer, invitation.officer_id)
    if officer is None or not officer.active:
        raise InvitationOver
    return officer


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

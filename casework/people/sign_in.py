"""Signing in: how often it may be tried, and what of it stands on the trail.

A try is counted, and kept, before the password or code is looked at: guesses sent at the same
moment cannot outrun the count. What turns out right is forgiven.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from casework import audit
from casework.act import Act
from casework.errors import TooManyTries
from casework.model import Officer, SignInTry
from casework.people import passwords
from casework.people.service import end_sessions
from casework.settings import Settings

_KEPT = timedelta(days=1)
_LONGEST_ACCOUNT = 254


@dataclass(frozen=True, slots=True)
class Attempt:
    """Someone at the door: the account they name, from where, when, at which step."""

    account: str
    address: str
    at: datetime
    step: str
    """password, code or recovery."""

    @property
    def key(self) -> str:
        """The account as it is counted: a name nobody has is counted like one somebody has."""
        return self.account.strip().lower()[:_LONGEST_ACCOUNT]


def count(session: Session, settings: Settings, attempt: Attempt) -> SignInTry:
    """Count the try before it is looked at. Raises TooManyTries without counting it."""
    # Locked, so that tries on one account are counted one after the other.
    session.scalars(
        select(Officer.id).where(Officer.email == attempt.key).with_for_update()
    ).one_or_none()
    session.execute(delete(SignInTry).where(SignInTry.at < attempt.at - _KEPT))
    since = attempt.at - timedelta(minutes=settings.lockout_minutes)
    for same, most in (
        (SignInTry.account == attempt.key, settings.password_tries),
        (SignInTry.address == attempt.address, settings.tries_per_address),
    ):
        if oldest := _oldest_of(session, same, since, most):
            raise TooManyTries(oldest + timedelta(minutes=settings.lockout_minutes))
    tried = SignInTry(
        account=attempt.key, address=attempt.address, at=attempt.at, step=attempt.step
    )
    session.add(tried)
    session.flush()
    return tried


def find(session: Session, account: str) -> Officer | None:
    """Return the officer in service who has this e-mail address, if there is one."""
    return session.scalars(
        select(Officer).where(
            Officer.email == account.strip().lower(),
            Officer.active,
            Officer.disabled_at.is_(None),
        )
    ).one_or_none()


def forgive(session: Session, tried: SignInTry) -> None:
    """Count a try no more that was right, though the sign-in is not complete."""
    session.execute(delete(SignInTry).where(SignInTry.id == tried.id))


def failed(session: Session, settings: Settings, attempt: Attempt, officer: Officer | None) -> None:
    """Put a wrong try on the trail, and the lock that follows the last one allowed."""
    _enter(session, attempt, officer, "sign-in:failed")
    since = attempt.at - timedelta(minutes=settings.lockout_minutes)
    same = SignInTry.account == attempt.key
    if _oldest_of(session, same, since, settings.password_tries):
        _enter(session, attempt, officer, "sign-in:locked")


def succeeded(act: Act, with_: str) -> None:
    """Put the sign-in of the acting officer on the trail; their wrong tries are forgotten."""
    act.session.execute(delete(SignInTry).where(SignInTry.account == act.officer.email))
    act.record("officer:signed-in", act.officer, by=with_)


def leave(act: Act) -> None:
    """Sign the acting officer out: every session of theirs ends.

    Sessions live in cookies. A cookie that was copied cannot be called back otherwise.
    """
    end_sessions(act.officer)
    act.record("officer:signed-out", act.officer)


def end_others(act: Act) -> None:
    """End every session of the acting officer; the caller begins a new one for this browser."""
    end_sessions(act.officer)
    act.record("officer:sessions-ended", act.officer)


def change_password(act: Act, password: str) -> None:
    """Let the acting officer choose a new password; every session of theirs ends."""
    passwords.check(password, act.officer)
    act.officer.password = passwords.hashed(password)
    end_sessions(act.officer)
    act.record("officer:password-chosen", act.officer, by="account")


def _oldest_of(
    session: Session, same: ColumnElement[bool], since: datetime, most: int
) -> datetime | None:
    """Return when the oldest of the last `most` tries was, where there were that many."""
    return session.scalars(
        select(SignInTry.at)
        .where(same, SignInTry.at > since)
        .order_by(SignInTry.at.desc())
        .offset(most - 1)
        .limit(1)
    ).one_or_none()


def _enter(session: Session, attempt: Attempt, officer: Officer | None, what: str) -> None:
    # Of an unknown account only an address is kept: people type passwords into the wrong field.
    named = attempt.key if "@" in attempt.key else "not an e-mail address"
    audit.enter(
        session,
        audit.Happening(
            at=attempt.at,
            what=what,
            officer_id=officer.id if officer else None,
            officer=f"{officer.name} <{officer.email}>" if officer else "unknown",
            agency_id=officer.agency_id if officer else None,
            agency=officer.agency.name if officer else "",
            noun="sign-in",
            noun_id=None,
            name=officer.email if officer else named,
            case_id=None,
            origin=f"web {attempt.address}",
            facts={"step": attempt.step},
        ),
    )

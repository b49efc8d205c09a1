"""Who is signed in: casework's officers as Flask-Security and Flask-Login know users.

A session lives in a signed cookie that names the officer by a value that can be renewed, so every
session of an officer can be ended from the register. Between the password and the second factor
nobody is signed in: the cookie says only who gave the right password, and when.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import flask_login
from flask import Flask, current_app, session
from flask_security import Security, UserDatastore, login_user, logout_user
from flask_security.core import RoleMixin, UserMixin
from flask_security.totp import Totp
from sqlalchemy import select

from casework.model import READING, Officer
from casework.settings import Settings
from casework.web.register import current_settings, db

HALFWAY = timedelta(minutes=10)
"""How long the second factor may take."""
SEEN_EVERY = timedelta(seconds=30)
TOTP_DRIFT = 30
"""Seconds a clock may be wrong: one step of the authenticator."""

_SIGNED_IN_AT, _SEEN_AT, _HALFWAY = "signed_in_at", "seen_at", "halfway"


class SignedIn(UserMixin):
    """An officer as Flask-Security knows a user; in the register the officer stays plain."""

    fs_uniquifier = ""  # Flask-Security looks for it on the class.

    def __init__(self, officer: Officer) -> None:
        self.officer = officer
        self.id = officer.id
        self.email = officer.email
        self.password = officer.password
        self.active = officer.active and officer.disabled_at is None
        self.fs_uniquifier = officer.fs_uniquifier
        # A role is a word on the officer, and the policy alone reads it.
        self.roles: list[RoleMixin] = []


class Officers(UserDatastore):
    """Where Flask-Security finds users: in the register, and it writes nothing there."""

    def __init__(self) -> None:
        super().__init__(SignedIn, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **named: Any) -> SignedIn | None:
        """Return the officer a session names."""
        chosen = select(Officer).where(Officer.fs_uniquifier == named["fs_uniquifier"])
        officer = db.session.scalars(chosen).one_or_none()
        return SignedIn(officer) if officer else None

    def put(self, model: SignedIn) -> SignedIn:
        """Keep what Flask-Security changes: the password, hashed anew when parameters grew."""
        model.officer.password = model.password
        return model


class CountedTotp(Totp):
    """Codes of an authenticator, each of which counts once (RFC 6238, 5.2; ASVS 6.5.1)."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """Return the time step of the last code that counted."""
        return user.officer.tf_totp_counter if isinstance(user, SignedIn) else None

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        """Keep the time step of the code that counts now."""
        if isinstance(user, SignedIn):
            user.officer.tf_totp_counter = tmatch.counter


def register(app: Flask, settings: Settings) -> None:
    """Give the app Flask-Security without its pages: ours lead through the steps."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-casework" if settings.https else "casework",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # Officers' addresses change behind gateways; limits and the renewable name end sessions.
        SESSION_PROTECTION=None,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  the name of a scheme
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TOTP_SECRETS={"1": settings.secret_key},
        SECURITY_TOTP_ISSUER="casework",
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    security = Security(app, Officers(), register_blueprint=False, totp_cls=CountedTotp)
    # Scripts and styles ask for nobody.
    security.principal.skip_static = True
    # Cookies of casework are the only way in: no tokens in headers or addresses.
    security.login_manager.request_loader(lambda request: None)


def current_officer() -> Officer | None:
    """Return the officer signed in, if somebody is and their session has not ended.

    Begins a transaction that only reads: it takes no lock.
    """
    if "_user_id" not in session or _is_over(session, datetime.now(UTC)):
        return None
    db.session.connection(execution_options=READING)
    user = flask_login.current_user
    return user.officer if isinstance(user, SignedIn) else None


def begin(officer: Officer, authenticated_by: Iterable[str]) -> None:
    """Begin a new session; nothing of an earlier one is kept."""
    session.clear()
    login_user(SignedIn(officer), remember=False, authn_via=list(authenticated_by))
    session.update(marks(datetime.now(UTC)))


def renew(officer: Officer) -> None:
    """Let this browser's session go on after every session of the officer was ended."""
    begun = session.get(_SIGNED_IN_AT)
    begin(officer, ["session"])
    session[_SIGNED_IN_AT] = begun


def marks(at: datetime) -> dict[str, float]:
    """Return what a session that begins now keeps of the time."""
    return {_SIGNED_IN_AT: at.timestamp(), _SEEN_AT: at.timestamp()}


def seen() -> None:
    """Mark that the officer did something: the idle limit counts from now."""
    now = datetime.now(UTC).timestamp()
    # Not at every request: pages asked for at the same moment would overwrite each other's cookie.
    if now - float(session.get(_SEEN_AT, 0)) > SEEN_EVERY.total_seconds():
        session[_SEEN_AT] = now


def end() -> None:
    """End this browser's session."""
    logout_user()
    session.clear()


def end_if_over() -> bool:
    """Return whether this browser's session was somebody's and counts no more; it is cleared."""
    over = "_user_id" in session
    if over:
        end()
    return over


def go_halfway(officer: Officer, next_: str) -> None:
    """Remember that the officer gave the right password; they are not signed in by it."""
    session.clear()
    session[_HALFWAY] = {
        "officer": officer.fs_uniquifier,
        "since": datetime.now(UTC).timestamp(),
        "next": next_,
    }


def halfway() -> Officer | None:
    """Return the officer who gave the right password a moment ago and is not signed in yet."""
    kept = session.get(_HALFWAY)
    if not kept or datetime.now(UTC).timestamp() - kept["since"] > HALFWAY.total_seconds():
        return None
    user = _security().datastore.find_user(fs_uniquifier=kept["officer"])
    return user.officer if isinstance(user, SignedIn) and user.active else None


def next_after_halfway() -> str:
    """Return where the officer wanted to go."""
    kept = session.get(_HALFWAY) or {}
    return str(kept.get("next", ""))


def totp() -> CountedTotp:
    """Return the maker and checker of authenticator codes."""
    factory = _security()._totp_factory
    assert isinstance(factory, CountedTotp)  # noqa: S101  `register` gave it
    return factory


def _security() -> Security:
    security: Security = current_app.extensions["security"]
    return security


def _is_over(kept: Any, now: datetime) -> bool:
    settings = current_settings()
    begun, last = kept.get(_SIGNED_IN_AT, 0), kept.get(_SEEN_AT, 0)
    idle, age = now.timestamp() - float(last), now.timestamp() - float(begun)
    return idle > settings.idle_minutes * 60 or age > settings.session_hours * 3600

"""The steps between the door and a session, shared by the ways in."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask_security import verify_password
from werkzeug.wrappers import Response

from casework.model import Officer
from casework.people import passwords, second_factor, sign_in
from casework.web import guard, sessions
from casework.web.addresses import own_path
from casework.web.register import current_settings, db

blueprint = Blueprint("signin", __name__)

# A hash like any other, of a password nobody has: an unknown account takes as long as a known one.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$6iv6oqekr3KIJr1EYuJSaQ"
    "$JijwFsebEMRhc9HBCfSSP74O0saFbzRLaefuLTpTNrA"
)


def is_password(officer: Officer | None, given: str) -> bool:
    """Return whether this is the officer's password, in the same time whoever it is."""
    if officer is None or officer.password is None:
        verify_password(passwords.normal(given), _NOBODYS)
        return False
    user = sessions.SignedIn(officer)
    return user.verify_and_update_password(passwords.normal(given))


def is_password_again(officer: Officer, given: str) -> bool:
    """Return whether a signed-in officer knows the password; wrong tries count as at the door."""
    settings, register = current_settings(), db.session()
    act = guard.current_act()
    attempt = sign_in.Attempt(officer.email, guard.address(), act.at, "password")
    tried = sign_in.count(register, settings, attempt)
    guard.keep()
    if is_password(officer, given):
        sign_in.forgive(register, tried)
        return True
    sign_in.failed(register, settings, attempt, officer)
    guard.keep()
    return False


def admit(officer: Officer, next_: str) -> Response:
    """Lead an officer whose password was right to the second factor, and in where none is asked.

    Only in a demo may an officer without a second factor go in: its sign-ins are printed.
    """
    if not second_factor.has(officer) and current_settings().demo:
        return complete(officer, "password", next_)
    sessions.go_halfway(officer, next_)
    step = "signin.code" if second_factor.has(officer) else "signin.set_up"
    return redirect(url_for(step), 303)


def complete(officer: Officer, by: str, next_: str) -> Response:
    """Begin the officer's session and lead to where they wanted to go."""
    sign_in.succeeded(guard.act_of(officer), by)
    sessions.begin(officer, [by])
    return redirect(own_path(next_), 303)

"""Invitations: a one-time link leads to a password, and on to the second factor."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import render_template
from werkzeug.wrappers import Response

from casework.errors import PasswordRefused
from casework.model import Officer
from casework.people import invitations
from casework.web import guard, sessions
from casework.web.forms.signin import ChoosePasswordForm
from casework.web.register import db
from casework.web.signin import steps
from casework.web.signin.steps import blueprint

Answer = Response | str | tuple[str, int]


@blueprint.get("/welcome/<string:token>")
def welcome(token: str) -> Answer:
    """Ask the invited officer to choose a password."""
    return _page(_invited(token), token, ChoosePasswordForm())


@blueprint.post("/welcome/<string:token>")
def accept(token: str) -> Answer:
    """Take the password; the link is used up, and the way in goes on as at every sign-in."""
    officer, form = _invited(token), ChoosePasswordForm()
    if not form.validate_on_submit():
        return _page(officer, token, form), 422
    try:
        invitations.accept(guard.act_of(officer), token, form.new.data or "")
    except PasswordRefused as refused:
        form.new.errors = [str(refused)]
        return _page(officer, token, form), 422
    # Whoever else was signed in in this browser is not any more.
    sessions.end()
    return steps.admit(officer, "/")


def _invited(token: str) -> Officer:
    return invitations.invited(db.session(), token, datetime.now(UTC))


def _page(officer: Officer, token: str, form: ChoosePasswordForm) -> str:
    return render_template("signin/welcome.html", invited=officer, token=token, form=form)

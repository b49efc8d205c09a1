"""One's own account: password, second factor, sessions."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.errors import PasswordRefused
from casework.people import sign_in
from casework.web import guard, sessions
from casework.web.forms.signin import ChangePasswordForm, ProvePasswordForm
from casework.web.signin import factor, steps
from casework.web.signin.steps import blueprint

Answer = Response | str | tuple[str, int]


@blueprint.get("/account")
def account() -> Answer:
    """Show the officer's own account."""
    return factor.account_page(guard.current_act(), ProvePasswordForm())


@blueprint.get("/account/password")
def password() -> Answer:
    """Ask for a new password."""
    return render_template("signin/password.html", form=ChangePasswordForm())


@blueprint.post("/account/password")
def change_password() -> Answer:
    """Change the password; every other session of the officer ends."""
    act, form = guard.current_act(), ChangePasswordForm()
    if not form.validate_on_submit():
        return render_template("signin/password.html", form=form), 422
    if not steps.is_password_again(act.officer, form.password.data or ""):
        form.password.errors = ["The password is not right."]
        return render_template("signin/password.html", form=form), 401
    try:
        sign_in.change_password(act, form.new.data or "")
    except PasswordRefused as refused:
        form.new.errors = [str(refused)]
        return render_template("signin/password.html", form=form), 422
    sessions.renew(act.officer)
    flash("Your password is changed. Your other sessions have ended.")
    return redirect(url_for("signin.account"), 303)


@blueprint.post("/account/sessions")
def end_sessions() -> Answer:
    """End the officer's sessions in every other browser."""
    act = guard.current_act()
    sign_in.end_others(act)
    sessions.renew(act.officer)
    flash("Your other sessions have ended.")
    return redirect(url_for("signin.account"), 303)

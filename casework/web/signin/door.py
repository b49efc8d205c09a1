"""The door: password, code, and out again."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.model import Officer
from casework.people import second_factor, sign_in
from casework.settings import Settings
from casework.web import guard, sessions
from casework.web.forms.signin import EnterCodeForm, SignInForm
from casework.web.register import current_settings, db
from casework.web.signin import steps
from casework.web.signin.steps import blueprint

Answer = Response | str | tuple[str, int]

_WRONG = "The e-mail address or the password is not right."
_WRONG_CODE = "This code is not right, or it was used before."


@blueprint.get("/sign-in")
def show() -> Answer:
    """Ask for e-mail address and password."""
    return _page(SignInForm())


@blueprint.post("/sign-in")
def submit() -> Answer:
    """Take e-mail address and password. The answer never tells which of them was wrong."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    register, settings = db.session(), current_settings()
    attempt = _attempt(form.email.data or "", "password")
    tried = sign_in.count(register, settings, attempt)
    officer = sign_in.find(register, attempt.account)
    # Kept before the password is looked at; and nobody waits for the register meanwhile.
    guard.keep()
    if not steps.is_password(officer, form.password.data or "") or officer is None:
        sign_in.failed(register, settings, attempt, officer)
        guard.keep()
        form.form_errors.append(_WRONG)
        return _page(form), 401
    sign_in.forgive(register, tried)
    return steps.admit(officer, request.args.get("next", ""))


@blueprint.get("/sign-in/code")
def code() -> Answer:
    """Ask for a code of the authenticator."""
    if sessions.halfway() is None:
        return redirect(url_for("signin.show"))
    return render_template("signin/code.html", form=EnterCodeForm())


@blueprint.post("/sign-in/code")
def check_code() -> Answer:
    """Take a code of the authenticator or a recovery code; each counts once."""
    officer, form = sessions.halfway(), EnterCodeForm()
    if officer is None or not second_factor.has(officer):
        return redirect(url_for("signin.show"), 303)
    if not form.validate_on_submit():
        return render_template("signin/code.html", form=form), 422
    given = (form.code.data or "").replace(" ", "")
    step = "code" if given.isdecimal() else "recovery"
    register, settings = db.session(), current_settings()
    attempt = _attempt(officer.email, step)
    sign_in.count(register, settings, attempt)
    # `count` holds the officer's row: what another try wrote meanwhile is read before we compare.
    register.refresh(officer)
    if not _is_code(officer, given, step):
        sign_in.failed(register, settings, attempt, officer)
        guard.keep()
        form.form_errors.append(_WRONG_CODE)
        return render_template("signin/code.html", form=form), 401
    by = "authenticator" if step == "code" else "recovery code"
    return steps.complete(officer, by, sessions.next_after_halfway())


@blueprint.post("/sign-out")
def leave() -> Answer:
    """Sign out, everywhere."""
    sign_in.leave(guard.current_act())
    sessions.end()
    return redirect(url_for("signin.show"), 303)


def _page(form: SignInForm) -> str:
    return render_template(
        "signin/show.html",
        form=form,
        next=request.args.get("next"),
        demo_sign_ins=_demo_sign_ins(current_settings()),
    )


def _demo_sign_ins(settings: Settings) -> str:
    """Return what `casework demo` printed; nothing outside a demo."""
    printed = settings.home / "demo" / "sign-ins.txt"
    return printed.read_text(encoding="utf-8") if settings.demo and printed.is_file() else ""


def _attempt(account: str, step: str) -> sign_in.Attempt:
    return sign_in.Attempt(account, guard.address(), datetime.now(UTC), step)


def _is_code(officer: Officer, given: str, step: str) -> bool:
    if step == "recovery":
        return second_factor.use_recovery_code(guard.act_of(officer), given)
    secret = officer.tf_totp_secret or ""
    user = sessions.SignedIn(officer)
    return sessions.totp().verify_totp(given, secret, user, window=sessions.TOTP_DRIFT)

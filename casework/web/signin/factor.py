"""The second factor: setting up an authenticator, and recovery codes."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from casework.act import Act
from casework.model import Officer
from casework.people import second_factor, sign_in
from casework.web import guard, sessions
from casework.web.addresses import own_path
from casework.web.forms.signin import ChangeFactorForm, ProvePasswordForm, SetUpFactorForm
from casework.web.signin import steps
from casework.web.signin.steps import blueprint

Answer = Response | str | tuple[str, int]

_OFFERED = "offered_factor"
_WRONG_PASSWORD = "The password is not right."  # noqa: S105  a sentence
_WRONG_CODE = "This is not the code the authenticator should show. Is its clock right?"


@blueprint.get("/account/second-factor")
def set_up() -> Answer:
    """Offer a new authenticator: to whoever is on the way in without one, and to the signed in."""
    officer = _who()
    if officer is None:
        return redirect(url_for("signin.show"))
    return _page(officer, _form())


@blueprint.post("/account/second-factor")
def confirm() -> Answer:
    """Take the first code of the new authenticator; show the recovery codes, once."""
    officer, form = _who(), _form()
    if officer is None:
        return redirect(url_for("signin.show"), 303)
    if not form.validate_on_submit():
        return _page(officer, form), 422
    if isinstance(form, ChangeFactorForm) and not steps.is_password_again(
        officer, form.password.data or ""
    ):
        form.password.errors = [_WRONG_PASSWORD]
        return _page(officer, form), 401
    secret = str(session.get(_OFFERED, ""))
    counter = _counter_of(officer, form.code.data or "", secret)
    if counter is None:
        form.code.errors = [_WRONG_CODE]
        return _page(officer, form), 422
    codes, next_ = _choose(officer, secret, counter)
    return render_template("signin/recovery_codes.html", codes=codes, next=next_)


@blueprint.post("/account/recovery-codes")
def recovery_codes() -> Answer:
    """Make new recovery codes and show them, once."""
    act, form = guard.current_act(), ProvePasswordForm()
    if not form.validate_on_submit() or not steps.is_password_again(
        act.officer, form.password.data or ""
    ):
        form.password.errors = [_WRONG_PASSWORD]
        return account_page(act, form), 401
    codes = second_factor.make_recovery_codes(act)
    return render_template(
        "signin/recovery_codes.html", codes=codes, next=url_for("signin.account")
    )


def account_page(act: Act, form: ProvePasswordForm) -> str:
    """Return the page of one's own account; `form` asks for the password before new codes."""
    return render_template(
        "signin/account.html",
        form=form,
        has_factor=second_factor.has(act.officer),
        codes_left=second_factor.recovery_codes_left(act),
    )


def _who() -> Officer | None:
    if guard.signed_in():
        return guard.current_act().officer
    officer = sessions.halfway()
    # An authenticator in use is not replaced by whoever knows the password alone.
    return None if officer is None or second_factor.has(officer) else officer


def _form() -> SetUpFactorForm:
    return ChangeFactorForm() if guard.signed_in() else SetUpFactorForm()


def _page(officer: Officer, form: SetUpFactorForm) -> str:
    # Encrypted with the installation's key: the cookie it travels in can be read by its holder.
    secret = session.setdefault(_OFFERED, sessions.totp().generate_totp_secret())
    shown = sessions.totp().fetch_setup_values(secret, sessions.SignedIn(officer))
    picture, key = shown["image"], shown["key"]
    return render_template("signin/set_up.html", form=form, picture=picture, key=key)


def _counter_of(officer: Officer, code: str, secret: str) -> int | None:
    # The new authenticator's codes have nothing to do with the last one of the old.
    officer.tf_totp_counter = None
    user = sessions.SignedIn(officer)
    if not secret or not sessions.totp().verify_totp(
        code, secret, user, window=sessions.TOTP_DRIFT
    ):
        return None
    return officer.tf_totp_counter


def _choose(officer: Officer, secret: str, counter: int) -> tuple[list[str], str]:
    act, next_ = guard.act_of(officer), sessions.next_after_halfway()
    codes = second_factor.choose(act, secret, counter)
    if guard.signed_in():
        sessions.renew(officer)
        return codes, url_for("signin.account")
    sign_in.succeeded(act, second_factor.AUTHENTICATOR)
    sessions.begin(officer, ["password", second_factor.AUTHENTICATOR])
    return codes, own_path(next_)

"""What signing in and one's own account ask for."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

_LONGEST = 1000  # refused later with a sentence; this only spares the hashing of megabytes


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = StringField(
        "E-mail address",
        [InputRequired("Type your e-mail address."), Length(max=254)],
        render_kw={"autocomplete": "username", "type": "email", "autofocus": True},
    )
    password = PasswordField(
        "Password",
        [InputRequired("Type your password."), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class EnterCodeForm(FlaskForm):
    """A code of the authenticator, or a recovery code."""

    code = StringField(
        "Code",
        [InputRequired("Type the code."), Length(max=40)],
        description="Six digits from your authenticator, or one of your recovery codes.",
        render_kw={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"},
    )


class SetUpFactorForm(FlaskForm):
    """The first code of a new authenticator."""

    code = StringField(
        "Code",
        [InputRequired("Type the six digits the authenticator shows."), Length(max=12)],
        description="The six digits the authenticator shows now.",
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class ProvePasswordForm(FlaskForm):
    """The password again, before something that opens the account is changed."""

    password = PasswordField(
        "Your password",
        [InputRequired("Type your password."), Length(max=_LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangeFactorForm(SetUpFactorForm, ProvePasswordForm):
    """A new authenticator in place of one that is in use."""


class ChoosePasswordForm(FlaskForm):
    """A first or a new password, by invitation."""

    new = PasswordField(
        "New password",
        [InputRequired("Choose a password."), Length(max=_LONGEST)],
        description="At least 12 characters. Several words are easier to keep than signs.",
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "New password, again",
        [EqualTo("new", "The two passwords are not the same.")],
        render_kw={"autocomplete": "new-password"},
    )


class ChangePasswordForm(ProvePasswordForm, ChoosePasswordForm):
    """A new password in place of the present one."""

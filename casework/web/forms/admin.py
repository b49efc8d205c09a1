"""What administrators are asked for."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from casework.vocabulary import AgencyKind, Role

# Plain words are their own labels; the library's types know pairs only.
_KINDS: list[Any] = [kind.value for kind in AgencyKind]
_ROLES: list[Any] = [role.value for role in Role]


class AddAgencyForm(FlaskForm):
    """An agency that joins."""

    name = StringField("Name", [InputRequired("Type its name."), Length(max=200)])
    code = StringField(
        "Short name",
        [
            InputRequired("Type a short name."),
            Length(max=40),
            Regexp(r"[A-Za-z0-9][A-Za-z0-9-]*$", message="Letters, digits and hyphens only."),
        ],
        description="Letters, digits and hyphens: guangdong-police.",
    )
    kind = SelectField("Kind", choices=_KINDS)
    jurisdiction = StringField(
        "Jurisdiction",
        [InputRequired("Type its jurisdiction."), Length(max=6)],
        description="As in ISO 3166-2: CN-44 is Guangdong.",
    )


class EnrolOfficerForm(FlaskForm):
    """An officer who joins. The agency comes from the page's address, not from the form."""

    name = StringField("Name", [InputRequired("Type the officer's name."), Length(max=200)])
    email = StringField(
        "E-mail address",
        [InputRequired("Type the officer's e-mail address."), Length(max=254)],
        description="They sign in with it.",
    )
    role = SelectField("Role", choices=_ROLES)

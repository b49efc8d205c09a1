"""The forms by which a case is shared, and a share taken back."""

from __future__ import annotations

from datetime import date

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from casework.vocabulary import CasePart, ShareLevel

_LEVELS = {
    ShareLevel.VIEW: "View: read the chosen parts",
    ShareLevel.CONTRIBUTE: "Contribute: also write notes and add exhibits",
    ShareLevel.EXPORT: "Export: also have packs sealed for them and download these",
}
_PARTS = {
    CasePart.MEMBERS: "Members: the seller accounts",
    CasePart.PLACES: "Places: where goods are made and stored, with counts of parcels and accounts",
    CasePart.TIES: "Ties: what links the accounts, with reasons",
    CasePart.TEST_BUYS: "Test buys and seizures",
    CasePart.SHIPMENTS: "Shipments: parcels and waybills",
    CasePart.SALES: "Sales: orders and payments",
    CasePart.TIMELINE: "Timeline and notes",
    CasePart.EXHIBITS: "Exhibits and their custody",
    CasePart.PACKS: "Packs sealed for this agency",
}
_LINE = Length(max=1000, message="At most 1,000 characters.")


class MultiCheckboxField(SelectMultipleField):
    """Several of a few, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class GrantShareForm(FlaskForm):
    """Whom, how far, which parts, what for, on what ground, until when."""

    agency_id = SelectField("Agency", [DataRequired("Choose an agency.")], coerce=int)
    level = RadioField(
        "Level",
        [InputRequired("Choose a level.")],
        choices=[(level.value, says) for level, says in _LEVELS.items()],
    )
    parts = MultiCheckboxField(
        "Parts of the case",
        [InputRequired("Choose at least one part.")],
        choices=[(part.value, says) for part, says in _PARTS.items()],
        description="What is not chosen does not exist for the other agency: no rows, no counts, "
        "no headings.",
    )
    purpose = TextAreaField(
        "Purpose",
        [InputRequired("Say what it is for."), _LINE],
        description="What the other agency may use it for; printed on every pack.",
        render_kw={"rows": 2},
    )
    legal_basis = StringField(
        "Legal basis", [InputRequired("Name the legal basis."), _LINE], description="Law, article."
    )
    ends_on = DateField("Last day", [InputRequired("Name the last day.")])

    def validate_ends_on(self, field: Field) -> None:
        """Refuse the last year there is: west of Greenwich its last day has no place in UTC."""
        if field.data is not None and field.data.year == date.max.year:
            raise ValidationError("Name a day before the year 9999.")


class RevokeShareForm(FlaskForm):
    """Why a share is taken back."""

    why = TextAreaField(
        "Why",
        [InputRequired("Say why."), _LINE],
        description="Kept on the trail with your name and the time.",
        render_kw={"rows": 3},
    )

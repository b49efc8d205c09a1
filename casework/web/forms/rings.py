"""The filters of the ranked list of rings, and the questions of one."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    DecimalField,
    Field,
    Form,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms.validators import Length, NumberRange, Optional, StopValidation, ValidationError
from wtforms.widgets import HiddenInput

from casework.web.forms.sharing import MultiCheckboxField


def _a_number(form: Form, field: Field) -> None:
    """Refuse what Decimal reads and nobody can compare: NaN, sNaN, Infinity."""
    if field.data is not None and not field.data.is_finite():
        raise StopValidation("Write a number between 0 and 1.")


def _offered(field: SelectField) -> bool:
    """Return whether what was chosen can be chosen."""
    return any(choice[0] == field.data for choice in field.iter_choices())


class FilterRingsForm(Form):
    """Read from the address; what does not fit is left out and said at its field."""

    text = StringField("Ring or account", [Length(max=120)])
    brand = StringField("Brand", [Length(max=120)])
    platform = StringField("Platform", [Length(max=60)])
    min_score = DecimalField("Score at least", [Optional(), _a_number, NumberRange(0, 1)], places=2)
    suspected = BooleanField("Suspected only", false_values=("", "0", "n"))


class AskWhyForm(Form):
    """Two accounts, asked for in the address by their names."""

    one = SelectField("One account", validate_choice=False)
    other = SelectField("The other", validate_choice=False)
    elsewhere = StringField(
        "Or one of another ring",
        [Length(max=200)],
        description="platform/account, in place of the other.",
    )

    def validate_one(self, field: SelectField) -> None:
        """Refuse an account that is not of the ring."""
        if not _offered(field):
            raise ValidationError("This account is not in the ring, or not any more.")

    def validate_other(self, field: SelectField) -> None:
        """Refuse to ask about an account of no ring, and about an account and itself."""
        if field.data == self.one.data:
            raise ValidationError("Choose two different accounts.")
        if not _offered(field) and not self.elsewhere.data:
            raise ValidationError("This account is in no ring of the newest run.")

    def validate_elsewhere(self, field: Field) -> None:
        """Refuse an account of no ring."""
        if field.data and not _offered(self.other):
            raise ValidationError("This account is in no ring of the newest run.")


class WhatIfForm(Form):
    """What is taken to fall, asked for in the address: numbers of a finding, never its values."""

    finding = IntegerField(widget=HiddenInput(), validators=[Optional()])
    value = MultiCheckboxField("These values were never seen", coerce=int)
    explained = MultiCheckboxField(
        "These innocent explanations hold, wherever nobody excluded them"
    )
    without = MultiCheckboxField("These accounts are not of the ring", coerce=int)
    refused = MultiCheckboxField("These pairs are not one operator's")

    @property
    def asked(self) -> bool:
        """Whether anything is taken to fall."""
        fields = (self.value, self.explained, self.without, self.refused)
        return any(field.data for field in fields)

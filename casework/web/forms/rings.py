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


class FilterRingsForm(Form):
    """Read from the address; what does not fit is left out and said at its field."""

    text = StringField("Ring or account", [Length(max=120)])
    brand = StringField("Brand", [Length(max=120)])
    platform = StringField("Platform", [Length(max=60)])
    min_score = DecimalField("Score at least", [Optional(), _a_number, NumberRange(0, 1)], places=2)
    suspected = BooleanField("Suspected only", false_values=("", "0", "n"))


class AskWhyForm(Form):
    """Two members of a finding, asked for in the address."""

    finding = IntegerField(widget=HiddenInput(), validators=[Optional()])
    one = SelectField("One account", coerce=int)
    other = SelectField("The other", coerce=int)

    def validate_other(self, field: Field) -> None:
        """Refuse to ask about an account and itself."""
        if field.data == self.one.data:
            raise ValidationError("Choose two different accounts.")


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

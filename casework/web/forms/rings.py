"""The filters of the ranked list of rings."""

from __future__ import annotations

from wtforms import BooleanField, DecimalField, Field, Form, StringField
from wtforms.validators import Length, NumberRange, Optional, StopValidation


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

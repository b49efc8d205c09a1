"""The form by which a pack is sealed."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from casework.vocabulary import Audience, Handling

_HANDLING = {
    Handling.NONE: "No restriction",
    Handling.H1: "H1: not in court without permission",
    Handling.H2: "H2: not onward without permission",
    Handling.H3: "H3: other restriction, said in the purpose",
}


class SealPackForm(FlaskForm):
    """For whom the pack is, in what language, and how it is to be handled."""

    recipient_id = SelectField(
        "Recipient",
        [DataRequired("Choose a recipient.")],
        coerce=int,
        description="Agencies that hold a live share of this case at level export.",
    )
    audience = RadioField(
        "Written for",
        [InputRequired("Choose whom it is written for.")],
        choices=[(audience.value, audience.value.capitalize()) for audience in Audience],
        description="Police and prosecution get what proves the offence, customs what finds "
        "the goods; buyers are left out or pseudonymous where they are not needed.",
    )
    purpose = TextAreaField(
        "Purpose",
        [InputRequired("Say what it is for."), Length(max=1000, message="At most 1,000.")],
        description="Printed on the pack.",
        render_kw={"rows": 2},
    )
    handling = SelectField(
        "Handling", choices=[(code.value, says) for code, says in _HANDLING.items()]
    )
    language = SelectField(
        "Language", choices=[("both", "English and Chinese"), ("en", "English"), ("zh", "Chinese")]
    )

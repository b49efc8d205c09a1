"""The forms by which an exhibit is taken in and its custody kept."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateTimeLocalField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from casework.vocabulary import CustodyAction

_SHORT = Length(max=200, message="At most 200 characters.")
_MOMENT = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")


_EARLIEST = 1900
"""A year before it is a slip of the hand, and the first ones have no place in UTC."""


def _of_our_time(form: FlaskForm, field: Field) -> None:
    if field.data is not None and field.data.year < _EARLIEST:
        raise ValidationError("Write the year with four digits.")


class _TimedForm(FlaskForm):
    zone = StringField(
        "Time zone",
        [InputRequired("Name the zone."), Length(max=60)],
        description="Of that clock, for instance Asia/Shanghai or UTC.",
        render_kw={"autocomplete": "off"},
    )

    def validate_zone(self, field: Field) -> None:
        """Refuse what is no IANA zone."""
        if field.data not in available_timezones():
            raise ValidationError("There is no such time zone; write it as Asia/Shanghai.")

    @property
    def clock(self) -> ZoneInfo:
        """The zone the moment is read in."""
        return ZoneInfo(self.zone.data or "UTC")


class AddExhibitForm(_TimedForm):
    """A file, what it is, and where it came from."""

    file = FileField("File", [FileRequired("Choose a file.")])
    title = StringField("Title", [InputRequired("Say what it is."), _SHORT])
    source = TextAreaField(
        "Obtained where and how",
        [InputRequired("Say where it came from."), _SHORT],
        description="From whom or by what means; the first line of its custody.",
        render_kw={"rows": 2},
    )
    obtained_at = DateTimeLocalField(
        "Obtained at", [InputRequired("Say when."), _of_our_time], format=list(_MOMENT)
    )


class EnterCustodyForm(_TimedForm):
    """One step in custody. It cannot be changed afterwards, only followed by another."""

    action = SelectField(
        "What was done",
        [InputRequired("Choose what was done.")],
        choices=[(action.value, action.value) for action in CustodyAction],
    )
    from_whom = StringField("From whom", [InputRequired("Say from whom."), _SHORT])
    to_whom = StringField("To whom", [InputRequired("Say to whom."), _SHORT])
    where = StringField("Where", [InputRequired("Say where."), _SHORT])
    purpose = StringField(
        "Purpose", [InputRequired("Say what for."), Length(max=400, message="At most 400.")]
    )
    at = DateTimeLocalField(
        "When", [InputRequired("Say when."), _of_our_time], format=list(_MOMENT)
    )

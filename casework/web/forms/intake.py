"""The forms of intake: bring files in, say what columns mean, accept what was read, withdraw."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

_ZONES = (
    ("Asia/Shanghai", "China (Asia/Shanghai)"),
    ("Asia/Hong_Kong", "Hong Kong"),
    ("Asia/Taipei", "Taipei"),
    ("Asia/Singapore", "Singapore"),
    ("Asia/Ho_Chi_Minh", "Vietnam"),
    ("Asia/Bangkok", "Thailand"),
    ("Asia/Kolkata", "India"),
    ("Asia/Dubai", "Dubai"),
    ("Europe/Istanbul", "Turkey"),
    ("Europe/London", "United Kingdom"),
    ("Europe/Berlin", "Central Europe (Europe/Berlin)"),
    ("America/New_York", "Eastern United States"),
    ("America/Los_Angeles", "Western United States"),
    ("UTC", "UTC"),
)

FIRST_LINES = [("as-found", "as found"), ("yes", "is the header"), ("no", "is a row")]


class _ZonedForm(FlaskForm):
    zone = SelectField(
        "Time zone of times that name none",
        description="Kept with each batch, beside the times as they were written.",
    )

    def offer(self, home: str) -> None:
        """Put the installation's own zone first, and choose it where nothing is chosen."""
        others = [(name, label) for name, label in _ZONES if name != home]
        self.zone.choices = [(home, dict(_ZONES).get(home, home)), *others]
        if not self.is_submitted():
            self.zone.data = home


class ReceiveFilesForm(_ZonedForm):
    """Files of a delivery, and the zone of times that name none: asked once for all of them."""

    files = MultipleFileField(
        "Files of the delivery",
        [FileRequired("Choose at least one file.")],
        description="Tables (CSV, XLSX, JSON, JSON Lines, Parquet), photographs and scans (JPEG, "
        "PNG, HEIC, TIFF, PDF), or a ZIP of such files. Several at once.",
    )


class RereadForm(_ZonedForm):
    """How a delivery is to be read, where what was found out is not right."""

    encoding = SelectField(
        "Encoding of its text",
        description="Choose another where characters look wrong in the first rows.",
    )
    first_line = SelectField(
        "The first line of each table",
        default="as-found",
        description="Titles above a table are not counted.",
    )

    def offer_first_lines(self, chosen: str) -> None:
        """Offer what may be said of them, chosen what was said last."""
        self.first_line.choices = [*FIRST_LINES]
        if not self.is_submitted():
            self.first_line.data = chosen

    def offer_encodings(self, encodings: Mapping[str, str], chosen: str) -> None:
        """Offer to find it out, or one of these (as Python and as people call them)."""
        self.encoding.choices = [("", "found out by reading all of it"), *encodings.items()]
        if not self.is_submitted():
            self.encoding.data = chosen


class WithdrawBatchForm(FlaskForm):
    """Why a batch shall not count any more."""

    why = StringField(
        "Why",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="The batch stays on record, and can be brought back.",
    )


class MapTableForm(FlaskForm):
    """The name a mapping is kept under; what each column is stands beside it, one field each."""

    name = StringField(
        "Name of this mapping",
        [
            InputRequired("Give it a name."),
            Length(max=100, message="At most 100 characters."),
        ],
    )


class _DecideForm(FlaskForm):
    """How a photograph stood when the officer looked at it; as it came in, where nothing says."""

    version = IntegerField("Version", [Optional()], widget=HiddenInput())
    put_aside = IntegerField("Put aside", [Optional()], widget=HiddenInput())
    withdrawn = IntegerField("Withdrawn", [Optional()], widget=HiddenInput())

    def show(self, version: int, put_aside: bool, withdrawn: bool) -> None:
        """Say how it stands now: what is sent back with what the officer decides."""
        shown = (self.version, version), (self.put_aside, put_aside), (self.withdrawn, withdrawn)
        for field, value in shown:
            field.data, field.raw_data = int(value), [str(int(value))]


class AcceptFieldsForm(_DecideForm):
    """One field more that was not read; those that were read stand beside it, one field each."""

    add_column = SelectField("Field")
    add_value = StringField(
        "What the picture says",
        [Length(max=1000, message="At most 1,000 characters.")],
    )


class PutAsideForm(_DecideForm):
    """Why nothing of a photograph is taken."""

    why = StringField(
        "Why",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="It stays on record with its file.",
    )

"""The forms of intake: bring files in, withdraw a batch."""

from __future__ import annotations

from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

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


class ReceiveFilesForm(FlaskForm):
    """Files of a delivery, and the zone of times that name none: asked once for all of them."""

    files = MultipleFileField(
        "Files of the delivery",
        [FileRequired("Choose at least one file.")],
        description="CSV, XLSX, JSON Lines, Parquet, or a ZIP of such files. What each file holds "
        "is recognised by its header.",
    )
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


class WithdrawBatchForm(FlaskForm):
    """Why a batch shall not count any more."""

    why = StringField(
        "Why",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="The batch stays on record, and can be brought back.",
    )

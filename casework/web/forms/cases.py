"""The forms of a case: find one, open one, change it, move it on, write into it."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from casework.vocabulary import CaseStage, DeliveryKind

_TITLE = Length(max=200, message="At most 200 characters.")


_KINDS = [(kind.value, kind.value.replace("_", " ")) for kind in DeliveryKind]


class FilterCasesForm(Form):
    """Read from the address of the list."""

    text = StringField("Number or title", [Length(max=120)])
    stage = SelectField(
        "Stage",
        choices=[("", "any"), *((stage.value, stage.value) for stage in CaseStage)],
        default="",
    )


class ChooseRowsForm(Form):
    """Which of a case's rows to show; read from the address."""

    kind = SelectField("Rows of", choices=_KINDS)


class ChooseEventsForm(Form):
    """What to show on a timeline; read from the address."""

    kind = SelectField(
        "Show",
        choices=[("", "milestones"), *_KINDS],
        default="",
    )


class ChooseTierForm(Form):
    """Which orders of a case to show; read from the address."""

    tier = SelectField(
        "Tier",
        choices=[("", "all"), ("A", "A"), ("B", "B"), ("C", "C"), ("X", "X (not sold)")],
        default="",
    )


class OpenCaseForm(FlaskForm):
    """Which ring to open a case on. The title can wait."""

    ring_id = IntegerField("Ring", [InputRequired(), NumberRange(1, 2**31 - 1)])
    title = StringField("Title", [Optional(), _TITLE])


class EditCaseForm(FlaskForm):
    """Title and summary, over the version they were read at."""

    title = StringField("Title", [InputRequired("A case has a title."), _TITLE])
    summary = TextAreaField(
        "Summary",
        [Length(max=20_000, message="At most 20,000 characters.")],
        description="Every agency that any part of the case is shared with reads title and "
        "summary: name nobody who stands in a part that is not shared.",
        render_kw={"rows": 12},
    )
    version = IntegerField("Version", [InputRequired()], widget=HiddenInput())


class _WhyForm(FlaskForm):
    why = TextAreaField(
        "Why",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="Kept on the trail with your name and the time.",
        render_kw={"rows": 4},
    )


class ReferCaseForm(_WhyForm):
    """Why the case is handed on."""


class CloseCaseForm(_WhyForm):
    """Why the case is closed."""


class ReopenCaseForm(_WhyForm):
    """Why the case is taken up again."""


class WriteNoteForm(FlaskForm):
    """A note; it cannot be changed afterwards, only followed by another."""

    text = TextAreaField(
        "Note",
        [InputRequired("Write something."), Length(max=20_000, message="At most 20,000.")],
        description="Read by every agency the timeline is shared with. A note is never changed; "
        "correct it with another.",
        render_kw={"rows": 5},
    )

"""The forms by which an officer judges a tie, and excludes an innocent explanation."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from casework.vocabulary import Judgement


class JudgeTieForm(FlaskForm):
    """Confirm or refuse, and say why: both are asked for in court."""

    judgement = RadioField(
        "Does one operator run both accounts?",
        [InputRequired("Choose one of the two.")],
        choices=[
            (Judgement.CONFIRMED.value, "Confirmed: the innocent explanations are excluded"),
            (Judgement.REFUSED.value, "Refused: two operators, or an innocent explanation holds"),
        ],
    )
    why = TextAreaField(
        "Why",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="What you checked, and why each innocent explanation is excluded or holds.",
        render_kw={"rows": 4},
    )


class ExcludeExplanationForm(FlaskForm):
    """Say why what two accounts share is not explained innocently."""

    why = TextAreaField(
        "Excluded because",
        [InputRequired("Say why."), Length(max=1000, message="At most 1,000 characters.")],
        description="What you checked, and what it showed.",
        render_kw={"rows": 4},
    )

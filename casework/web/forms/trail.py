"""The filters of the trail."""

from __future__ import annotations

from wtforms import Form, StringField
from wtforms.validators import Length


class FilterTrailForm(Form):
    """Read from the address of the list."""

    what = StringField(
        "What happened",
        [Length(max=60)],
        render_kw={"placeholder": "case:shared, exhibit", "autocapitalize": "none"},
    )
    officer = StringField(
        "Officer", [Length(max=120)], render_kw={"placeholder": "part of name or e-mail"}
    )
    case = StringField("Case", [Length(max=20)], render_kw={"placeholder": "C-2026-0001"})

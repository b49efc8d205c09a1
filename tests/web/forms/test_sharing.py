"""What a share may be asked for."""

from __future__ import annotations

import pytest
from flask import Flask

from casework.web.forms.sharing import GrantShareForm


@pytest.mark.parametrize(("day", "fits"), [("2030-01-31", True), ("9999-12-31", False)])
def test_a_share_ends_while_there_is_time_left(day: str, fits: bool) -> None:
    # Given a form with a last day; west of Greenwich the last there is has no place in UTC
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a key for tests alone", WTF_CSRF_ENABLED=False)
    with app.test_request_context("/", method="POST", data={"ends_on": day}):
        form = GrantShareForm()
        form.agency_id.choices = []
        form.validate()
    assert (not form.ends_on.errors) is fits

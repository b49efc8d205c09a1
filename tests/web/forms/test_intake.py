"""The zone is asked for once, and the installation's own is offered first."""

from __future__ import annotations

import pytest
from flask import Flask

from casework.web.forms.intake import ReceiveFilesForm


@pytest.fixture
def app() -> Flask:
    made = Flask("forms")
    made.config.update(SECRET_KEY="for tests", WTF_CSRF_ENABLED=False)
    return made


@pytest.mark.parametrize("home", ["Europe/London", "Africa/Lagos"])
def test_the_own_zone_is_chosen_and_stands_first_once(home: str, app: Flask) -> None:
    with app.test_request_context("/intake/receive"):
        form = ReceiveFilesForm()
        form.offer(home)

        offered = [name for name, *_ in form.zone.iter_choices()]
        assert form.zone.data == offered[0] == home
        assert offered.count(home) == 1


def test_what_was_chosen_stays_chosen(app: Flask) -> None:
    with app.test_request_context("/intake/receive", method="POST", data={"zone": "UTC"}):
        form = ReceiveFilesForm()
        form.offer("Asia/Shanghai")

        assert form.zone.data == "UTC"

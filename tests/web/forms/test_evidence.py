"""Moments in the forms of evidence are read on the clock that was named."""

from __future__ import annotations

import pytest
from flask import Flask

from casework.web.forms.evidence import EnterCustodyForm


@pytest.mark.parametrize(
    ("zone", "fits"), [("Asia/Shanghai", True), ("UTC", True), ("Mars/Olympus", False), ("", False)]
)
def test_a_zone_is_one_of_the_world(zone: str, fits: bool) -> None:
    # Given a form with a zone
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a key for tests alone", WTF_CSRF_ENABLED=False)
    with app.test_request_context("/", method="POST", data={"zone": zone}):
        form = EnterCustodyForm()
        form.validate()
    # Then it is refused unless there is such a zone
    assert (not form.zone.errors) is fits


def test_the_clock_is_the_one_named() -> None:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a key for tests alone", WTF_CSRF_ENABLED=False)
    with app.test_request_context("/", method="POST", data={"zone": "Asia/Tokyo"}):
        assert EnterCustodyForm().clock.key == "Asia/Tokyo"


@pytest.mark.parametrize(("year", "fits"), [("0001", False), ("1899", False), ("1999", True)])
def test_a_moment_is_one_that_can_be_kept(year: str, fits: bool) -> None:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a key for tests alone", WTF_CSRF_ENABLED=False)
    with app.test_request_context("/", method="POST", data={"at": f"{year}-01-01T00:00"}):
        form = EnterCustodyForm()
        form.validate()
    assert (not form.at.errors) is fits

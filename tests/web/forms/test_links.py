"""An explanation is excluded with a reason, or not at all."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from casework.web.forms.links import ExcludeExplanationForm

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]


@pytest.mark.parametrize(
    ("why", "fits"), [("He answered.", True), ("", False), ("x" * 1001, False)]
)
def test_why_is_asked_for(app: Flask, why: str, fits: bool) -> None:
    with app.test_request_context():
        form = ExcludeExplanationForm(MultiDict({"why": why}), meta={"csrf": False})
        assert form.validate() is fits

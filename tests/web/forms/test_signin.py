"""What signing in asks for: what is missing is said at its field."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from casework.web.forms.signin import ChangeFactorForm, ChoosePasswordForm, SignInForm

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _errors(app: Flask, form: type, **given: str) -> dict[str, list[str]]:
    with app.test_request_context(method="POST"):
        filled = form(MultiDict(given), meta={"csrf": False})
        filled.validate()
        return dict(filled.errors)


def test_both_fields_are_asked_for(app: Flask) -> None:
    assert _errors(app, SignInForm).keys() == {"email", "password"}


def test_a_password_may_begin_and_end_with_spaces(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = SignInForm(MultiDict({"email": "a@b.example", "password": " x "}))
        assert form.password.data == " x "


def test_what_is_too_long_to_be_a_password_is_not_hashed(app: Flask) -> None:
    assert "password" in _errors(app, SignInForm, email="a@b.example", password="x" * 1001)


def test_a_new_password_is_typed_twice(app: Flask) -> None:
    errors = _errors(app, ChoosePasswordForm, new="lanterns over water", again="lanterns")

    assert errors == {"again": ["The two passwords are not the same."]}


def test_another_authenticator_asks_for_the_password_too(app: Flask) -> None:
    assert _errors(app, ChangeFactorForm).keys() == {"code", "password"}

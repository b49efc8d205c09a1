"""What administrators are asked for: words of the closed lists, and no field more."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from casework.vocabulary import AgencyKind, Role
from casework.web.forms.admin import AddAgencyForm, EnrolOfficerForm

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_an_officer_is_told_by_three_fields(app: Flask) -> None:
    with app.test_request_context():
        fields = {field.name for field in EnrolOfficerForm()}

    assert fields - {"csrf_token"} == {"name", "email", "role"}


def test_every_role_and_kind_can_be_chosen(app: Flask) -> None:
    with app.test_request_context():
        roles = [value for value, *_ in EnrolOfficerForm().role.iter_choices()]
        kinds = [value for value, *_ in AddAgencyForm().kind.iter_choices()]

    assert roles == [role.value for role in Role]
    assert kinds == [kind.value for kind in AgencyKind]


@pytest.mark.parametrize(
    ("field", "value"),
    [("code", "a/b"), ("code", "-a"), ("name", "x" * 201), ("jurisdiction", "CN-44444")],
)
def test_what_the_register_could_not_hold_is_refused(app: Flask, field: str, value: str) -> None:
    given = {"name": "A", "code": "a", "kind": "police", "jurisdiction": "CN-44"} | {field: value}
    with app.test_request_context(method="POST"):
        form = AddAgencyForm(MultiDict(given), meta={"csrf": False})
        assert not form.validate()
        assert form.errors.keys() == {field}

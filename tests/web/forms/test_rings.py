"""The filters of the ranked list, and what may be asked of a ring."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from casework.web.forms.rings import AskWhyForm, FilterRingsForm, WhatIfForm


@pytest.mark.parametrize(
    ("score", "fits"),
    [("0.5", True), ("", True), ("2", False), ("NaN", False), ("sNaN", False), ("1e400", False)],
)
def test_a_score_is_a_number_between_nought_and_one(score: str, fits: bool) -> None:
    form = FilterRingsForm(MultiDict({"min_score": score}))
    assert form.validate() is fits


@pytest.mark.parametrize(("other", "fits"), [("2", True), ("1", False), ("9", False), ("x", False)])
def test_why_asks_about_two_different_members(other: str, fits: bool) -> None:
    form = AskWhyForm(MultiDict({"one": "1", "other": other}))
    form.one.choices = form.other.choices = [("1", "first"), ("2", "second")]
    assert form.validate() is fits


def test_nothing_is_asked_until_something_falls() -> None:
    assert not WhatIfForm(MultiDict({"finding": "1"})).asked
    assert WhatIfForm(MultiDict({"without": "1"})).asked

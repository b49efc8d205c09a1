"""The filters of the ranked list: what is no number is said at its field."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from casework.web.forms.rings import FilterRingsForm


@pytest.mark.parametrize(
    ("score", "fits"),
    [("0.5", True), ("", True), ("2", False), ("NaN", False), ("sNaN", False), ("1e400", False)],
)
def test_a_score_is_a_number_between_nought_and_one(score: str, fits: bool) -> None:
    form = FilterRingsForm(MultiDict({"min_score": score}))
    assert form.validate() is fits

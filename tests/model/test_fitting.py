"""What is longer than its column is refused before any database is asked."""

from __future__ import annotations

import pytest

from casework.errors import TooLong
from casework.model import Batch, fitting


def test_what_fits_is_kept_to_the_letter() -> None:
    assert fitting(Batch.withdrawn_why, "错" * 1000, "the reason") == "错" * 1000


def test_what_is_too_long_is_refused_in_one_sentence() -> None:
    with pytest.raises(TooLong) as refusal:
        fitting(Batch.withdrawn_why, "x" * 3000, "the reason")
    assert str(refusal.value) == "The reason has 3,000 characters; at most 1,000 can be kept."

"""A count agrees with its noun."""

from __future__ import annotations

import pytest

from casework.counting import many


@pytest.mark.parametrize(
    ("count", "says"), [(0, "0 batches"), (1, "1 batch"), (2, "2 batches"), (5000, "5,000 batches")]
)
def test_the_noun_agrees(count: int, says: str) -> None:
    assert many(count, "batch", "batches") == says


def test_most_nouns_take_an_s() -> None:
    assert many(2, "row") == "2 rows"

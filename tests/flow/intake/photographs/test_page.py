"""A page says what was left out."""

from __future__ import annotations

from casework.flow.intake.photographs.page import too_many


def test_pages_that_were_not_read_are_said() -> None:
    assert too_many(1200) == "The file has 1,200 pages; the first 50 were read."

"""Settings: what an installation decides, and what follows from it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import config


def test_a_day_ends_on_the_clock_of_the_installation() -> None:
    # Given an installation in China
    settings = config.load({"CASEWORK_SECRET_KEY": "x", "CASEWORK_TIME_ZONE": "Asia/Shanghai"})
    # When the end of a day is asked for; then it is eight hours before that in UTC
    assert settings.end_of(date(2026, 3, 2)) == datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)

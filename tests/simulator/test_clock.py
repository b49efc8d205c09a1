from __future__ import annotations

from datetime import date, datetime

from casework.simulator import WorldPlan
from casework.simulator.clock import Clock

CLOCK = Clock(WorldPlan(months=8, ends_on=date(2026, 10, 31)))


def test_days_count_from_the_first_day_of_the_world() -> None:
    assert CLOCK.date(0) == "2026-03-06"
    assert CLOCK.date(239) == "2026-10-31"
    assert CLOCK.date(-1) == "2026-03-05"


def test_seconds_past_midnight_run_into_the_next_day() -> None:
    assert CLOCK.moment(0, 45_190) == "2026-03-06 12:33:10"
    assert CLOCK.moment(0, 86_400 + 61) == "2026-03-07 00:01:01"


def test_every_system_writes_the_same_moment_in_its_own_way() -> None:
    moment = datetime.fromisoformat(CLOCK.stamp(3, 45_190))
    assert f"{moment:%Y/%m/%d %H:%M}" == CLOCK.minute(3, 45_190)
    assert f"{moment:%z}" == "+0800"

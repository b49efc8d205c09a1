"""Days and seconds of a world as text, in the ways different systems export them."""

from __future__ import annotations

from datetime import timedelta

from casework.simulator.plan import WorldPlan

_BEFORE, _AFTER = 1_600, 60  # days around the world that dates may fall on
_DAY = 86_400


class Clock:
    """Days count from the first day of the world, seconds from midnight, China time."""

    def __init__(self, plan: WorldPlan) -> None:
        reach = range(-_BEFORE, plan.days + _AFTER)
        self._days = {day: (plan.starts_on + timedelta(days=day)).isoformat() for day in reach}

    def date(self, day: int) -> str:
        """Return `2026-03-04`."""
        return self._days[day]

    def moment(self, day: int, second: int) -> str:
        """Return `2026-03-04 12:33:10`; seconds past midnight run into the next day."""
        day, second = day + second // _DAY, second % _DAY
        return f"{self._days[day]} {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"

    def minute(self, day: int, second: int) -> str:
        """Return `2026/03/04 12:33`, as courier systems export it."""
        return self.moment(day, second)[:16].replace("-", "/")

    def stamp(self, day: int, second: int) -> str:
        """Return `2026-03-04T12:33:10+08:00`, as payment companies export it."""
        return f"{self.moment(day, second).replace(' ', 'T')}+08:00"

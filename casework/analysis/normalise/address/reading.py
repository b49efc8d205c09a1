"""What was read from one written address, whatever script it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.analysis.normalise.address.gazetteer import CITY, DISTRICT, Region
from casework.analysis.normalise.address.key import join
from casework.analysis.normalise.address.units import Parts


@dataclass(slots=True)
class Reading:
    """The region, the road and what was written below it."""

    region: Region | None = None
    unsure: str | None = None  # a district whose city nobody wrote
    zone: str | None = None  # a district the gazetteer does not have: a development zone
    road: str | None = None
    parts: Parts = field(default_factory=Parts)

    def key(self, *, masked: bool) -> str | None:
        """The place key; None when nothing of a place was read."""
        line = self.region.line() if self.region else ()
        upper: list[str | None] = [region.key for region in line]
        upper += [None] * (3 - len(upper))
        if self.region is None or self.region.level == CITY:
            upper[DISTRICT] = self.unsure or self.zone
        return join([*upper, self.road, *self.parts.settled()], masked=masked)

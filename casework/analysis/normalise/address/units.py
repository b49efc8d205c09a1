"""From the written parts of a place on its road to number, building and room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LEADING_ZEROS = re.compile(r"(?<![a-z0-9])0+(?=\d)")
_SHORTEST_ROOM = 3
"""A bare number of this many digits is a room (402); a shorter one a building (3)."""


@dataclass(slots=True)
class Parts:
    """What was written below the road, each part as its own word says."""

    number: str | None = None
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    named: list[str] = field(default_factory=list)  # buildings that have a name, in pinyin
    bare: list[str] = field(default_factory=list)  # numbers without a word
    on_road: bool = True  # whether a road was written that house numbers can belong to

    def put_number(self, value: str) -> None:
        """A house number; a second one names the building behind it (弄 5号)."""
        if self.number is None and self.building is None:
            self.number = trim(value)
        elif self.building is None:
            self.building = trim(value)
        else:
            self.put_room(value)

    def put_house(self, written: str) -> None:
        """What stands right before the road's name: the number, perhaps with more behind it."""
        number, dash, rest = written.partition("-")
        if self.number is not None or not number[:1].isdigit():
            self.bare.append(written)
            return
        self.number = trim(number)
        if dash:
            self.bare.insert(0, rest)

    def put_building(self, value: str) -> None:
        self.building = trim(value) if self.building is None else f"{self.building}-{trim(value)}"

    def put_room(self, value: str) -> None:
        self.room = value if self.room is None else f"{self.room}-{value}"

    def put_bare(self, written: str) -> None:
        """A number, or several joined by dashes, that no word explains: `12-3-402`."""
        pieces = [piece for piece in written.split("-") if piece]
        if self.number is None and self.building is None and self._may_be_number(pieces):
            self.number = trim(pieces.pop(0))
        if self.building is None and pieces and (len(pieces) > 1 or not is_room(pieces[0])):
            self.put_building(pieces.pop(0))
        if self.unit is None and len(pieces) > 1:
            self.unit = trim(pieces.pop(0))
        if pieces:
            self.put_room("-".join(pieces))

    def _may_be_number(self, pieces: list[str]) -> bool:
        """On a road a number comes first; in a park only when building and room follow it."""
        return bool(pieces) and pieces[0][0].isdigit() and (self.on_road or len(pieces) > 2)

    def settled(self) -> tuple[str | None, str | None, str | None]:
        """Number, building and room."""
        for written in self.bare:
            self.put_bare(written)
        self.bare = []
        building = self.building
        if building is None and self.named:
            building = ".".join(self.named)
        return self.number, building, self._settled_room()

    def _settled_room(self) -> str | None:
        room, floor = self.room, self.floor
        if room is None:
            room = f"{floor}f" if floor else None
        elif floor and not (room.startswith(floor) and len(room) >= len(floor) + 2):
            room = f"{floor}f-{room}"
        if self.unit is None:
            return room
        return f"{self.unit}-{room}" if room else f"{self.unit}u"


def trim(value: str) -> str:
    """The number without leading zeros: `03` -> `3`."""
    return _LEADING_ZEROS.sub("", value) if "0" in value else value


def is_room(piece: str) -> bool:
    """Whether a bare number is more likely a room than a building."""
    return sum(map(str.isdigit, piece)) >= _SHORTEST_ROOM

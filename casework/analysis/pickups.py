"""Where a ring hands its parcels over that is no place of its own: a courier station, a corner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from casework.analysis.whereabouts import Point, metres

Cell: TypeAlias = tuple[int, int]
"""A square of some fifty metres: latitude and longitude in steps of `STEPS` to the degree."""

STEPS = 2000
_AWAY_M = 150.0  # further than a parcel is carried from the door
_FAIR_SHARE = 0.2
"""Of the parcels of the accounts that use it: one in five is a habit, less an errand."""
_UNSEEN = 2  # parcels added to those known: a share of three is no share of thirty


@dataclass(frozen=True, slots=True)
class Pickup:
    """A point that several accounts of a ring hand parcels over at."""

    cells: tuple[Cell, ...]
    """The one with the most parcels first, then those around it."""
    accounts: int
    parcels: int
    of_theirs: int
    """All parcels of these accounts whose pickup is known."""

    @property
    def key(self) -> str:
        """The cell, as it is compared with what other accounts show."""
        return written(self.cells[0])

    @property
    def confidence(self) -> float:
        """How much of what these accounts send is handed over here, 0 to 1."""
        return round(self.parcels / (self.of_theirs + _UNSEEN), 4)


def written(cell: Cell) -> str:
    """Return the cell as a value that accounts show.

    >>> written((46200, 226400))
    '23.1000,113.2000'
    """
    return f"{cell[0] / STEPS:.4f},{cell[1] / STEPS:.4f}"


def pickups(seen: Sequence[tuple[int, Cell, int]], places: Sequence[Point]) -> list[Pickup]:
    """Return the points where parcels of several accounts are handed over, the busiest first.

    `seen` tells how many parcels of an account were picked up in a cell; `places` are where the
    ring is known to be: what is picked up there is picked up at its door.
    """
    parcels: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    sent: dict[int, int] = defaultdict(int)
    for account, cell, count in seen:
        parcels[cell][account] += count
        sent[account] += count
    found = []
    for cells in _points(parcels):
        here = [account for cell in cells for account in parcels[cell]]
        used = dict.fromkeys(sorted(here), 0)
        for cell in cells:
            for account, count in parcels[cell].items():
                used[account] += count
        of_theirs = sum(sent[account] for account in used)
        point = Pickup(cells, len(used), sum(used.values()), of_theirs)
        usual = len(used) > 1 and point.parcels >= _FAIR_SHARE * of_theirs
        if usual and all(metres(_middle(cells[0]), place) > _AWAY_M for place in places):
            found.append(point)
    return sorted(found, key=lambda one: (-one.parcels, one.key))


def says(pickup: Pickup, others: int, many: int) -> list[str]:
    """Return what is to be said of the point; `others` hand parcels over there, `many` a station's.

    >>> says(Pickup(((46200, 226400),), 3, 40, 60), 120, 8)[1]
    'So are parcels of 120 other accounts: a courier station, or a shop that takes parcels in.'
    """
    lines = [
        f"{pickup.parcels} of {pickup.of_theirs} parcels whose pickup is known, of "
        f"{pickup.accounts} accounts of the ring, are handed over here, away from its other places."
    ]
    if not others:
        return [*lines, "No other account is known to hand parcels over here."]
    account = "account" if others == 1 else "accounts"
    service = ": a courier station, or a shop that takes parcels in" if others >= many else ""
    return [*lines, f"So are parcels of {others} other {account}{service}."]


def _points(parcels: Mapping[Cell, Mapping[int, int]]) -> Iterable[tuple[Cell, ...]]:
    """Part the cells into points: the fullest cell and those around it, then the next."""
    left = sorted(parcels, key=lambda cell: (-sum(parcels[cell].values()), cell))
    taken: set[Cell] = set()
    for cell in left:
        if cell in taken:
            continue
        around = [(cell[0] + y, cell[1] + x) for y in (-1, 0, 1) for x in (-1, 0, 1)]
        near = [one for one in around if one != cell and one in parcels and one not in taken]
        taken |= {cell, *near}
        yield (cell, *near)


def _middle(cell: Cell) -> Point:
    return cell[0] / STEPS, cell[1] / STEPS

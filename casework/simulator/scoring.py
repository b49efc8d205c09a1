"""How well the rings that were found fit the rings there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from casework.vocabulary import PlaceRole

_NEAR_M = 300.0  # a production site is right when it is named within this distance
_EARTH_M = 6_371_008.8  # mean radius (IUGG)

AccountKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of one comparison. Shares are 0 to 1, and 0 where there is nothing to divide by.

    `precision` and `recall` count pairs of accounts in one ring; `bcubed` is the F1 of B-cubed
    precision and recall over the members of true rings and those named (Bagga and Baldwin 1998).
    A ring is found when more than half of its accounts are named in one ring, and more than half
    of the accounts named there are its own. `sites_right` counts true rings with freight whose
    matching ring names one of their production sites first.
    """

    precision: float
    recall: float
    bcubed: float
    rings: int
    rings_named: int
    rings_found: int
    honest: int
    accused: int
    rings_with_freight: int
    sites_right: int

    @property
    def f1(self) -> float:
        """The harmonic mean of pairwise precision and recall."""
        return _harmonic(self.precision, self.recall)

    @property
    def accused_per_10_000(self) -> float:
        """Honest accounts named in a ring, for each 10,000 honest accounts."""
        return self.accused / self.honest * 10_000 if self.honest else 0.0

    def lines(self) -> list[str]:
        """Return the figures as a table of text."""
        rows = (
            ("pairwise precision", f"{self.precision:.4f}"),
            ("pairwise recall", f"{self.recall:.4f}"),
            ("pairwise F1", f"{self.f1:.4f}"),
            ("B-cubed F1", f"{self.bcubed:.4f}"),
            ("rings found", f"{self.rings_found} of {self.rings}"),
            ("rings named", f"{self.rings_named}"),
            ("honest accounts accused", f"{self.accused} of {self.honest}"),
            ("  per 10,000", f"{self.accused_per_10_000:.2f}"),
            ("production site at rank 1", f"{self.sites_right} of {self.rings_with_freight}"),
        )
        return [f"{name:<28}{figure:>16}" for name, figure in rows]


def compare(truth: Mapping[str, Any], rings_json: Mapping[str, Any]) -> Comparison:
    """Return how the object of `casework rings --json` fits the truth of a simulated world.

    An account named in several rings counts in the first, the strongest. Members of true rings
    count whether or not the delivery holds a trace of them.
    """
    real = [_keys(ring["accounts"]) for ring in truth["rings"]]
    named = _disjoint(_keys(ring["accounts"]) for ring in rings_json["rings"])
    overlap = _overlap(real, named)
    together = sum(_pairs(size) for size in overlap.values())
    members = set().union(*real) if real else set()
    found = _found(real, named, overlap)
    freighted = [place for place, ring in enumerate(truth["rings"]) if ring["freight"]]
    right = [
        place
        for place in freighted
        if place in found and _site_right(truth["rings"][place], rings_json["rings"][found[place]])
    ]
    return Comparison(
        precision=_share(together, sum(_pairs(len(ring)) for ring in named)),
        recall=_share(together, sum(_pairs(len(ring)) for ring in real)),
        bcubed=_bcubed(real, named, overlap),
        rings=len(real),
        rings_named=len(named),
        rings_found=len(found),
        honest=int(truth["plan"]["accounts"]) - len(members),
        accused=sum(len(ring - members) for ring in named),
        rings_with_freight=len(freighted),
        sites_right=len(right),
    )


def _keys(accounts: Iterable[Mapping[str, Any]]) -> set[AccountKey]:
    return {(str(a["platform"]).lower(), str(a["account_id"])) for a in accounts}


def _disjoint(rings: Iterable[set[AccountKey]]) -> list[set[AccountKey]]:
    seen: set[AccountKey] = set()
    apart = []
    for ring in rings:
        apart.append(ring - seen)
        seen |= ring
    return apart


def _overlap(
    real: Sequence[set[AccountKey]], named: Sequence[set[AccountKey]]
) -> Counter[tuple[int, int]]:
    """Return how many accounts each true ring and each named ring have in common."""
    ring_of = {key: place for place, ring in enumerate(real) for key in ring}
    return Counter(
        (ring_of[key], place) for place, ring in enumerate(named) for key in ring if key in ring_of
    )


def _found(
    real: Sequence[set[AccountKey]],
    named: Sequence[set[AccountKey]],
    overlap: Counter[tuple[int, int]],
) -> dict[int, int]:
    """Return the named ring that matches each true ring found."""
    return {
        true: place
        for (true, place), common in overlap.items()
        if common * 2 > len(real[true]) and common * 2 > len(named[place])
    }


def _bcubed(
    real: Sequence[set[AccountKey]],
    named: Sequence[set[AccountKey]],
    overlap: Counter[tuple[int, int]],
) -> float:
    """Return the B-cubed F1; who is in no ring on one side stands alone there."""
    listed = sum(len(ring) for ring in named)
    members = sum(len(ring) for ring in real)
    common = sum(overlap.values())
    everyone = listed + members - common
    precision = sum(size * size / len(named[place]) for (_, place), size in overlap.items())
    recall = sum(size * size / len(real[true]) for (true, _), size in overlap.items())
    precision += sum(
        (len(ring) - sum(overlap[true, place] for true in range(len(real)))) / len(ring)
        for place, ring in enumerate(named)
        if ring
    )
    recall += sum(
        (len(ring) - sum(overlap[true, place] for place in range(len(named)))) / len(ring)
        for true, ring in enumerate(real)
        if ring
    )
    alone_named, alone_real = members - common, listed - common
    return _harmonic(
        _share(precision + alone_named, everyone), _share(recall + alone_real, everyone)
    )


def _site_right(true: Mapping[str, Any], named: Mapping[str, Any]) -> bool:
    first = next((p for p in named["places"] if p["role"] == PlaceRole.PRODUCTION), None)
    sites = [place for place in true["places"] if place["role"] == PlaceRole.PRODUCTION]
    return first is not None and any(_same_place(first, site) for site in sites)


def _same_place(named: Mapping[str, Any], site: Mapping[str, Any]) -> bool:
    if named.get("address") and named["address"] == site["address"]:
        return True
    if named.get("lat") is None or named.get("lon") is None:
        return False
    here = (float(named["lat"]), float(named["lon"]))
    return metres(here, (float(site["lat"]), float(site["lon"]))) < _NEAR_M


def metres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude) by the haversine."""
    lat, lon, lat_there, lon_there = (radians(value) for value in (*here, *there))
    step = sin((lat_there - lat) / 2) ** 2
    step += cos(lat) * cos(lat_there) * sin((lon_there - lon) / 2) ** 2
    return 2 * _EARTH_M * asin(sqrt(step))


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(left: float, right: float) -> float:
    return 2 * left * right / (left + right) if left + right else 0.0

"""Rings: discover them in what was delivered, rank them, show what each rests on."""

from casework.flow.rings.discover import discover
from casework.flow.rings.published import as_json
from casework.flow.rings.questions import Foundations, foundations, how_known, what_if, why
from casework.flow.rings.review import (
    RingFilter,
    changed,
    finding,
    gone,
    latest_run,
    member,
    of_ring,
    place,
    ranked,
    tie,
    tie_between,
    ties,
    ties_of,
    too_common,
)
from casework.flow.rings.sources import goods, parcels

__all__ = [
    "Foundations",
    "RingFilter",
    "as_json",
    "changed",
    "discover",
    "finding",
    "foundations",
    "gone",
    "goods",
    "how_known",
    "latest_run",
    "member",
    "of_ring",
    "parcels",
    "place",
    "ranked",
    "tie",
    "tie_between",
    "ties",
    "ties_of",
    "too_common",
    "what_if",
    "why",
]

"""Rings: discover them in what was delivered, rank them, show what each rests on."""

from casework.flow.rings.discover import discover
from casework.flow.rings.grounds import grounds
from casework.flow.rings.moved import bulk_to, movements
from casework.flow.rings.named import member_named, now_in, place_named
from casework.flow.rings.published import as_json
from casework.flow.rings.questions import Foundations, foundations, how_known, what_if, why
from casework.flow.rings.review import (
    RingFilter,
    changed,
    finding,
    gone,
    latest_run,
    of_ring,
    ranked,
    tie_between,
    ties,
    ties_of,
    too_common,
)
from casework.flow.rings.sold import SoldFilter, sold
from casework.flow.rings.sources import goods, parcels, withdrawn_since

__all__ = [
    "Foundations",
    "RingFilter",
    "SoldFilter",
    "as_json",
    "bulk_to",
    "changed",
    "discover",
    "finding",
    "foundations",
    "gone",
    "goods",
    "grounds",
    "how_known",
    "latest_run",
    "member_named",
    "movements",
    "now_in",
    "of_ring",
    "parcels",
    "place_named",
    "ranked",
    "sold",
    "tie_between",
    "ties",
    "ties_of",
    "too_common",
    "what_if",
    "why",
    "withdrawn_since",
]

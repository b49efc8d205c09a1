"""Rings: discover them in what was delivered, rank them, show what each rests on."""

from casework.flow.rings.discover import discover
from casework.flow.rings.published import as_json
from casework.flow.rings.review import (
    RingFilter,
    finding,
    latest_run,
    of_ring,
    ranked,
    tie,
    ties,
    too_common,
)

__all__ = [
    "RingFilter",
    "as_json",
    "discover",
    "finding",
    "latest_run",
    "of_ring",
    "ranked",
    "tie",
    "ties",
    "too_common",
]

"""What the tests of people share: what is on the trail."""

from __future__ import annotations

from sqlalchemy import select

from casework.model import TrailEntry
from tests.worlds import World


def trail_of(world: World) -> list[str]:
    """Return what is on the trail once the world's transaction is kept."""
    world.session.commit()
    return list(world.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))

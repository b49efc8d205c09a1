"""Small worlds the tests of this room share; each takes a fraction of a second."""

from __future__ import annotations

import pytest

from casework.simulator import World, WorldPlan, simulate
from casework.vocabulary import DeliveryKind


@pytest.fixture(scope="session")
def town() -> World:
    """A small world: 300 accounts and two rings."""
    return simulate(WorldPlan(seed=7, accounts=300, rings=2))


@pytest.fixture(scope="session")
def city() -> World:
    """A world large enough for hubs and bridges, with rings that hide well."""
    return simulate(WorldPlan(seed=3, accounts=1_500, rings=6, evasion="extreme"))


def rows(world: World, kind: str) -> list[dict[str, str]]:
    """Return the rows of one kind as column and value."""
    return list(world.rows(DeliveryKind(kind)))

"""A small world whose labels are drawn, and the fonts they are set in."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from casework.simulator import World, WorldPlan, simulate
from casework.simulator.photographs.parcels import Parcel, Parcels
from casework.simulator.photographs.sheet import Sheet

FONTS = Path(__file__).resolve().parents[3] / "static" / "dist" / "fonts"


@pytest.fixture(scope="session")
def village() -> World:
    """The smallest world that has senders who write in English."""
    return simulate(WorldPlan(seed=11, accounts=200, rings=2))


@pytest.fixture(scope="session")
def parcels(village: World) -> list[Parcel]:
    return list(Parcels(village).draw(Random(5), 80))


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(860, 1500, FONTS)

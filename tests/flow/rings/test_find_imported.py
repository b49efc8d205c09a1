"""A simulated delivery, imported as partners send it: its order changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from casework.act import Act
from casework.flow import intake, rings
from casework.simulator import WorldPlan, compare, simulate, write_delivery
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_the_order_of_the_files_changes_no_byte_and_the_rings_are_true(
    world: World, tmp_path: Path
) -> None:
    # Given a small marketplace with two rings, its files taken in by two agencies, in two orders
    made = simulate(WorldPlan(seed=5, accounts=120, rings=2, orders_per_account=4.0))
    paths = write_delivery(made, tmp_path)

    # When both discover
    forwards = _published(world.act("investigator"), paths)
    backwards = _published(world.act("brand"), paths[::-1])

    # Then they publish the same, and it accuses nobody honest
    assert forwards == backwards
    found = compare(made.truth.as_object(), json.loads(forwards))
    assert (found.rings_found, found.accused) == (2, 0)


def _published(act: Act, paths: Sequence[Path]) -> str:
    """Import the files one by one; return the rings as printed, but for the run's number and time.

    Batches are numbered as they come; nothing printed names one.
    """
    for path in paths:
        intake.take_in(act, path, path.name)
    found = rings.as_json(act, rings.discover(act))
    act.session.commit()
    del found["run"]["id"], found["run"]["started_at"]
    return json.dumps(found, ensure_ascii=False)

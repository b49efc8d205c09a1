"""The simulator's truth and what the command line prints of rings, compared and told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from casework import simulator
from tests.cli.shell import Shell

PLAN = simulator.WorldPlan(seed=20_261_122, accounts=1_200, rings=5, orders_per_account=8.0)
"""A world discovery was never tuned on."""


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> simulator.Comparison:
    """The comparison after the whole way: delivery, import, discovery, `rings --json`."""
    folder = tmp_path_factory.mktemp("truth")
    world = simulator.simulate(PLAN)
    simulator.write_delivery(world, folder / "delivery")
    simulator.write_truth(world, folder / "truth.json")
    shell = Shell(folder / "home")
    shell.done("init")
    shell.done("import", folder / "delivery")
    shell.done("discover")
    truth = json.loads(Path(folder / "truth.json").read_text(encoding="utf-8"))
    return simulator.compare(truth, json.loads(shell.done("rings", "--json")))


def test_the_figures_are_printed(
    compared: simulator.Comparison, capsys: pytest.CaptureFixture[str]
) -> None:
    world = f"{PLAN.accounts:,} accounts, {PLAN.rings} rings, seed {PLAN.seed}"
    with capsys.disabled():
        # Standard error: it reaches the terminal from the processes of `pytest -n` too.
        print(
            f"\n\nTruth and `casework rings --json`: {world}, evasion {PLAN.evasion}",
            file=sys.stderr,
        )
        print("\n".join(f"  {line}" for line in compared.lines()), file=sys.stderr)

    assert compared.rings == PLAN.rings


def test_whoever_is_named_belongs_there(compared: simulator.Comparison) -> None:
    assert compared.precision >= 0.99


def test_nobody_honest_is_accused(compared: simulator.Comparison) -> None:
    assert compared.honest > 1_000
    assert compared.accused == 0


def test_the_rings_are_found_nearly_whole(compared: simulator.Comparison) -> None:
    assert compared.rings_found == compared.rings == compared.rings_named
    assert compared.f1 >= 0.95

"""Simulated marketplaces with known truth: to try casework on, to measure it, and to learn it."""

from casework.simulator.delivery import write_delivery, write_truth
from casework.simulator.exports import write_exports
from casework.simulator.plan import Evasion, WorldPlan
from casework.simulator.scoring import Comparison, compare
from casework.simulator.truth import Truth
from casework.simulator.world import World, simulate

__all__ = [
    "Comparison",
    "Evasion",
    "Truth",
    "World",
    "WorldPlan",
    "compare",
    "simulate",
    "write_delivery",
    "write_exports",
    "write_truth",
]

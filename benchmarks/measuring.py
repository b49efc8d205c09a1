"""What a piece of work needs: time, computing and memory of a process with all its children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A moment: by the clock, and what this process and its children had computed until then."""

    wall: float
    computed: float

    @classmethod
    def now(cls) -> Clock:
        """Return this moment."""
        return cls(time.perf_counter(), sum(map(computed, family(os.getpid()))))

    def since(self, earlier: Clock) -> tuple[float, float]:
        """Return the seconds that passed, and those computed, after `earlier`."""
        return self.wall - earlier.wall, self.computed - earlier.computed


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run is stopped: seconds, and bytes held."""

    seconds: float = float("inf")
    memory: float = float("inf")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: what it printed, the most memory it held, and why it was stopped."""

    printed: str
    peak: int
    why: str
    """Empty where it ended by itself and well."""


def watched(arguments: Sequence[str], limits: Limits) -> Ended:
    """Return how `python -m arguments` ended, stopped with its children where it passes a limit."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    peak, why, began = 0, "", time.perf_counter()
    while True:
        try:
            printed, _ = process.communicate(timeout=_EVERY)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, sum(map(held, family(process.pid))))
        why = _passed(limits, time.perf_counter() - began, peak)
        if why:
            # The session is this process's own: nothing else is in its group.
            os.killpg(process.pid, signal.SIGKILL)
            printed, _ = process.communicate()
            break
    if process.returncode and not why:
        why = f"ended with status {process.returncode}"
    return Ended(printed, peak, why)


def _passed(limits: Limits, seconds: float, peak: int) -> str:
    if seconds > limits.seconds:
        return f"not done within {limits.seconds:,.0f} s"
    if peak > limits.memory:
        return f"more than {limits.memory / 1e9:,.1f} GB"
    return ""


def family(pid: int) -> list[int]:
    """Return a process and all that came from it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += family(int(child))
    return found


def computed(pid: int) -> float:
    """Return the seconds a process has computed, with those of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def held(pid: int) -> int:
    """Return the memory a process holds, in bytes; of what it shares, its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

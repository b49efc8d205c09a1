"""The lines that are printed: one for each world and method, then what they say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.worlds import Named
    from casework.simulator import Comparison

HEAD = (
    f"{'accounts':>9} {'rows':>10} {'seed':>4} {'evasion':<7} {'method':<8} {'P':>6} {'R':>6} "
    f"{'F1':>6} {'B3':>6} {'found':>9} {'named':>6} {'accused':>8} {'/10,000':>8} {'site':>9} "
    f"{'time s':>8} {'cpu s':>8} {'peak MB':>8}"
)
_TOGETHER = (
    f"{'accounts':>9} {'evasion':<7} {'method':<8} {'worlds':>6} {'mean F1':>8} {'least F1':>8} "
    f"{'least P':>8} {'found':>11} {'accused':>8} {'/10,000':>8} {'site':>11}"
)
_GROWTH = (
    f"{'accounts':>23} {'evasion':<7} {'method':<8} {'rows x':>8} {'time':>6} {'cpu':>6} "
    f"{'peak':>6}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one method did with one world; without figures where it did not come to its end."""

    world: Named
    rows: int
    method: str
    peak: int
    why: str = ""
    """Why there are no figures."""
    found: Comparison | None = None
    sites: bool = False
    """Whether the method names places at all."""
    seconds: float = 0.0
    computing: float = 0.0

    def text(self) -> str:
        """Return the line under `HEAD`."""
        world, found = self.world, self.found
        start = (
            f"{world.accounts:>9,} {self.rows:>10,} {world.seed:>4} {world.evasion:<7} "
            f"{self.method:<8} "
        )
        if found is None:
            return f"{start}{self.why}"
        site = f"{found.sites_right}/{found.rings_with_freight}" if self.sites else "-"
        return (
            f"{start}{found.precision:>6.4f} {found.recall:>6.4f} {found.f1:>6.4f} "
            f"{found.bcubed:>6.4f} {f'{found.rings_found}/{found.rings}':>9} "
            f"{found.rings_named:>6,} {found.accused:>8,} {found.accused_per_10_000:>8.2f} "
            f"{site:>9} {self.seconds:>8.1f} {self.computing:>8.1f} {self.peak / 1e6:>8,.0f}"
        )


def together(lines: Iterable[Line]) -> Iterator[str]:
    """Yield, for each size, evasion and method, what its worlds say together."""
    yield _TOGETHER
    for (accounts, evasion, method), same in _alike(lines):
        found = [line.found for line in same if line.found]
        honest = sum(one.honest for one in found)
        accused = sum(one.accused for one in found)
        rings = f"{sum(one.rings_found for one in found)}/{sum(one.rings for one in found)}"
        sites = "-"
        if same[0].sites:
            freighted = sum(one.rings_with_freight for one in found)
            sites = f"{sum(one.sites_right for one in found)}/{freighted}"
        yield (
            f"{accounts:>9,} {evasion:<7} {method:<8} {len(found):>6} "
            f"{fmean(one.f1 for one in found):>8.4f} {min(one.f1 for one in found):>8.4f} "
            f"{min(one.precision for one in found):>8.4f} {rings:>11} {accused:>8,} "
            f"{accused / honest * 10_000:>8.2f} {sites:>11}"
        )


def growth(lines: Iterable[Line]) -> Iterator[str]:
    """Yield, for each method and evasion, the exponents between one size and the next.

    1 is in proportion to the rows; 2 is four times as much for twice the rows.
    """
    yield _GROWTH
    by_method: dict[tuple[str, str], list[tuple[int, list[Line]]]] = {}
    for (accounts, evasion, method), same in _alike(lines):
        by_method.setdefault((evasion, method), []).append((accounts, same))
    for (evasion, method), sizes in by_method.items():
        for (small, fewer), (large, more) in pairwise(sorted(sizes, key=lambda one: one[0])):
            times = _mean(more, lambda one: one.rows) / _mean(fewer, lambda one: one.rows)
            exponents = (
                exponent(times, _mean(more, need) / _mean(fewer, need))
                for need in (
                    lambda one: one.seconds,
                    lambda one: one.computing,
                    lambda one: one.peak,
                )
            )
            yield (
                f"{f'{small:,} to {large:,}':>23} {evasion:<7} {method:<8} {times:>8.2f} "
                + " ".join(f"{one:>6.2f}" for one in exponents)
            )


def exponent(rows: float, need: float) -> float:
    """Return the exponent with which a need grows that becomes `need` times with `rows` times."""
    return log(need) / log(rows)


def _alike(lines: Iterable[Line]) -> list[tuple[tuple[int, str, str], list[Line]]]:
    """Return the lines with figures by size, evasion and method, in the order they were made."""
    groups: dict[tuple[int, str, str], list[Line]] = {}
    for line in lines:
        if line.found is not None:
            key = (line.world.accounts, line.world.evasion, line.method)
            groups.setdefault(key, []).append(line)
    return list(groups.items())


def _mean(lines: list[Line], of: Callable[[Line], float]) -> float:
    return fmean(of(line) for line in lines)

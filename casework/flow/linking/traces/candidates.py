"""Which accounts, or groups of them, share which values: expanded when a value first may tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import Ints
from casework.flow.linking.traces.pairs import expanded

if TYPE_CHECKING:
    from ibis.expr.types import Table

    from casework.flow.linking.traces.parties import Weighed
    from casework.lake import Engine


class Candidates:
    """Pairs of accounts with what they share; values that come to matter later are added."""

    def __init__(self, engine: Engine, limit: int) -> None:
        self._engine, self._limit = engine, limit
        self._known = np.zeros(0, dtype=np.int64)
        self._parts: list[Table] = []

    def of(self, weighed: Weighed) -> Table:
        """Return what accounts share of the values that may tie now, and maybe of others."""
        import ibis

        wanted = np.flatnonzero(weighed.few(self._limit))
        fresh = np.setdiff1d(wanted, self._known, assume_unique=True)
        if len(fresh) or not self._parts:
            self._known = np.concatenate([self._known, fresh])
            chosen = np.zeros(len(weighed.common), dtype=bool)
            chosen[fresh] = True
            values = self._engine.give("fresh", weighed.tying(chosen))
            found = expanded(held_by_accounts(self._engine, values), self._limit)
            self._parts.append(self._engine.keep(f"shared_{len(self._parts)}", found))
        return ibis.union(*self._parts) if len(self._parts) > 1 else self._parts[0]

    def drop(self) -> None:
        self._engine.drop(*(part.get_name() for part in self._parts))


def held_by_accounts(engine: Engine, values: Table) -> Table:
    """Return which accounts hold the values, each account a unit of its own."""
    holding, breadth = engine.table("holding"), engine.table("breadth")
    common = engine.table("common_value").select("value_id", units="accounts")
    known = values.select("value_id", "space", "value_family").join(common, "value_id")
    held = holding.drop("kind").join(known, "value_id").rename(unit="account")
    return with_breadth(held, breadth.rename(unit="account"))


def held_by_units(engine: Engine, tying: Table, unit: Ints) -> Table:
    """Return which groups of accounts hold the values, known with how many `units` hold each."""
    import ibis
    import pyarrow as pa

    numbers = {
        "account": pa.array(np.arange(len(unit)), pa.int32()),
        "unit": pa.array(unit, pa.int32()),
        "size": pa.array(np.bincount(unit, minlength=len(unit))[unit], pa.int32()),
    }
    units = engine.give("unit", pa.table(numbers))
    known = tying.select("value_id", "space", "value_family", "units")
    held = engine.table("holding").drop("kind").join(known, "value_id").join(units, "account")
    single = held.filter(held["size"] == 1).drop("account", "size")
    several = held.filter(held["size"] > 1)
    grouped = several.group_by(["unit", "value_id", "space", "value_family", "units"]).agg(
        family=several.family.min(),
        really_masked=several.really_masked.any(),
        from_at=several.from_at.min(),
        to_at=several.to_at.max(),
    )
    alone = engine.table("breadth").rename(unit="account").semi_join(single, "unit")
    return ibis.union(
        with_breadth(single, alone), with_breadth(grouped, _breadth_of_units(engine, units))
    )


def _breadth_of_units(engine: Engine, units: Table) -> Table:
    """Return how many different values each unit of several accounts shows, against the average.

    What several of its accounts show counts once: a warehouse that a whole ring uses meets no more
    strangers than one shop's.
    """
    grown = units.filter(units["size"] > 1).select("account", "unit")
    shown = engine.table("breadth").join(grown, "account")
    summed = shown.group_by(["unit", "space"]).agg(breadth=shown.breadth.sum())
    space = engine.table("common_value").select("value_id", "space")
    held = engine.table("holding").join(grown, "account").join(space, "value_id")
    again = held.group_by(["unit", "space"]).agg(again=held.count() - held.value_id.nunique())
    usual = engine.table("showing").select("space", "usual")
    both = summed.left_join(again, ["unit", "space"]).drop("unit_right", "space_right")
    both = both.join(usual, "space")
    less = both.again.coalesce(0) / both.usual
    return both.select("unit", "space", breadth=both.breadth - less)


def with_breadth(held: Table, breadth: Table) -> Table:
    """Return who holds a value, with how many of its space besides; 1 where that says nothing."""
    both = held.left_join(breadth, ["unit", "space"])
    return both.drop("unit_right", "space_right").mutate(breadth=both.breadth.coalesce(1.0))

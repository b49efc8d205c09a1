"""How many parties hold each value, and what follows from it: weights, hubs, what may tie.

A holder that nothing joins to the others is a party of its own; only the rest is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.components import components
from casework.analysis.distinct import Flags, distinct
from casework.analysis.evidence import (
    NATURE,
    Floats,
    Ints,
    Population,
    Space,
    are_hubs,
    distinct_parties,
    weights,
)
from casework.analysis.parameters import Parameters
from casework.lake import ints

if TYPE_CHECKING:
    import pyarrow as pa

    from casework.lake import Engine

_UNLIMITED = 1e9


@dataclass(frozen=True, slots=True)
class Common:
    """Every common value, in the order of its number, and every account that holds one."""

    space: Ints
    family: Ints
    accounts: Ints
    aspect: Ints
    showing: Ints
    """By space: accounts that show any value of it."""
    value: Ints
    """Of each holding."""
    account: Ints
    """Of each holding."""

    def __len__(self) -> int:
        return len(self.space)


@dataclass(frozen=True, slots=True)
class Joined:
    """Holders of a value whom vouching values join to other holders of it; arrays of one length."""

    value: Ints
    account: Ints
    party: Ints


def read_common(engine: Engine) -> Common:
    """Return what was kept of the common values and their holders."""

    values = engine.rows(engine.table("common_value").drop("value", "region"))
    order = np.argsort(ints(values, "value_id"))
    space, family, accounts, aspect = (
        ints(values, column)[order] for column in ("space", "family", "accounts", "aspect")
    )
    showing = np.zeros(len(Space), dtype=np.int64)
    shown = engine.rows(engine.table("showing"))
    showing[ints(shown, "space")] = ints(shown, "accounts")
    held = engine.rows(engine.table("holding").select("value_id", "account"))
    return Common(
        space, family, accounts, aspect, showing, ints(held, "value_id"), ints(held, "account")
    )


def count_parties(common: Common, joined: Joined, apart: Ints | None = None) -> Ints:
    """Return how many parties hold each value.

    `apart` says, for every family left out, who else belongs together by the other families.
    """
    values = joined.value
    accounts, party = joined.account, joined.party
    if apart is None:
        together = party
    else:
        span = apart.shape[1]
        also = _joined_otherwise(common, apart)
        key = distinct(np.concatenate([values * span + accounts, also]))
        ours = np.full(len(key), -1, dtype=np.int64)
        ours[np.searchsorted(key, values * span + accounts)] = party
        values, accounts = key // span, key % span
        other = apart[common.family[values], accounts]
        together = _merged(values, ours, other)
    held = np.bincount(values, minlength=len(common))
    return common.accounts - held + distinct_parties(values, together, len(common))


def _joined_otherwise(common: Common, apart: Ints) -> Ints:
    """Return the holdings of accounts that other families join to any account, as keys."""
    span = apart.shape[1]
    several = np.stack([np.bincount(one, minlength=span)[one] > 1 for one in apart])
    anywhere = np.asarray(several.any(axis=0), dtype=bool)
    some = anywhere[common.account]
    value, account = common.value[some], common.account[some]
    chosen = several[common.family[value], account]
    keys: Ints = value[chosen] * span + account[chosen]
    return keys


def _merged(value: Ints, ours: Ints, other: Ints) -> Ints:
    """Return labels of holdings that one party of either sort joins; -1 in `ours` is nobody's."""
    nodes = len(value)
    _, theirs = np.unique(_within(value, other), return_inverse=True)
    known = np.flatnonzero(ours >= 0)
    _, vouched = np.unique(_within(value[known], ours[known]), return_inverse=True)
    many = nodes + int(theirs.max(initial=-1)) + 1
    left = np.concatenate([np.arange(nodes, dtype=np.int64), known])
    right = np.concatenate([nodes + theirs, many + vouched])
    return components(left, right, many + int(vouched.max(initial=-1)) + 1)[:nodes]


def _within(value: Ints, party: Ints) -> Ints:
    return value * (int(party.max(initial=0)) + 1) + party


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weight of every common value, given how many parties hold it."""

    common: Common
    parties: Ints
    weight: Floats
    hub: Flags
    prior: float

    def usable(self) -> Flags:
        """Return which values may tie anyone."""
        found: Flags = (self.weight > 0.0) & ~self.hub
        return found

    def few(self, limit: int) -> Flags:
        """Return which of them few enough accounts or parties hold to be turned into pairs."""
        fewest = np.minimum(self.parties, self.common.accounts)
        found: Flags = self.usable() & (fewest <= limit)
        return found

    def otherwise(self, before: Weighed, limit: int) -> Flags:
        """Return which values weigh otherwise than before, or may tie now and could not then."""
        few, was = self.few(limit), before.few(limit)
        found: Flags = (few != was) | (few & (self.weight != before.weight))
        return found

    def units(self, unit: Ints) -> Ints:
        """Return how many units of accounts hold each value."""
        value, account, span = self.common.value, self.common.account, len(unit)
        several = (np.bincount(unit, minlength=span)[unit] > 1)[account]
        value, account = value[several], account[several]
        together = distinct(value * span + unit[account]) // span
        lost = np.bincount(value, minlength=len(self.common))
        return self.common.accounts - lost + np.bincount(together, minlength=len(self.common))

    def news(self, unit: Ints, before: Ints, limit: int) -> tuple[Flags, Ints]:
        """Return which values can tie units that were not tied before, and how many hold each.

        A pair can only if a unit of it grew, or if it shares a value of which not all pairs were
        looked at before. Of such units every value is needed.
        """
        common, held, was = self.common, self.units(unit), self.units(before)
        reached = self._reached(held, limit)
        fresh = reached & ~(self._reached(was, limit) & (was <= limit + 1))
        size = [np.bincount(each, minlength=len(each))[each] for each in (unit, before)]
        moved = size[0] != size[1]
        moved[common.account[fresh[common.value]]] = True
        touched = np.bincount(common.value[moved[common.account]], minlength=len(common)) > 0
        return reached & touched, held

    def _reached(self, held: Ints, limit: int) -> Flags:
        found: Flags = self.usable() & (held > 1) & (np.minimum(self.parties, held) <= limit)
        return found

    def tying(self, chosen: Flags) -> pa.Table:
        """Return the chosen values with what they weigh at most: `later` where two never met."""
        import pyarrow as pa

        number = np.flatnonzero(chosen)
        space, weight = self.common.space[number], self.weight[number]
        alone = np.array([NATURE[one].alone for one in Space])[space]
        recycled = np.array([NATURE[one].recycled for one in Space])[space]
        return pa.table(
            {
                "value_id": pa.array(number, pa.int32()),
                "space": pa.array(space, pa.int8()),
                "aspect": pa.array(self.common.aspect[number], pa.int32()),
                "value_family": pa.array(self.common.family[number], pa.int8()),
                "parties": self.parties[number],
                "weight": weight,
                "later": np.where(recycled, np.minimum(weight, -self.prior), weight),
                "top": np.where(alone, _UNLIMITED, -self.prior),
            }
        )

    def all(self) -> pa.Table:
        """Return every common value with its weight."""
        import pyarrow as pa

        recycled = np.array([NATURE[one].recycled for one in Space])[self.common.space]
        return pa.table(
            {
                "value_id": pa.array(np.arange(len(self.common)), pa.int32()),
                "weight": self.weight,
                "parties": self.parties,
                "hub": self.hub,
                "recycled": recycled,
            }
        )


def weigh(common: Common, parties: Ints, prior: float, parameters: Parameters) -> Weighed:
    """Return what every value weighs, rounded: machines differ in the last bit."""
    population = Population(common.space, common.accounts, parties, common.showing)
    weight = np.round(weights(population, prior, parameters), 9)
    return Weighed(common, parties, weight, are_hubs(population, prior, parameters), prior)

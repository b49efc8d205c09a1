"""Every pair of accounts, or of groups of them, with what they share, weighed by family.

What two share is expanded once, as (l, r, value_id, family, apart, less), and weighed again and
again by joining the small table of the values' weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.distinct import Flags, among
from casework.analysis.evidence import FIRST_MASKED, Family, Floats, Ints
from casework.analysis.grouping import CONFIRMED
from casework.lake import floats, ints

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

    from casework.lake import Engine

_DIGITS = 9
"""Kept of a sum of weights: below lies what differs between engines and orders of summing."""
_NEARLY = 1e-6


@dataclass(frozen=True, slots=True)
class Pairs:
    left: Ints
    right: Ints
    by_family: Floats
    log_odds: Floats

    def over(self, threshold: float) -> Pairs:
        kept = self.log_odds >= threshold
        return self._where(kept)

    def without(self, rows: pa.Table) -> Pairs:
        """Return the pairs that are not in `rows` (l, r)."""
        left, right = ints(rows, "l"), ints(rows, "r")
        span = 1 + max(int(right.max(initial=0)), int(self.right.max(initial=0)))
        gone = among(self.left * span + self.right, left * span + right)
        return self._where(~gone)

    def beside(self, others: Pairs) -> Pairs:
        """Return these pairs and the others, of which none is the same, in the order of ends."""
        left = np.concatenate([self.left, others.left])
        right = np.concatenate([self.right, others.right])
        by_family = np.vstack([self.by_family, others.by_family])
        log_odds = np.concatenate([self.log_odds, others.log_odds])
        order = np.lexsort((right, left))
        return Pairs(left[order], right[order], by_family[order], log_odds[order])

    def _where(self, kept: Flags) -> Pairs:
        return Pairs(self.left[kept], self.right[kept], self.by_family[kept], self.log_odds[kept])


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs an officer judged; a refusal outweighs every confirmation."""

    left: Ints
    right: Ints
    refused: Ints

    def of(self, unit: Ints) -> Judged:
        """Return what that says of units of accounts."""
        one, other = unit[self.left], unit[self.right]
        apart = one != other
        keys = np.stack([np.minimum(one, other)[apart], np.maximum(one, other)[apart]])
        pairs, place = np.unique(keys, axis=1, return_inverse=True)
        refused = np.zeros(pairs.shape[1], dtype=np.int64)
        np.maximum.at(refused, place.reshape(-1), self.refused[apart])
        return Judged(pairs[0], pairs[1], refused)


def expanded(held: Table, limit: int) -> Table:
    """Return units l and r with every value both hold.

    `held` says who (`unit`) holds a value among how many (`units`), since when, and how many of
    its space besides (`breadth`). Of a value with more than `limit` others, each unit is paired
    with the `limit` next ones, so that pairs grow with the holders and not with their square.
    """
    import ibis

    narrow = held.filter(held.units <= limit + 1).mutate(place=held.unit)
    many = held.filter(held.units > limit + 1)
    in_order = ibis.window(group_by="value_id", order_by="unit")
    wide = many.mutate(place=ibis.row_number().over(in_order).cast("int32"))
    return ibis.union(met(narrow), met(wide, limit=limit))


def met(held: Table, within: Sequence[str] = (), limit: int | None = None) -> Table:
    """Return units l and r, in the order of their places, with every value both hold.

    `within` names what must be the same besides; `limit` says how far apart places may lie.
    """
    import ibis

    keys = ["value_id", *within]
    other = held.select(*keys, **{f"other_{name}": held[name] for name in _OF_EACH})
    near = [other.other_place > held.place]
    if limit is not None:
        near.append(other.other_place <= held.place + limit)
    both = held.join(other, [*keys, *near])
    hidden = both.really_masked | both.other_really_masked
    shown = both.filter((both.space < int(FIRST_MASKED)) | hidden)
    return shown.select(
        *keys,
        l=shown.unit,
        r=shown.other_unit,
        family=ibis.ifelse(shown.family == shown.other_family, shown.family, shown.value_family),
        apart=(shown.from_at > shown.other_to_at) | (shown.other_from_at > shown.to_at),
        less=ibis.greatest(1.0, shown.breadth * shown.other_breadth).ln(),
    )


_OF_EACH = ("unit", "place", "family", "really_masked", "from_at", "to_at", "breadth")


def lowered(shared: Table, tying: Table) -> Table:
    """Return what units share with the weight of each value, lowered for time and breadth.

    Of a number or a place that the two never showed at the same time, no more than even odds.
    """
    import ibis

    known = tying.select("value_id", "space", "aspect", "weight", "later", "top")
    both = shared.join(known, "value_id")
    weight = ibis.ifelse(both.apart, both.later, both.weight) - both.less
    return both.filter(weight > 0.0).mutate(w=weight).drop("apart", "less", "weight", "later")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Log-odds before any trace, log-odds that tie, and the most one family of traces adds."""

    prior: float
    tied: float
    family: float


def weighed_pairs(
    engine: Engine, shared: Table, tying: Table, judged: Judged, bounds: Bounds
) -> Pairs:
    """Return the pairs of units that may be tied or were judged, weighed by family."""
    import ibis

    weighed = engine.keep("weighed_now", lowered(shared, tying))
    hopeful = _hopeful(weighed, bounds.tied - bounds.prior - _NEARLY)
    if len(judged.left):
        hopeful = ibis.union(hopeful, engine.give("judged_now", _as_rows(judged)))
    scored = _scored(weighed.semi_join(hopeful, ["l", "r"]), bounds.family)
    found = _with_judgements(engine.rows(scored), judged, bounds.prior)
    engine.drop("weighed_now")
    return found


def sharing(engine: Engine, shared: Table, values: Table, judged: Judged) -> Table:
    """Return the pairs that share any of the values, and those that were judged."""
    import ibis

    found = shared.semi_join(values, "value_id").select("l", "r").distinct()
    if not len(judged.left):
        return found
    return ibis.union(found, engine.give("judged_now", _as_rows(judged)), distinct=True)


def _hopeful(weighed: Table, needed: float) -> Table:
    """Return the pairs whose weights could at all add up to what is needed; mostly few."""
    each = weighed.group_by(["l", "r"]).agg(most=weighed.w.sum() + weighed.count().ln())
    return each.filter(each.most >= needed).select("l", "r")


def _scored(shared: Table, limit: float) -> Table:
    """Return each pair with what every family says: its strongest kind of trace, up to `limit`.

    Likelihood ratios of the values of one aspect add; aspects far apart are separate facts.
    """
    import ibis

    aspects = shared.group_by(["l", "r", "family", "space", "aspect"]).agg(
        w=ibis.least(shared.w.exp().sum().ln(), shared.top.max())
    )
    spaces = aspects.group_by(["l", "r", "family", "space"]).agg(w=aspects.w.sum())
    strongest = {
        f"f{int(family)}": ibis.least(
            spaces.w.max(where=spaces.family == int(family)).coalesce(0.0), limit
        )
        for family in Family
    }
    return spaces.group_by(["l", "r"]).agg(**strongest)


def _as_rows(judged: Judged) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {"l": pa.array(judged.left, pa.int32()), "r": pa.array(judged.right, pa.int32())}
    )


def _with_judgements(rows: pa.Table, judged: Judged, prior: float) -> Pairs:
    """Return the pairs in the order of their ends: refused ones never tied, confirmed ones are."""
    found = np.column_stack([floats(rows, f"f{int(family)}") for family in Family])
    left, right = ints(rows, "l"), ints(rows, "r")
    span = 1 + max(int(right.max(initial=0)), int(judged.right.max(initial=0)))
    keys, asked = left * span + right, judged.left * span + judged.right
    missing = asked[~among(asked, keys)]
    keys = np.concatenate([keys, missing])
    by_family = np.vstack([found, np.zeros((len(missing), len(Family)))]).round(_DIGITS)
    order = np.argsort(keys)
    keys, by_family = keys[order], by_family[order]
    log_odds = by_family.sum(axis=1) + prior
    place = np.searchsorted(keys, asked)
    refused = judged.refused > 0
    log_odds[place[~refused]] = np.maximum(log_odds[place[~refused]], CONFIRMED)
    log_odds[place[refused]] = -np.inf
    return Pairs(keys // span, keys % span, by_family, log_odds)

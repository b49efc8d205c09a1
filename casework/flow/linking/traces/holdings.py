"""Which values several accounts show, who shows them, and how many of a kind each account shows.

Tables kept: `common_value` (value_id, space, value, accounts, family, region, aspect), ids in the
order of space and value · `holding` (account, value_id, family, kind, really_masked, from_at,
to_at), one line per account and common value · `shown` (account, space, value), phones and places,
common or not · `breadth` (account, space, breadth) · `showing` (space, accounts, usual: values an
account shows that shows any).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.evidence import NATURE, Space
from casework.lake import ints

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import StringValue, Table, Value

    from casework.flow.linking.traces.readings import Readings
    from casework.lake import Engine

_ADDRESSES = (Space.ADDRESS, Space.ADDRESS_MASKED)
_ASKED_FOR = (Space.PHONE, *_ADDRESSES)
"""Seizures are matched by phone and by place with what accounts show, common or not."""
_PROVINCE_AND_CITY = "^[^/]*(/[^/]*)?"


def keep_holdings(engine: Engine, readings: Readings) -> None:
    """Keep the tables named above; space by space, so that one at a time is held whole."""
    parts: dict[str, list[Table]] = {"common_value": [], "holding": [], "breadth": [], "shown": []}
    showing: list[int] = []
    usual: list[float] = []
    first = 0
    for space in Space:
        number = int(space)
        read = engine.keep("read_now", readings.of(space))
        common = engine.keep(f"common_{number}", _common(read, space, first))
        parts["common_value"].append(common)
        parts["holding"].append(engine.keep(f"holding_{number}", _holding(read, common)))
        if NATURE[space].many:
            parts["breadth"].append(engine.keep(f"breadth_{number}", _breadth(read, space)))
        if space in _ASKED_FOR:
            shown = read.select("account", space=_number(space), value="read_as")
            parts["shown"].append(engine.keep(f"shown_{number}", shown))
        many = engine.rows(read.agg(accounts=read.account.nunique(), shown=read.count()))
        showing.append(int(ints(many, "accounts")[0]))
        usual.append(int(ints(many, "shown")[0]) / max(showing[-1], 1))
        first += engine.one(common.count())
    _join_parts(engine, parts)
    engine.give("showing", _by_space(showing, usual))
    engine.drop("read_now")


def _join_parts(engine: Engine, parts: dict[str, list[Table]]) -> None:
    import ibis

    for name, found in parts.items():
        whole = ibis.union(*found)
        if name == "common_value":
            order = [whole.space, whole.region]
            whole = whole.mutate(aspect=ibis.dense_rank().over(order_by=order).cast("int32"))
        engine.keep(name, whole)
        engine.drop(*(part.get_name() for part in found))


def _by_space(showing: list[int], usual: list[float]) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {
            "space": np.array(list(Space)),
            "accounts": np.array(showing),
            "usual": np.array(usual, np.float64),
        }
    )


def _common(read: Table, space: Space, first: int) -> Table:
    """Return the values of a space that several accounts show, numbered from `first` on."""
    import ibis

    each = read.group_by("read_as").agg(accounts=read.count(), family=read.family.max())
    several = each.filter(each.accounts > 1)
    number = ibis.row_number().over(order_by=several.read_as) + first
    return several.select(
        value_id=number.cast("int32"),
        space=_number(space),
        value=several.read_as,
        accounts=several.accounts,
        family=several.family,
        region=_region(several.read_as, space),
    )


def _number(space: Space) -> Value:
    import ibis

    return ibis.literal(int(space), "int8")


def _region(value: StringValue, space: Space) -> StringValue:
    """Return where a value lies, for values that lie somewhere: far apart they are two facts."""
    import ibis

    if space is Space.PICKUP:
        return _half_degree(value, 0) + "," + _half_degree(value, 1)
    if space in _ADDRESSES:
        return value.re_extract(_PROVINCE_AND_CITY, 0)
    return ibis.literal("")


def _half_degree(value: StringValue, part: int) -> StringValue:
    return (value.split(",")[part].cast("float64") * 2).round().cast("int64").cast("string")


def _holding(read: Table, common: Table) -> Table:
    held = read.join(common.select("value_id", read_as=common.value), "read_as")
    return held.select("account", "value_id", "family", "kind", "really_masked", "from_at", "to_at")


def _breadth(read: Table, space: Space) -> Table:
    """Return how many values an account shows against the average account that shows any.

    Who shows many values meets others by chance more often; the weight is lowered by that.
    """
    import ibis

    each = read.group_by("account").agg(k=read.count())
    return each.select(
        "account",
        space=_number(space),
        breadth=each.k / each.k.mean().over(ibis.window()),
    )

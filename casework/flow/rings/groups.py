"""The groups of accounts that stand, numbered in the lake for everything that is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.analysis.standing import standing
from casework.flow.linking.traces import Suggestion, traces_within

if TYPE_CHECKING:
    import duckdb

Group: TypeAlias = tuple[list[int], Traces]
"""Accounts in their order, and what they share, numbered in that order."""


def standing_groups(
    lake: duckdb.DuckDBPyConnection, suggestion: Suggestion, parameters: Parameters
) -> list[Group]:
    """Return the groups that stand once thin joints are cut and weak members are left out."""
    order = np.argsort(suggestion.group, kind="stable")
    starts = np.flatnonzero(np.diff(suggestion.group[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    whole = [
        order[start : start + size].tolist()
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
        if size >= parameters.smallest
    ]
    traces = traces_within(lake, whole, suggestion.prior, parameters)
    parts = standing(traces, parameters)
    return sorted(
        (
            part_of((group, shared), part)
            for group, shared, found in zip(whole, traces, parts, strict=True)
            for part in found
        ),
        key=lambda group: group[0],
    )


def part_of(group: Group, places: Sequence[int]) -> Group:
    """Return the members at the places given, in that order, as a group of their own."""
    accounts, traces = group
    if len(places) == len(accounts):
        return group
    return [accounts[place] for place in places], traces.among(places)


def number_groups(lake: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[int]]) -> None:
    """Leave in the lake the table `grouped` (account, ring): which group each account is in."""
    import pyarrow as pa

    accounts = np.array([account for group in groups for account in group], dtype=np.int64)
    rings = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    lake.register("grouped_now", pa.table({"account": accounts, "ring": rings.astype(np.int64)}))
    lake.execute("CREATE OR REPLACE TEMP TABLE grouped AS SELECT * FROM grouped_now")
    lake.unregister("grouped_now")

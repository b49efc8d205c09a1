"""The evidence of a group, packed and read again."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.components import components
from casework.analysis.dossier import Dossier, SharedValue, compile_dossier, from_bytes, to_bytes
from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.analysis.ties import weighed_ties
from tests.analysis.dossiers import dossier, groups, key
from tests.analysis.traces import chain, circle, traces


def _same(one: Dossier, other: Dossier) -> bool:
    arrays = ("left", "right", "value", "family", "space", "aspect", "weight")
    return (
        all(np.array_equal(getattr(one.traces, a), getattr(other.traces, a)) for a in arrays)
        and one.traces.judged == other.traces.judged
        and (one.traces.accounts, one.traces.prior) == (other.traces.accounts, other.traces.prior)
        and (one.names, one.values) == (other.names, other.values)
        and list(one.shown) == list(other.shown)
        and one.left_out == other.left_out
    )


@given(groups())
def test_what_is_packed_is_read_again(group: Traces) -> None:
    made = dossier(group)

    assert _same(from_bytes(to_bytes(made)), made)
    assert to_bytes(from_bytes(to_bytes(made))) == to_bytes(made)


def test_what_an_account_shows_is_read_alone() -> None:
    # Given a dossier that was packed
    made = dossier(traces(3, chain(3)))
    read = from_bytes(to_bytes(made)).shown

    # Then each account's line gives what it shows, one or several at a time
    assert (len(read), read[1], list(read[:2])) == (3, made.shown[1], list(made.shown[:2]))


@given(groups(), st.randoms(use_true_random=False))
def test_the_same_group_gives_the_same_bytes_in_whatever_order(
    group: Traces, chance: np.random.RandomState
) -> None:
    # Given the same traces in another order
    order = list(range(len(group.left)))
    chance.shuffle(order)
    again = group.where(np.array(order, dtype=np.int64))

    # Then the bytes are the same
    assert to_bytes(dossier(again)) == to_bytes(dossier(group))


def test_values_go_by_what_they_are_not_by_their_number() -> None:
    # Given two groups that differ only in how their values were numbered
    shared = traces(2, [(0, 1, 4, Space.PHONE, 5.0), (0, 1, 9, Space.DEVICE, 6.0)])
    values = {4: SharedValue(Space.PHONE, "p", 2, 2, 9), 9: SharedValue(Space.DEVICE, "d", 2, 2, 9)}
    other = replace(shared, value=np.array([70, 30]), aspect=np.array([8, 2]))
    renamed = {70: values[4], 30: values[9]}

    # Then their dossiers are the same
    one = compile_dossier([key(0), key(1)], shared, values, [{}, {}])
    two = compile_dossier([key(0), key(1)], other, renamed, [{}, {}])
    assert to_bytes(one) == to_bytes(two)


@given(groups(), st.integers(6, 12))
def test_of_a_large_group_the_strongest_is_kept_and_nobody_is_cut_off(
    group: Traces, most: int
) -> None:
    # When only so many traces are kept
    whole, cut = dossier(group), dossier(group, most)

    # Then no more are, what is missing is counted, and whoever was linked still is
    assert len(cut.traces.left) <= most
    assert cut.left_out == len(whole.traces.left) - len(cut.traces.left)
    assert _linked(cut.traces) == _linked(whole.traces)


def _linked(shared: Traces) -> list[int]:
    linked: list[int] = components(shared.left, shared.right, shared.accounts).tolist()
    return linked


def test_every_pair_keeps_its_strongest_trace_while_there_is_room() -> None:
    # Given six accounts that all share a device and a payee, and room for one trace a pair
    group = traces(6, circle(list(range(6)), 0) + chain(6))

    # When the dossier is bounded
    kept = dossier(group, most=20).traces

    # Then every pair is still there
    assert len(weighed_ties(kept, Parameters()).left) == len(kept.left) == 15


def test_another_version_is_not_guessed_at() -> None:
    text = zlib.decompress(to_bytes(dossier(traces(2, chain(2)))))
    packed = json.loads(text.partition(b"\n")[0])
    later = zlib.compress(json.dumps(packed | {"version": 2}).encode())

    with pytest.raises(ValueError, match="a dossier of version 2; 1 is read here"):
        from_bytes(later)

"""How surely a ring is found again."""

from __future__ import annotations

import numpy as np
import pytest

from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces, regroup
from casework.analysis.parameters import Parameters
from casework.analysis.stability import perturbed, stability
from tests.analysis.traces import chain, circle, traces

P = Parameters()
NAMES = [("taobao", f"s{i}") for i in range(6)]


def test_a_dense_ring_is_stable() -> None:
    assert stability(traces(6, circle(list(range(6)), 0)), NAMES, P) == 1.0


def test_a_ring_on_one_value_falls_with_it() -> None:
    # Given six accounts that share one device and nothing else
    one = [(a, b, 1, Space.DEVICE, 12.0) for a in range(6) for b in range(a + 1, 6)]

    # When copies lose 15 % of what is known
    found = stability(traces(6, one), NAMES, P)

    # Then about that many copies have lost the ring
    assert 0.7 <= found < 1.0


def test_the_seed_is_the_names_whatever_their_order() -> None:
    # Given a ring on few values
    shared = [(i, i + 1, i, Space.DEVICE, 12.0) for i in range(5)]

    # When it is measured with its names in another order
    first = stability(traces(6, shared), NAMES, P)
    again = stability(traces(6, shared), NAMES[::-1], P)

    # Then the figure is the same
    assert first == again


_HANGING = [*circle([0, 1, 2], 0), (2, 3, 900, Space.IMAGE, 8.0), (1, 3, 901, Space.PICKUP, 8.0)]


@pytest.mark.parametrize(
    "ring",
    [
        traces(6, chain(6)),
        traces(6, chain(6), {(0, 5): True, (1, 2): False}),
        traces(6, [*_HANGING, (3, 4, 902, Space.PHONE, 11.0), (4, 5, 903, Space.DEVICE, 12.0)]),
        traces(4, _HANGING, {(0, 3): False}),
    ],
)
def test_what_is_told_at_a_glance_is_what_every_copy_tells_by_itself(ring: Traces) -> None:
    # Given a ring, chained, judged or with one who hangs on by weak traces
    names = NAMES[: ring.accounts]
    values, of_value = np.unique(ring.value, return_inverse=True)

    # When every copy is grouped by itself
    cores = [
        int(np.bincount(regroup(ring.where(left[of_value]), P)).max())
        for left in perturbed(len(values), names, P)
    ]

    # Then as many have found the ring again
    again = [core >= P.core_overlap * ring.accounts for core in cores]
    assert stability(ring, names, P) == sum(again) / len(again)


def test_copies_lose_the_stated_share_of_the_values() -> None:
    left = perturbed(1_000, NAMES, P)
    assert left.shape == (P.copies, 1_000)
    assert abs((1.0 - left.mean()) - P.ties_removed) < 0.005


def test_what_shares_nothing_is_not_found() -> None:
    assert stability(traces(3, []), NAMES[:3], P) == 0.0

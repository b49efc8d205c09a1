"""How surely a ring is found again."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.analysis.parameters import Parameters
from casework.analysis.stability import stability
from tests.analysis.traces import circle, traces

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

"""Traces of a few accounts, written down pair by pair."""

from __future__ import annotations

import numpy as np

from casework.analysis.evidence import FAMILY, Family, Space
from casework.analysis.grouping import Traces

PRIOR = -8.5  # about one operator's accounts in five thousand

_FAMILY = {
    Space.PHONE: Family.CONTACT,
    Space.DEVICE: Family.DEVICE,
    Space.PAYMENT: Family.PAYMENT,
    Space.IMAGE: Family.GOODS,
    Space.PICKUP: Family.SHIPPING,
}
assert set(_FAMILY.values()) <= set(FAMILY.values())


def traces(
    accounts: int,
    shared: list[tuple[int, int, int, Space, float]],
    judged: dict[tuple[int, int], bool] | None = None,
) -> Traces:
    """Return the traces of `(left, right, value, space, weight)`; each space one aspect."""
    left, right, value = (np.array([row[i] for row in shared], dtype=np.int64) for i in range(3))
    space = np.array([int(row[3]) for row in shared], dtype=np.int64)
    family = np.array([int(_FAMILY[row[3]]) for row in shared], dtype=np.int64)
    weight = np.array([row[4] for row in shared], dtype=np.float64)
    return Traces(accounts, PRIOR, left, right, value, family, space, space, weight, judged or {})


def chain(accounts: int) -> list[tuple[int, int, int, Space, float]]:
    """Return a chain: each account shares one device with the next."""
    return [(i, i + 1, 100 + i, Space.DEVICE, 12.0) for i in range(accounts - 1)]


def circle(accounts: list[int], first: int) -> list[tuple[int, int, int, Space, float]]:
    """Return a dense group: every two share a device of their own and a payee."""
    pairs = [(a, b) for i, a in enumerate(accounts) for b in accounts[i + 1 :]]
    return [
        row
        for place, (a, b) in enumerate(pairs)
        for row in (
            (a, b, first + 2 * place, Space.DEVICE, 12.0),
            (a, b, first + 2 * place + 1, Space.PAYMENT, 12.0),
        )
    ]

"""Dense blocks: the densest first, each account in one."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.rings.dense_blocks import LEAST_DENSITY, Edges, blocks


def _edges(shown: set[tuple[int, int]], accounts: int) -> Edges:
    pairs = sorted(shown)
    account, value = (np.array([pair[i] for pair in pairs], dtype=np.int64) for i in (0, 1))
    return Edges.of(account, value, accounts)


def test_two_blocks_are_found_and_the_denser_comes_first() -> None:
    # Given four accounts that share four values, three that share one, and a pair
    four = {(account, value) for account in range(4) for value in range(4)}
    three = {(account, 4) for account in (4, 5, 6)}
    pair = {(7, 5), (8, 5)}

    # When blocks are looked for
    found = blocks(_edges(four | three | pair, 9), LEAST_DENSITY)

    # Then the four come first, then the three; two with one value are too little
    assert found == [[0, 1, 2, 3], [4, 5, 6]]


@settings(deadline=None, max_examples=60)
@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=1))
def test_the_first_block_is_at_least_half_as_dense_as_any(shown: set[tuple[int, int]]) -> None:
    # Given any few accounts and values, every two-sided choice of which can be tried
    edges = _edges(shown, 6)
    ends = list(zip(edges.left.tolist(), edges.right.tolist(), strict=True))
    nodes = sorted({node for pair in ends for node in pair})
    densest = max(
        sum(w for pair, w in zip(ends, edges.weight.tolist(), strict=True) if set(pair) <= chosen)
        / len(chosen)
        for size in range(1, len(nodes) + 1)
        for chosen in map(set, combinations(nodes, size))
    )

    # Then greedy peeling finds a block when asked for half of that (Charikar 2000)
    assert blocks(edges, densest / 2)


def test_no_account_is_in_two_blocks() -> None:
    # Given two dense blocks that share an account
    one = {(account, value) for account in range(4) for value in range(5)}
    other = {(account, value) for account in range(3, 7) for value in range(5, 9)}

    # When blocks are looked for
    found = blocks(_edges(one | other, 7), LEAST_DENSITY)

    # Then each account is in one of them
    members = [account for block in found for account in block]
    assert sorted(members) == sorted(set(members))

"""The few accounts without which a ring would break: who joins its parts, who takes its money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from casework.analysis.components import components
from casework.analysis.evidence import Floats
from casework.analysis.grouping import Traces, threshold
from casework.analysis.parameters import Parameters
from casework.analysis.ties import Ties, strongest_forest, weighed_ties

if TYPE_CHECKING:
    import networkx as nx

_MOST = 3  # who would name half a ring has named nobody
_BROKEN = 0.2
"""An account breaks a ring when, without it, this share of the others no longer hang together with
the largest part: a single account at the end of a chain is lost, not the ring."""
_BETWEEN = 0.25
"""An account carries a ring when the surest ways between this share of the others go through it."""
_WAYS = 6  # accounts: of fewer, one pair is a large share of all
_DENSE = 0.75
"""Where this share of all pairs is tied directly, nobody carries the ways of the others."""
_LOOKED_AT = 750_000  # ties and accounts met on all ways together: a second or two
_FEWEST = 40  # accounts from which ways are counted, seeded, where not from all
_MONEY = 0.25
"""A collector is named when this share of the ring's payments goes to its account for others."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Money that buyers of other accounts paid to one account's payment account."""

    amount: Decimal
    currency: str
    accounts: int
    """Other accounts whose buyers paid."""
    share: float
    """Of all known payments of the ring in that currency."""


def keystones(
    traces: Traces, collected: Mapping[int, Collected], parameters: Parameters
) -> dict[int, list[str]]:
    """Return the accounts that hold the ring together, three at most, with why in sentences.

    Judged on the pairs that tie, and the strongest of the weaker ones where the ring hangs by
    them. Who takes most of the others' money is named for it, whatever else ties the ring.
    """
    says: dict[int, list[str]] = {}
    for account, sentence in [
        *_collector(collected),
        *_breaking(_held_by(traces, parameters), parameters),
    ]:
        if account in says or len(says) < _MOST:
            says.setdefault(account, []).append(sentence)
    return says


def _collector(collected: Mapping[int, Collected]) -> list[tuple[int, str]]:
    """Return the account through which most money goes, when it is much."""
    if not collected:
        return []
    account, most = min(collected.items(), key=lambda one: (-one[1].share, one[0]))
    if most.share < _MONEY:
        return []
    whose = "one other account" if most.accounts == 1 else f"{most.accounts} other accounts"
    money = f"{most.amount:,.2f} {most.currency}".strip()
    known = f"in {most.currency}" if most.currency else "of no known currency"
    return [
        (
            account,
            f"Buyers of {whose} paid {money} to its payment account, "
            f"{100 * most.share:.0f} % of the ring's known payments {known}.",
        )
    ]


def _held_by(traces: Traces, parameters: Parameters) -> Ties:
    """Return the ties that hold the ring: those that tie alone, and what joins the rest to them."""
    ties = weighed_ties(traces, parameters)
    alone = ties.log_odds >= threshold(parameters)
    forest = strongest_forest(ties)
    ends = ties.left * traces.accounts + ties.right
    needed = np.isin(ends, forest.left * traces.accounts + forest.right)
    kept = alone | needed
    return Ties(ties.accounts, ties.left[kept], ties.right[kept], ties.log_odds[kept])


def _breaking(ties: Ties, parameters: Parameters) -> list[tuple[int, str]]:
    """Return whom the ring breaks without, the gravest first, then who carries its ways."""
    if ties.accounts < parameters.smallest:
        return []
    graph = _graph(ties)
    carried = _carried(ties, graph, parameters.seed)
    found = []
    for account in _joints(graph):
        parts = _parts_without(ties, account)
        broken = 1.0 - parts[0] / max(sum(parts), 1)
        if broken >= _BROKEN:
            found.append((-broken, -carried[account], account, _falls(parts)))
    named = {account for _, _, account, _ in found}
    for account in np.flatnonzero(carried >= _BETWEEN).tolist():
        if account not in named and ties.accounts >= _WAYS:
            share = f"{100 * carried[account]:.0f} % of the surest ways between two others"
            found.append((0.0, -carried[account], account, f"About {share} go through it."))
    return [(account, sentence) for _, _, account, sentence in sorted(found)]


def _graph(ties: Ties) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(ties.accounts))
    # A way is as sure as the product of its ties: as long as the sum of minus their logarithms.
    length = np.logaddexp(0.0, -ties.log_odds) + 0.01
    graph.add_weighted_edges_from(
        zip(ties.left.tolist(), ties.right.tolist(), length.tolist(), strict=True),
        weight="length",
    )
    return graph


def _joints(graph: nx.Graph[int]) -> list[int]:
    import networkx as nx

    return sorted(nx.articulation_points(graph))


def _carried(ties: Ties, graph: nx.Graph[int], seed: int) -> Floats:
    """Return for each account the share of surest ways between two others that go through it."""
    import networkx as nx

    if 2 * len(ties.left) >= _DENSE * ties.accounts * (ties.accounts - 1):
        return np.zeros(ties.accounts)
    most = max(_FEWEST, _LOOKED_AT // (ties.accounts + len(ties.left)))
    sampled = None if ties.accounts <= most else most
    between = nx.betweenness_centrality(graph, k=sampled, weight="length", seed=seed)
    return np.array([between[account] for account in range(ties.accounts)], dtype=np.float64)


def _parts_without(ties: Ties, account: int) -> list[int]:
    """Return the sizes of the parts that are left without an account, largest first."""
    kept = (ties.left != account) & (ties.right != account)
    label = components(ties.left[kept], ties.right[kept], ties.accounts)
    sizes = np.bincount(np.delete(label, account), minlength=ties.accounts)
    return sorted((size for size in sizes.tolist() if size), reverse=True)


def _falls(parts: list[int]) -> str:
    """Return what a ring falls into, largest part first.

    >>> _falls([9, 4])
    'Without it the ring falls into parts of 9 and 4.'
    >>> _falls([5, 1, 1])
    'Without it the ring falls into a part of 5 and 2 single accounts.'
    """
    large = [str(size) for size in parts if size > 1]
    single = sum(size == 1 for size in parts)
    words = []
    if large:
        listed = large[0] if len(large) == 1 else f"{', '.join(large[:-1])} and {large[-1]}"
        words.append(f"{'a part' if len(large) == 1 else 'parts'} of {listed}")
    if single:
        words.append("one single account" if single == 1 else f"{single} single accounts")
    return f"Without it the ring falls into {' and '.join(words)}."

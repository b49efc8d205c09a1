"""What ties the accounts of one group, pair by pair: only pairs that share something are kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casework.analysis.evidence import Floats, Ints
from casework.analysis.grouping import Traces, weighed
from casework.analysis.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Ties:
    """Every pair that shares something or was judged, the lesser account left, in order."""

    accounts: int
    left: Ints
    right: Ints
    log_odds: Floats
    """Posterior log-odds of one operator; minus infinity where an officer refused the pair."""

    def over(self, least: float) -> Ties:
        """Return the ties of at least these log-odds."""
        kept = self.log_odds >= least
        return Ties(self.accounts, self.left[kept], self.right[kept], self.log_odds[kept])


def weighed_ties(traces: Traces, parameters: Parameters) -> Ties:
    """Return the ties of a group, weighed as discovery weighs them."""
    return Ties(traces.accounts, *weighed(traces, parameters))


def strongest_forest(ties: Ties) -> Ties:
    """Return the ties that hold every part together at its strongest: as few as can.

    A spanning forest in which the weakest tie between any two accounts is as strong as it can be.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    known = np.flatnonzero(np.isfinite(ties.log_odds))
    order = known[np.argsort(-ties.log_odds[known], kind="stable")]
    rank = np.arange(1, len(order) + 1, dtype=np.int64)
    shape = (ties.accounts, ties.accounts)
    graph = coo_array((rank, (ties.left[order], ties.right[order])), shape=shape)
    kept = np.sort(order[minimum_spanning_tree(graph).data.astype(np.int64) - 1])
    return Ties(ties.accounts, ties.left[kept], ties.right[kept], ties.log_odds[kept])

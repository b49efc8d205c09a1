"""The picture of a ring: which accounts and ties are drawn, and where; always the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import pi, sqrt
from typing import Any, Protocol

from casework.analysis.values import Reason
from casework.flow.linking import AccountPair
from casework.model import LinkJudgement, Member
from casework.vocabulary import Judgement
from casework.web.addresses import account_in_address

NODES = 300
"""Accounts drawn at most: beyond it a picture is a tangle; the tables show everything."""
TIES = 1500
_ROUNDS = 150
_STRETCH = 70.0  # pixels between two neighbours, about the width of a label
_BROAD = 1.7  # pages are broader than high
_GOLDEN = pi * (3 - sqrt(5))


class Ends(Protocol):
    """Whatever names two accounts: a tie that is kept, or one that was asked about."""

    @property
    def left_platform(self) -> str: ...
    @property
    def left_account(self) -> str: ...
    @property
    def right_platform(self) -> str: ...
    @property
    def right_account(self) -> str: ...


class Drawn(Ends, Protocol):
    """A tie with what its line tells."""

    @property
    def id(self) -> int | str: ...
    @property
    def weight(self) -> float: ...
    @property
    def reasons(self) -> Sequence[Reason | dict[str, Any]]: ...


def draw(
    members: Sequence[Member],
    ties: Sequence[Drawn],
    judged: dict[AccountPair, LinkJudgement],
    most: int = NODES,
) -> dict[str, Any]:
    """Return nodes with positions and edges with kinds, of the first `most` members."""
    shown = members[:most]
    index = {(one.platform, one.account_id): place for place, one in enumerate(shown)}
    inner = [tie for tie in ties if _left(tie) in index and _right(tie) in index]
    pairs = [(index[_left(tie)], index[_right(tie)]) for tie in inner]
    spots = positions(len(shown), pairs)
    return {
        "nodes": [_node(one, spot) for one, spot in zip(shown, spots, strict=True)],
        "edges": [
            _edge(tie, shown[left], shown[right], judged.get(pair_of(tie)))
            for tie, (left, right) in zip(inner, pairs, strict=True)
        ],
        "accounts": len(members),
    }


def positions(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return a place for each node: ties pull, nodes push apart, nothing is left to chance.

    Fruchterman and Reingold (1991), "Graph drawing by force-directed placement", Software:
    Practice and Experience 21, started from a sunflower spiral instead of a random spread.
    """
    if not count:
        return []
    import numpy as np

    turn = np.arange(count)
    far = np.sqrt(turn + 0.5) * _STRETCH
    spot = np.stack([far * np.cos(turn * _GOLDEN), far * np.sin(turn * _GOLDEN)], axis=1)
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    for step in range(_ROUNDS):
        across, down = spot[:, 0], spot[:, 1]
        squared = np.subtract.outer(across, across) ** 2 + np.subtract.outer(down, down) ** 2
        push = _STRETCH**2 / np.maximum(squared, 1.0)
        # The sum over all others of (mine - theirs) * push, without a table of differences.
        move = spot * push.sum(axis=1)[:, None] - push @ spot
        along = spot[ends[:, 0]] - spot[ends[:, 1]]
        pull = along * (np.sqrt((along**2).sum(axis=1)) / _STRETCH)[:, None]
        np.add.at(move, ends[:, 0], -pull)
        np.add.at(move, ends[:, 1], pull)
        # A light pull to the middle keeps parts that nothing ties within one picture.
        move -= spot * 0.05
        size = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        heat = _STRETCH * (1 - step / _ROUNDS)
        spot += move * (np.minimum(size, heat) / size)[:, None]
    return [(round(float(x) * _BROAD, 1), round(float(y), 1)) for x, y in spot]


def pair_of(tie: Ends) -> AccountPair:
    """Return the two accounts of a tie in their one order."""
    return AccountPair.of(_left(tie), _right(tie))


def judged_pairs(judgements: Iterable[LinkJudgement]) -> dict[AccountPair, LinkJudgement]:
    """Return the judgement that counts for each pair of accounts."""
    return {
        AccountPair(one.left_platform, one.left_account, one.right_platform, one.right_account): one
        for one in judgements
    }


def _left(tie: Ends) -> tuple[str, str]:
    return tie.left_platform, tie.left_account


def _right(tie: Ends) -> tuple[str, str]:
    return tie.right_platform, tie.right_account


def _node(member: Member, spot: tuple[float, float]) -> dict[str, Any]:
    return {
        "id": f"a{member.position}",
        "platform": member.platform,
        "account": member.account_id,
        "address": account_in_address(member.platform, member.account_id),
        "role": member.role.value,
        "confidence": member.confidence,
        "x": spot[0],
        "y": spot[1],
    }


def _edge(
    tie: Drawn, left: Member, right: Member, judgement: LinkJudgement | None
) -> dict[str, Any]:
    return {
        "id": f"t{tie.id}",
        "source": f"a{left.position}",
        "target": f"a{right.position}",
        "weight": tie.weight,
        "kinds": sorted({_kind(reason) for reason in tie.reasons}),
        "judgement": (judgement.judgement if judgement else Judgement.PROPOSED).value,
    }


def _kind(reason: Reason | dict[str, Any]) -> str:
    return str(reason.kind if isinstance(reason, Reason) else reason["kind"])

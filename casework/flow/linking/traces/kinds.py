"""The numbers kinds of identifiers have in the tables, and what each can be compared with."""

from __future__ import annotations

from casework.analysis.evidence import FAMILY, MASKED, SPACE, Family, Space
from casework.vocabulary import IdentifierKind

_KINDS = list(IdentifierKind)

SENDER = len(_KINDS)
"""Number of the joined trace: what a label shows of the sender's phone and of the street."""


def kind_number(kind: IdentifierKind) -> int:
    """Return the number a kind has in the tables."""
    return _KINDS.index(kind)


def kind_of(number: int) -> IdentifierKind:
    """Return the kind that a number in the tables stands for."""
    return _KINDS[number]


def family_of(number: int) -> Family:
    """Return the family of a kind's number, the joined trace included."""
    return Family.SHIPPING if number == SENDER else FAMILY[kind_of(number)]


def natures() -> dict[str, list[int]]:
    """Return every kind with the space of its whole and of its masked values, as columns."""
    kinds = range(SENDER + 1)
    whole = [Space.SENDER_MASKED if kind == SENDER else SPACE[kind_of(kind)] for kind in kinds]
    return {
        "kind": list(kinds),
        "whole": [int(space) for space in whole],
        "masked": [int(MASKED.get(space, space)) for space in whole],
        "family": [int(family_of(kind)) for kind in kinds],
    }

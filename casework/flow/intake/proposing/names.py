"""What the name of a column says: taken apart into words, and compared with what ours mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from casework.analysis.normalise import plain
from casework.flow.intake.proposing.words import (
    FOREIGN,
    LIGHT,
    NEUTRAL,
    PARTIES,
    PROPERTIES,
    lexicon,
)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN = re.compile(
    r"[\u3400-\u9fff]+|[a-z]+[0-9]*|[0-9]+|[\u0370-\u1fff\u3041-\u33ff\uac00-\ud7ff]+"
)
"""The last: words of scripts in which nothing is known, such as Cyrillic and kana."""
_REPEATED = re.compile(r"\s\(\d+\)$")
"""How a reader tells columns of one name apart."""
_HAN = "\u3400"
_MOST_WORDS = 3
_UNKNOWN = 0.5
_MOST_UNKNOWN = 1.5
_LONGEST = 120
_ELSE = 0.6
_TELLING = PROPERTIES | PARTIES - {"seller", "other"} | {"item", "device", "sample", "container"}
"""What a column of ours must be spoken of with too, where a header names it: a payer's account is
no shop's account, and the seller's code of an item is no code of the seller."""
_SECOND = 0.86


@dataclass(frozen=True, slots=True)
class Said:
    """What a header says: meanings in its order, and how many of its words nobody knows."""

    meanings: frozenset[str]
    unknown: float = 0.0

    @property
    def party(self) -> str:
        """Whose column it is, "" where the name does not say."""
        return next((one for one in sorted(self.meanings & PARTIES)), "")

    @property
    def silent(self) -> bool:
        """Whether the name says nothing of what the column holds: `F3`, `col_7`, `字段1`."""
        return not self.meanings - {"no"}


@lru_cache(maxsize=16_384)
def said(label: str) -> Said:
    """Return what the name of a column says.

    >>> sorted(said("ShipToPhone").meanings), sorted(said("收件人手机号").meanings)
    (['phone', 'receiver'], ['phone', 'receiver'])
    """
    meanings: list[str] = []
    unknown = 0.0
    tokens = _tokens(label)
    at = 0
    while at < len(tokens):
        found, length = _longest(tokens, at)
        if length:
            meanings += found
            at += length
            continue
        more, strange = _within(tokens[at])
        meanings += more
        unknown += strange
        at += 1
    return Said(frozenset(meanings), min(unknown, _MOST_UNKNOWN))


def likeness(header: Said, ours: tuple[Way, ...]) -> float:
    """Return how much of what a header says one of our columns means, 0 to 1.

    `ours` holds the ways in which our column may be spoken of. A header that speaks of another
    property than ours (a time, where ours is a number) says something else; so does one that names
    another party, or none of the words without which ours is not spoken of.
    """
    if header.silent and header.unknown:
        return 0.0  # the number of something that nobody here knows
    weight = _weight(header.meanings) + header.unknown * _UNKNOWN
    heads = _heads(ours)
    best = 0.0
    for way in ours:
        shared = _weight(header.meanings & way.meanings)
        if not shared:
            continue
        like = way.counts * 2 * shared / (weight + _weight(way.meanings))
        others = len((header.meanings & _TELLING) - way.meanings)
        if not any(one <= header.meanings for one in heads):
            others += 1
        if header.meanings & FOREIGN:
            others += 2
        best = max(best, like * _ELSE**others)
    return best


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a column of ours may be spoken of."""

    meanings: frozenset[str]
    counts: float = 1.0
    """Less than one where another column of the same table would be the better one."""


def ways(spoken: str) -> tuple[Way, ...]:
    """Return the ways a column may be spoken of, from `order no | order || payment order no`.

    Those after `||` are second choices.
    """
    first, _, second = spoken.partition("||")
    return (
        *(Way(frozenset(way.split())) for way in first.split("|")),
        *(Way(frozenset(way.split()), _SECOND) for way in second.split("|") if way.strip()),
    )


@cache
def _heads(ours: tuple[Way, ...]) -> tuple[frozenset[str], ...]:
    """Return the shortest ways: `order carrier` is spoken of by a header that says carrier."""
    all_ = [way.meanings for way in ours]
    return tuple(one for one in all_ if not any(other < one for other in all_))


def _weight(meanings: Iterable[str]) -> float:
    return sum(LIGHT.get(one, 1.0) for one in meanings)


def _tokens(label: str) -> list[str]:
    bare = _CAMEL.sub(" ", _REPEATED.sub("", label[:_LONGEST]))
    return _TOKEN.findall(plain(bare))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    return lexicon()


def _longest(tokens: list[str], at: int) -> tuple[tuple[str, ...], int]:
    """Return what the longest run of known words from `at` on means, and how many words it is."""
    for length in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        for joined in ("_".join(run), "".join(run)):
            if joined in _known():
                return _known()[joined], length
        if length == 1 and (run[0] in NEUTRAL or run[0].isdigit()):
            return (), 1
    return (), 0


def _within(token: str) -> tuple[list[str], float]:
    """Return what a token of several words says, and how much of it nobody knows."""
    meanings: list[str] = []
    strange = 0
    at = 0
    chinese = token[0] >= _HAN
    while at < len(token):
        end = next((end for end in _ends(token, at, chinese) if _is_word(token[at:end])), 0)
        if end:
            meanings += _known().get(token[at:end], ())
            at = end
        else:
            strange += 1
            at += 1
    if not chinese and strange:
        return [], 1.0  # letters alone: a word is known whole, or not at all
    return meanings, strange / 2


def _ends(token: str, at: int, chinese: bool) -> Iterator[int]:
    shortest = 1 if chinese else 2
    yield from range(len(token), at + shortest - 1, -1)


def _is_word(piece: str) -> bool:
    return piece in _known() or piece in NEUTRAL

"""Labels in both languages."""

from __future__ import annotations

import re
import string
from enum import StrEnum

import pytest

from casework.flow.packs.labels import LABELS
from casework.vocabulary import (
    AccountRole,
    AgencyKind,
    Audience,
    CasePart,
    CaseStage,
    CustodyAction,
    DeliveryKind,
    Handling,
    IdentifierKind,
    Judgement,
    PlaceRole,
)

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CLOSED: list[tuple[str, type[StrEnum]]] = [
    ("role", AccountRole),
    ("place", PlaceRole),
    ("agency", AgencyKind),
    ("pack", Audience),
    ("part", CasePart),
    ("stage", CaseStage),
    ("custody", CustodyAction),
    ("kind", DeliveryKind),
    ("handling.code", Handling),
    ("identifier", IdentifierKind),
    ("innocent", IdentifierKind),
    ("judgement", Judgement),
]


def test_a_label_is_in_both_languages_and_holds_the_same_places() -> None:
    faults = [
        key
        for key, (english, chinese) in LABELS.items()
        if not english
        or CHINESE.search(english)
        or not CHINESE.search(chinese)
        or _places(english) != _places(chinese)
    ]
    assert faults == []


@pytest.mark.parametrize(("group", "words"), CLOSED, ids=[group for group, _ in CLOSED])
def test_every_word_of_a_closed_list_has_a_label(group: str, words: type[StrEnum]) -> None:
    assert [word for word in words if f"{group}.{word.value}" not in LABELS] == []


def _places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}

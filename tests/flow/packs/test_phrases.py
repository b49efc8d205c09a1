"""Sentences in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import casework.flow.packs
from casework.flow.packs.labels import LABELS
from casework.flow.packs.phrases import PHRASES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOURCES = Path(casework.flow.packs.__file__).parent


def test_a_text_has_the_same_paragraphs_in_both_languages() -> None:
    for key, (english, chinese) in PHRASES.items():
        assert len(english) == len(chinese) > 0, key
        for one, other in zip(english, chinese, strict=True):
            assert CHINESE.search(other), key
            assert not CHINESE.search(one), key
            assert _places(one) == _places(other), key


def test_every_text_and_label_that_is_asked_for_exists() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    labels = set(re.findall(r'\blabel\("([^"]+)"\)', code))
    texts = set(re.findall(r'\bprose\("([^"]+)"\)', code))
    assert labels - set(LABELS) - {key for key in labels if key.endswith((".", "_"))} == set()
    assert texts - set(PHRASES) == set()
    assert len(labels) > 60
    assert len(texts) > 20


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}

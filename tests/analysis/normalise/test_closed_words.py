"""A word of a closed list is understood in Chinese and English; a strange one is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import closed_words
from casework.vocabulary import CLOSED_WORDS, DeliveryKind

_STATUS = (DeliveryKind.ORDERS, "status")


@pytest.mark.parametrize(
    ("text", "which", "word"),
    [
        ("交易成功", _STATUS, "completed"),
        ("TRADE_CLOSED", _STATUS, "cancelled"),
        ("已退款", _STATUS, "refunded"),
        ("Canceled", _STATUS, "cancelled"),
        ("假冒", (DeliveryKind.TEST_BUYS, "verdict"), "counterfeit"),
        ("出口", (DeliveryKind.SHIPMENTS, "direction"), "export"),
        ("I", (DeliveryKind.SHIPMENTS, "direction"), "import"),
    ],
)
def test_words_of_other_systems_are_ours(
    text: str, which: tuple[DeliveryKind, str], word: str
) -> None:
    assert closed_words.clean(text, *which) == word


@pytest.mark.parametrize("which", CLOSED_WORDS)
def test_our_own_words_are_themselves(which: tuple[DeliveryKind, str]) -> None:
    assert {closed_words.clean(word, *which) for word in CLOSED_WORDS[which]} == CLOSED_WORDS[which]


def test_an_order_under_way_is_known_and_says_nothing() -> None:
    # Given an order that was shipped: neither completed nor cancelled; when read; then nothing
    assert closed_words.clean("卖家已发货", *_STATUS) is None
    assert closed_words.is_known("卖家已发货", *_STATUS)


@pytest.mark.parametrize(
    "text", ["partially_refunded", "PARTIALLY-REFUNDED", "Partial Refund", "部分退款", "部份退款"]
)
def test_an_order_refunded_in_part_proves_no_sale(text: str) -> None:
    # Given an order whose kept amount nobody wrote; when read; then it counts no money
    assert closed_words.clean(text, *_STATUS) == "refunded"


def test_a_strange_word_is_left_as_it_is() -> None:
    assert closed_words.clean(" Lost ", *_STATUS) == "lost"
    assert not closed_words.is_known("Lost", *_STATUS)
    assert not closed_words.is_known("", *_STATUS)


@given(st.text(), st.sampled_from(list(CLOSED_WORDS)))
def test_nothing_raises_and_twice_is_once(text: str, which: tuple[DeliveryKind, str]) -> None:
    # Given anything; when cleaned twice; then as once
    once = closed_words.clean(text, *which)
    if once in CLOSED_WORDS[which]:
        assert closed_words.clean(once, *which) == once

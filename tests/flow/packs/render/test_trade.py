"""Parcels and freight."""

from __future__ import annotations

from casework.flow.packs.render import trade
from casework.flow.packs.render.page import Sheet
from casework.vocabulary import Audience
from tests.flow.packs.conftest import for_audience
from tests.flow.packs.reading import texts
from tests.flow.packs.worlds import RingCase


def test_senders_are_grouped_as_they_are_written(sheet: Sheet) -> None:
    text = texts(trade.consignors(sheet))
    assert "张** 138******78 广东省广州市白云区兴隆路12号3栋402室 | 6 | 6" in text
    assert "2025-08-15 2025-08-24" in text


def test_offices_codes_and_containers_are_counted(sheet: Sheet) -> None:
    text = texts(trade.patterns(sheet))
    for said in ("5301 | 3", "851610 | 3", "MSCU1234566 | 3", "export | 3", "domestic | 9"):
        assert said in text


def test_customs_see_consignees_abroad_and_no_buyer_at_home(shown: RingCase) -> None:
    text = texts(trade.consignments(for_audience(shown, Audience.CUSTOMS)))
    assert "receiver-secret-0" in text
    assert "receiver-secret-1 " not in text
    assert text.count("a buyer; left out") == 9


def test_what_is_declared_stands_beside_what_was_paid(sheet: Sheet) -> None:
    text = texts(trade.declared(sheet))
    assert "20.00 CNY | 133.90 CNY" in text
    # The widest gap first.
    assert text.index("133.90") < text.index("129.90")


def test_a_list_that_is_cut_says_so(shown: RingCase) -> None:
    made = for_audience(shown, Audience.CUSTOMS)
    assert "3 of 9 are printed" in texts(trade._cut(made, 9, 3))
    assert trade._cut(made, 3, 3) == []

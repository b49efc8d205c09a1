"""Test buys, seizures, brands."""

from __future__ import annotations

from casework.flow.packs.render import goods
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from tests.flow.packs.conftest import sheet_of
from tests.flow.packs.reading import texts
from tests.flow.packs.worlds import RingCase


def test_every_test_buy_has_verdict_basis_and_source(sheet: Sheet) -> None:
    text = texts(goods.test_buys(sheet))
    for number in (1, 2, 3):
        assert f"TB-{number}" in text
    assert "Base stamp lacks the ring" in text
    assert "pending" in text
    assert "#00000" in text


def test_a_seizure_names_authority_goods_and_consignor(sheet: Sheet) -> None:
    text = texts(goods.seizures(sheet))
    for said in ("HK-77", "Shenzhen Customs", "240", "9,600.00 CNY", "138******78"):
        assert said in text


def test_brands_tell_how_a_fake_was_known(sheet: Sheet) -> None:
    text = texts(goods.brands(sheet))
    assert "Norvik | counterfeit: 2 pending: 1 seized: 1" in text
    assert "Batch mark: NV2207B" in text


def test_where_there_is_nothing_it_is_said(shown: RingCase, snapshot: Snapshot) -> None:
    bare = sheet_of(Snapshot.of({**snapshot.facts, "records": []}), shown.act.settings)
    for section in (goods.test_buys, goods.seizures, goods.brands):
        assert "None in this case." in texts(section(bare))

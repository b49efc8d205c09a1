"""A mapping is proposed from names and values; what too little speaks of is left open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from casework.flow.intake.proposing import proposal
from casework.flow.intake.proposing.names import said
from casework.flow.intake.proposing.words import lexicon
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind
from tests.flow.intake.exports import EXPORTS, MAKERS, UNSEEN, Export
from tests.flow.intake.strangers import STRANGERS

_RIGHT, _RIGHT_UNSEEN = 0.95, 0.9


def _share_right(exports: Sequence[Export]) -> float:
    """Return the share of all columns for which the proposal is the truth."""
    right = total = 0
    for export in exports:
        found = proposal(export.header, export.cells).columns
        right += sum(found[theirs].ours == ours for theirs, ours in export.truth.items())
        total += len(export.truth)
    return right / total


def _wrong_guesses(exports: Sequence[Export]) -> list[str]:
    return [
        f"{export.system}: {theirs} is {export.truth[theirs]}, not {one.ours}"
        for export in exports
        for theirs, one in proposal(export.header, export.cells).columns.items()
        if one.ours not in (None, export.truth[theirs])
    ]


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.system)
def test_every_key_is_proposed(export: Export) -> None:
    # Given an export of another system; when a mapping is proposed
    found = proposal(export.header, export.cells)
    # Then the kind is right, each key has its column or is known to be missing
    assert found.kind == export.kind
    keys = {theirs: ours for theirs, ours in export.truth.items() if ours in KEYS[export.kind]}
    assert {theirs: found.columns[theirs].ours for theirs in keys} == keys
    open_ = {*found.needs, *found.constants} & set(KEYS[export.kind])
    assert open_ == set(export.given)
    assert found.complete


def test_columns_are_proposed_right() -> None:
    # Given forty exports and more; when proposed; then nearly every column is right
    assert _share_right(EXPORTS) >= _RIGHT


def test_exports_nobody_has_seen_are_proposed_right() -> None:
    # Given exports written after the words were settled; when proposed; then most are right ...
    assert _share_right(UNSEEN) >= _RIGHT_UNSEEN
    # ... what is not right is left open, not guessed, and every kind is
    assert _wrong_guesses(UNSEEN) == []
    assert [proposal(one.header, one.cells).kind for one in UNSEEN] == [one.kind for one in UNSEEN]


def test_what_another_kind_is_named_by_leads_nobody_astray() -> None:
    # Given orders with waybills, payments with order numbers and the like; when proposed
    kinds = [proposal(one.header, one.cells).kind for one in STRANGERS]
    # Then every kind is right, nearly every column is, and nothing wrong is guessed
    assert kinds == [one.kind for one in STRANGERS]
    assert _share_right(STRANGERS) >= _RIGHT
    assert _wrong_guesses(STRANGERS) == []


_ANSWER = "order shop title price quantity amount nick moment status trade carrier zto"


@pytest.mark.parametrize(
    "header",
    [
        "订单号 店铺 商品标题 单价 数量 金额 买家 付款时间 状态 交易流水 快递公司 运单号",
        "订单号 店铺名称 标题 商品单价 件数 商品总价 买家昵称 支付时间 状态 支付流水 物流 面单号",
        "訂單號 店鋪 商品標題 單價 數量 金額 買家 付款時間 狀態 交易流水號 快遞公司 運單號",
        "order# store product price qty total customer paid_at status txn_no carrier tracking_no",
        "Ord-No Shop Prod-Title Unit-Prc Qty Ttl-Amt Cust Pmt-Dt Ord-Stat Pmt-Ref Carr Trk-No",
    ],
)
def test_orders_that_name_their_parcel_are_orders(header: str) -> None:
    # Given a marketplace's orders with courier and waybill, and no sender or receiver
    names, makers = header.split(), _ANSWER.split()
    cells = {
        theirs: [MAKERS[maker](row) for row in range(1, 30)]
        for theirs, maker in zip(names, makers, strict=True)
    }
    # When proposed; then as orders, with what was paid, how it was paid, and the parcel
    found = proposal(names, cells)
    assert found.kind is DeliveryKind.ORDERS
    assert [found.columns[theirs].ours for theirs in names] == [
        *("order_id", "account_id", None, "unit_price", "quantity", "amount", "buyer_ref"),
        *("ordered_on", "status", "payment_id", "carrier", "waybill_no"),
    ]


def test_a_total_is_no_unit_price() -> None:
    # Given a group-buying platform's one column of money, the same as the price for one piece
    cells = {
        "订单号": ["26030500001", "26030500002", "26030500003"],
        "商品总价(元)": ["19.90", "29.90", "9.90"],
        "商品数量(件)": ["1", "1", "1"],
    }
    # When proposed; then it is the amount, and no unit price is made of it
    mapping = proposal(list(cells), cells, DeliveryKind.ORDERS).mapping
    assert mapping["商品总价(元)"] == "amount"
    assert "unit_price" not in mapping.values()


def test_a_proposal_says_why() -> None:
    # Given telephones under a Chinese header; when proposed; then the reason can be read out
    cells = {
        "平台": ["taobao"] * 5,
        "店铺ID": [f"s{n}" for n in range(5)],
        "手机": [*(f"1381234567{n}" for n in range(4)), "无"],
    }
    one = proposal(list(cells), cells).columns["手机"]
    assert one.ours == "phone"
    assert one.why == "4 of 5 values are telephone numbers; the header says 手机"


def test_telephones_are_told_apart_by_what_stands_beside() -> None:
    # Given two columns called 电话, each after a name
    number = {"寄件人": "张伟", "电话": "13812345678", "收件人": "李芳", "电话 (2)": "13912345678"}
    cells = {"快递公司": ["顺丰"], "运单号": ["SF1234567890123"]} | {
        theirs: [cell] for theirs, cell in number.items()
    }
    # When proposed; then each belongs to the name it follows, and the reason says so
    found = proposal(list(cells), cells).columns
    assert found["电话"].ours == "sender_phone"
    assert found["电话 (2)"].ours == "receiver_phone"
    assert found["电话"].why.endswith("stands beside 寄件人")


def test_values_speak_where_names_are_silent() -> None:
    # Given columns named by nothing
    cells = {
        "platform": ["taobao"] * 3,
        "account_id": ["s1", "s2", "s3"],
        "F3": ["a@mail.example", "b@mail.example", "c@mail.example"],
        "F4": ["13812345671", "13812345672", "13812345673"],
        "F5": ["1", "2", "3"],
    }
    # When proposed; then what the values prove is proposed, less surely, and numbers stay open
    found = proposal(list(cells), cells).columns
    assert [found[name].ours for name in ("F3", "F4", "F5")] == ["email", "phone", None]
    assert found["F3"].confidence < 0.7


def test_a_name_that_its_values_contradict_is_not_believed() -> None:
    # Given a telephone column that holds dates; when proposed; then it is left open
    cells = {
        "平台": ["taobao", "jd"],
        "店铺ID": ["s1", "s2"],
        "电话": ["2026-03-05", "2026-03-06"],
    }
    assert proposal(list(cells), cells).columns["电话"].ours is None


def test_arithmetic_tells_prices_from_amounts() -> None:
    # Given two columns of money of one name, and a count
    cells = {
        "platform": ["jd"] * 6,
        "order_id": [f"o{n}" for n in range(6)],
        "price A": ["2.50", "3.00", "1.20", "7.00", "2.00", "9.90"],
        "qty": ["2", "3", "1", "4", "2", "3"],
        "price B": ["5.00", "9.00", "1.20", "28.00", "4.00", "29.70"],
    }
    # When proposed as orders; then the one that times the count gives the other is the unit price
    found = proposal(list(cells), cells, DeliveryKind.ORDERS).columns
    assert (found["price A"].ours, found["qty"].ours) == ("unit_price", "quantity")
    assert "unit price times quantity" in found["price A"].why


def test_what_a_platform_alone_names_so_is_taken_for_its_export() -> None:
    # Given Shopify's header, in which the order is called Name and the platform is not named
    export = next(one for one in EXPORTS if one.system == "Shopify orders")
    found = proposal(export.header, export.cells)
    # Then the platform is suggested, with the names that tell
    assert found.given["platform"].value == "shopify"
    assert "Lineitem" in found.given["platform"].why
    assert found.columns["Name"].ours == "order_id"


def test_a_carrier_is_suggested_by_its_waybills() -> None:
    # Given parcels whose waybills all have SF's form; when proposed; then sf is suggested
    cells = {"运单号": [f"SF100000000000{n}" for n in range(9)], "寄件人": ["张伟"] * 9}
    found = proposal(list(cells), cells).given["carrier"]
    assert (found.value, found.why) == ("sf", "9 of 9 waybills have the form of sf")


def test_no_carrier_is_suggested_by_digits_alone_or_by_several() -> None:
    # Given waybills of ZTO's form, which other carriers' numbers may have, and some of two carriers
    alone = [f"7863609806623{n}" for n in range(9)]
    mixed = [f"SF100000000000{n}" for n in range(5)] + [f"YT100000000000{n}" for n in range(5)]
    # When proposed; then no carrier is
    for numbers in (alone, mixed):
        cells = {"运单号": numbers, "寄件人": ["张伟"] * len(numbers)}
        assert "carrier" not in proposal(list(cells), cells).given


def test_a_kind_that_is_given_is_kept() -> None:
    # Given orders that somebody calls parcels; when proposed as parcels; then as parcels
    export = EXPORTS[0]
    found = proposal(export.header, export.cells, DeliveryKind.SHIPMENTS)
    assert found.kind == DeliveryKind.SHIPMENTS
    assert found.columns["物流单号"].ours == "waybill_no"


def test_each_of_ours_is_proposed_once() -> None:
    # Given every export; when proposed; then no column of ours is proposed for two of theirs
    for export in (*EXPORTS, *UNSEEN, *STRANGERS):
        ours = list(proposal(export.header, export.cells).mapping.values())
        assert len(ours) == len(set(ours)), export.system
        assert set(ours) <= set(COLUMNS[export.kind])


def test_hostile_headers_are_answered_at_once() -> None:
    # Given many columns with long names of nothing; when proposed; then nothing is proposed
    header = [f"{'([{' * 500}{number}" for number in range(2_000)]
    assert proposal(header, {}).mapping == {}
    assert proposal([], {}).mapping == {}


@pytest.mark.parametrize(
    ("label", "meanings"),
    [
        ("收件人手机", "receiver phone"),
        ("ShipToPhone", "receiver phone"),
        ("shoujianren_dianhua", "receiver phone"),
        ("收件人電話", "receiver phone"),
        ("Consignee Tel. No", "receiver phone"),
        ("订单创建时间", "order placed time"),
        ("F3", ""),
    ],
)
def test_one_meaning_in_every_writing(label: str, meanings: str) -> None:
    # Given the same said in Chinese, English and pinyin; when taken apart; then it is the same
    assert said(label).meanings == set(meanings.split())


def test_words_are_written_as_they_are_compared() -> None:
    # Given the lexicon; when each word is taken apart; then it means what the lexicon says
    strange = [word for word, means in lexicon().items() if said(word).meanings != set(means)]
    assert strange == []


def test_where_nobody_named_anything_values_speak() -> None:
    # Given parcels under no names at all
    rows = 20
    cells = {
        "column 1": [f"SF1000{n:09d}" for n in range(rows)],
        "column 2": [f"2026-03-{n + 1:02d} 10:00" for n in range(rows)],
        "column 3": [f"广东省广州市白云区兴隆路{n}号3栋402室" for n in range(rows)],
        "column 4": ["张伟"] * rows,
        "column 5": [f"{n}.50" for n in range(rows)],
    }
    # When proposed
    found = proposal(list(cells), cells, DeliveryKind.SHIPMENTS)
    # Then what can be told is, and the rest is left open
    assert found.mapping["column 1"] == "waybill_no"
    assert found.mapping["column 2"] == "shipped_on"
    assert found.mapping["column 3"] in ("sender_address", "receiver_address")
    assert {"column 4", "column 5"}.isdisjoint(found.mapping)
    assert found.given["carrier"].value == "sf"
    payments = proposal(list(cells), cells, DeliveryKind.PAYMENTS)
    assert (payments.mapping["column 2"], payments.mapping["column 5"]) == ("paid_on", "amount")


@pytest.mark.parametrize(
    ("said", "system"), [(["高德地图"] * 9, "GCJ-02"), (["高德", "百度"] * 5, None)]
)
def test_the_system_of_coordinates_is_suggested_by_a_column_that_says_it(
    said: list[str], system: str | None
) -> None:
    # Given points, and a column that names a system, or several
    places = {
        "运单号": [f"SF1000{n:09d}" for n in range(len(said))],
        "揽收纬度": [f"23.1{n:03d}" for n in range(len(said))],
        "揽收经度": [f"113.2{n:03d}" for n in range(len(said))],
        "坐标来源": said,
    }
    # When proposed; then it is suggested where it is one
    given = proposal(list(places), places, DeliveryKind.SHIPMENTS).given.get("coordinates")
    assert (given.value if given else None) == system


def test_a_column_of_that_number_names_no_platform() -> None:
    # Given so many columns that one is the 1,688th, and a header that names 1688; when proposed
    for name, platform in (("column_1688", None), ("column 1688", None), ("1688订单号", "1688")):
        header = ["订单编号", "实付金额", name]
        given = proposal(header, {one: ["x1", "x2"] for one in header}, DeliveryKind.ORDERS).given
        # Then only the second speaks of the platform
        assert (given["platform"].value if "platform" in given else None) == platform


@pytest.mark.parametrize("name", ["アカウントID", "Идентификатор ID", "アカウント No."])
def test_a_number_that_could_name_anything_names_no_kind(name: str) -> None:
    # Given a header in words nobody here knows, one of which ends in ID
    header = [name, "プラットフォーム", "電話番号X"]
    rows = [["s0001", "taobao", "x"], ["s0002", "jd", "y"], ["s0003", "jd", "z"]]
    cells = dict(zip(header, zip(*rows, strict=True), strict=True))
    # When proposed; then nothing is, rather than a kind
    found = proposal(header, cells)
    assert found.mapping.get(name) is None
    assert not found.complete
    # And what an officer says the rows are is thought about
    assert proposal(header, cells, DeliveryKind.ACCOUNTS).kind is DeliveryKind.ACCOUNTS

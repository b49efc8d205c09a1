"""A header tells the kind and the columns, in English, in Chinese, or by a saved mapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise.coordinate import System
from casework.errors import HeaderMissing, KindUncertain, KindUnknown
from casework.flow.intake.mapping import (
    COORDINATES,
    REJECT_COLUMNS,
    SavedMapping,
    as_delivered,
    followed,
    header_sha256,
    read_alike,
    recognise,
)
from casework.flow.intake.readers import Unnamed
from casework.vocabulary import COLUMNS, DeliveryKind


@pytest.mark.parametrize("kind", DeliveryKind)
def test_every_kind_is_told_by_its_own_header(kind: DeliveryKind) -> None:
    # Given the header of every column; when recognised; then
    found = recognise(list(COLUMNS[kind]), "t.csv")
    assert found.kind == kind
    assert found.columns == {column: column for column in COLUMNS[kind]}
    assert found.unknown == []


@given(st.data())
def test_order_and_strangers_do_not_matter(data: st.DataObject) -> None:
    # Given a header shuffled, with a column nobody knows
    kind = data.draw(st.sampled_from(list(DeliveryKind)))
    header = data.draw(st.permutations([*COLUMNS[kind], "favourites"]))
    # When recognised; then the kind is the same, and the stranger is kept
    found = recognise(header, "t.csv")
    assert (found.kind, found.unknown) == (kind, ["favourites"])


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["平台", "订单号", "店铺ID", "下单时间", "订单金额", "运单号", "快递公司"], "orders"),
        (["平台", "店铺ID", "店铺名称", "统一社会信用代码", "联系电话"], "accounts"),
        (["快递公司", "运单号", "寄件人", "寄件人电话", "寄件地址", "重量(kg)"], "shipments"),
        (["支付流水号", "支付时间", "收款账号", "金额"], "payments"),
        (["扣押编号", "查扣机关", "查扣时间", "品牌", "货物名称", "数量"], "seizures"),
        (["平台", "商品ID", "店铺ID", "商品标题", "价格"], "listings"),
        (["购样编号", "平台", "店铺ID", "鉴定结论"], "test_buys"),
        (["Platform", "Order ID", "Account-ID", "AMOUNT"], "orders"),
        (["平台", "訂單編號", "下單時間", "訂單金額"], "orders"),
        (["Marketplace", "Order No.", "Order Date", "Qty", "Courier", "Tracking Number"], "orders"),
    ],
)
def test_headers_as_systems_write_them(header: list[str], kind: str) -> None:
    # Given a header as exported by a partner's system; when recognised; then nothing is unknown
    found = recognise(header, "t.csv")
    assert found.kind == kind
    assert found.unknown == []


def test_one_word_means_what_the_kind_makes_of_it() -> None:
    # Given 寄件人电话, which parcels and seizures both know; when recognised; then each its own
    parcel = recognise(["快递公司", "运单号", "寄件人电话"], "t.csv")
    seizure = recognise(["扣押编号", "寄件人电话"], "t.csv")
    assert parcel.columns["sender_phone"] == "寄件人电话"
    assert seizure.columns["consignor_phone"] == "寄件人电话"


def test_the_exact_name_counts_before_a_synonym() -> None:
    # Given a header with 手机 and phone; when recognised; then phone is it, and 手机 is kept
    found = recognise(["platform", "account_id", "手机", "phone"], "t.csv")
    assert found.columns["phone"] == "phone"
    assert found.unknown == ["手机"]


def test_a_header_of_no_kind_names_the_nearest() -> None:
    # Given orders without what names them; when recognised; then the sentence says what is missing
    with pytest.raises(KindUnknown) as refusal:
        recognise(["platform", "buyer_ref", "payment_id_", "unit_price", "amount"], "t.csv")
    assert refusal.value.nearest == "orders"
    assert refusal.value.missing == ("order_id",)
    assert str(refusal.value).startswith("t.csv: the header (platform, buyer_ref")


def test_a_saved_mapping_counts_before_everything() -> None:
    # Given a header of which a mapping was saved
    header = ["P", "Nr", "amount"]
    columns = {"P": "platform", "Nr": "order_id", "amount": "unit_price"}
    saved = {header_sha256(header): SavedMapping("ERP", DeliveryKind.ORDERS, columns)}
    # When it is met again; then the mapping is followed, also where a name looks like ours
    found = recognise(header, "t.csv", saved)
    assert (found.kind, found.mapping) == (DeliveryKind.ORDERS, "ERP")
    assert found.columns == {"platform": "P", "order_id": "Nr", "unit_price": "amount"}


def test_a_saved_mapping_is_met_again_in_another_order() -> None:
    # Given a mapping of a header
    known = ["P", "Nr", "Sum", "Remark"]
    columns = {"P": "platform", "Nr": "order_id", "Sum": "amount"}
    saved = {header_sha256(known): SavedMapping("ERP", DeliveryKind.ORDERS, columns, header=known)}
    # When the system moves its columns, and adds or leaves out one that is not mapped
    for met in (["Sum", "Nr", "P", "Remark"], ["Nr", "P", "Sum", "Colour"], ["P", "Nr", "Sum"]):
        # Then it is recognised, and what it does not map is kept
        assert recognise(met, "t.csv", saved).mapping == "ERP"
    # When a mapped column is gone, or the header is another one that happens to have them all
    other = [*columns, *(f"c{number}" for number in range(9))]
    for met in (["P", "Nr", "Remark"], other):
        # Then nothing is taken for granted
        with pytest.raises(KindUnknown):
            recognise(met, "t.csv", saved)


def test_what_a_mapping_gives_is_not_missing() -> None:
    # Given a mapping that gives the platform; when met again; then the value is there for each row
    header = ["Nr", "Sum"]
    columns = {"Nr": "order_id", "Sum": "amount"}
    given = {"platform": "taobao"}
    saved = {header_sha256(header): SavedMapping("ERP", DeliveryKind.ORDERS, columns, given)}
    found = recognise(header, "t.csv", saved)
    assert found.constants == given
    assert "platform" not in found.missing


def test_a_mended_download_follows_the_mapping_of_its_file() -> None:
    # Given a mapping; when rejected rows come back mended, with what we put before them
    header = ["P", "Nr"]
    columns = {"P": "platform", "Nr": "order_id"}
    saved = {header_sha256(header): SavedMapping("ERP", DeliveryKind.ORDERS, columns)}
    assert recognise([*REJECT_COLUMNS[:4], *header], "t.csv", saved).mapping == "ERP"


def test_an_export_of_orders_is_not_taken_for_parcels() -> None:
    # Given orders that name carrier and waybill among much that our names do not know
    header = [
        "订单编号",
        "宝贝标题",
        "买家会员名",
        "买家留言",
        "收货人姓名",
        "收货地址",
        "联系手机",
    ]
    header += ["宝贝种类", "物流单号", "物流公司"]
    # When recognised; then nobody guesses, and the sentence says what to do
    with pytest.raises(KindUncertain, match="only 4 of its 10 columns are known"):
        recognise(header, "t.csv")


def test_columns_of_a_mended_download_are_no_strangers() -> None:
    # Given rejected rows, mended; when recognised; then what we added is not taken as data
    header = ["rejected row", "rejected column", "rejected value", "reason for rejection"]
    found = recognise([*header, "platform", "order_id"], "t.csv")
    assert (found.kind, found.unknown) == (DeliveryKind.ORDERS, [])


def test_a_name_without_end_is_compared_with_nothing() -> None:
    # Given a header cell of opening brackets, on which a pattern could ponder for hours
    header = ["platform", "account_id", "[" * 200_000]
    # When recognised; then at once
    assert recognise(header, "t.csv").unknown == header[2:]


_UNNAMED = Unnamed(["digits", "moment", "address"], "b1")


def _nameless(
    *columns: str, header: Unnamed = _UNNAMED, name: str = "m"
) -> dict[str, SavedMapping]:
    ours = {f"column {at}": one for at, one in enumerate(columns, start=1)}
    kept = SavedMapping(name, DeliveryKind.SHIPMENTS, ours, {"carrier": "zto"}, header)
    return {header_sha256(header): kept}


def test_a_table_without_a_header_is_unknown_until_a_mapping_for_it_is_saved() -> None:
    # Given such a table; when recognised without a mapping; then the sentence says what to type
    with pytest.raises(HeaderMissing, match=r"first row of its 3 columns .* \(casework map PATH\)"):
        recognise(_UNNAMED, "t.csv")
    # Then with one it is followed
    found = recognise(_UNNAMED, "t.csv", _nameless("waybill_no", "shipped_on"))
    assert (found.mapping, found.columns["shipped_on"]) == ("m", "column 2")
    assert found.unknown == ["column 3"]


@pytest.mark.parametrize(
    "other",
    [
        Unnamed(_UNNAMED.kinds, "b2"),  # as wide, the same kinds of values, another beginning
        Unnamed([*_UNNAMED.kinds, ""], "b1"),
        Unnamed(_UNNAMED.kinds),
    ],
)
def test_a_mapping_of_another_table_without_a_header_is_not_followed(other: Unnamed) -> None:
    # Given a mapping of one table; when another is met, however like it; then it is not read so
    with pytest.raises(HeaderMissing):
        recognise(other, "t.csv", _nameless("waybill_no", "shipped_on"))


def test_what_is_offered_is_of_tables_with_the_same_values() -> None:
    # Given mappings of four tables, one of other values and one of another kind
    alike = [Unnamed(_UNNAMED.kinds, begins) for begins in ("b2", "b3")]
    saved = {
        **_nameless("waybill_no", header=alike[0], name="old"),
        **_nameless("waybill_no", header=Unnamed(["digits", "", "address"], "b4"), name="other"),
        **_nameless("sender_phone", header=alike[1], name="new"),
        header_sha256(["a"]): SavedMapping("w", DeliveryKind.PAYMENTS, {}, {}, ["a"]),
    }
    # When asked for; then the newest comes first, and a kind that nobody said has none
    assert [one.name for one in read_alike(_UNNAMED, saved)] == ["new", "old"]
    assert read_alike(_UNNAMED, saved, DeliveryKind.ORDERS) == []


def test_names_that_were_written_are_not_taken_for_none() -> None:
    # Given a header that says column 1, and a mapping for tables without one
    header = list(_UNNAMED)
    # When recognised; then neither is taken for the other
    with pytest.raises(KindUnknown, match="the header"):
        recognise(header, "t.csv", _nameless("waybill_no", "shipped_on"))
    written = SavedMapping("w", DeliveryKind.PAYMENTS, {"column 1": "payment_id"}, {}, header)
    with pytest.raises(HeaderMissing):
        recognise(_UNNAMED, "t.csv", {header_sha256(header): written})


def test_rejected_rows_of_a_table_without_a_header_are_read_by_our_names_alone() -> None:
    # Given their download, and a mapping that somebody saved for columns called just so
    header = ["carrier", "waybill_no", "sender_name", "column 3"]
    columns = {"carrier": "carrier", "waybill_no": "waybill_no", "sender_name": "receiver_name"}
    kept = SavedMapping("other", DeliveryKind.SHIPMENTS, columns, {}, header)
    saved = {header_sha256(header): kept}
    # When recognised; then no mapping speaks
    found = recognise([*REJECT_COLUMNS, *header], "t.csv", saved)
    assert (found.mapping, found.columns["sender_name"]) == ("", "sender_name")
    assert found.unknown == ["column 3"]
    assert recognise(header, "t.csv", saved).mapping == "other"


def test_names_that_a_download_disarmed_are_as_they_were() -> None:
    # Given a mapping of names that a spreadsheet would run
    header = ["=nr", "platform", "+tel"]
    columns = {"=nr": "order_id", "platform": "platform"}
    kept = SavedMapping("ERP", DeliveryKind.ORDERS, columns, {}, header)
    # When rejected rows come back mended, their names disarmed
    back = [*REJECT_COLUMNS[:4], "'=nr", "platform", "'+tel"]
    found = recognise(back, "t.csv", {header_sha256(header): kept})
    # Then they are the names that were delivered
    assert found.columns == {"order_id": "=nr", "platform": "platform"}
    assert found.unknown == ["+tel"]
    assert as_delivered(["'=nr"]) == ["'=nr"]  # not a download of ours


@pytest.mark.parametrize(
    ("lat", "lon", "said", "system"),
    [
        ("pickup_lat", "pickup_lon", "", None),
        ("揽收纬度(高德)", "揽收经度", "", System.GCJ02),
        ("揽收纬度(百度)", "揽收经度(百度)", "", System.BD09),
        ("揽收纬度(百度)", "揽收经度(高德)", "", None),
        ("揽收纬度(百度)", "揽收经度(百度)", "WGS-84", System.WGS84),
        ("pickup_lat", "pickup_lon", "GCJ-02", System.GCJ02),
    ],
)
def test_the_system_of_coordinates_is_what_the_mapping_says_else_the_header(
    lat: str, lon: str, said: str, system: System | None
) -> None:
    # Given a table with points, and what an officer said; when recognised; then
    columns = {"carrier": "carrier", "waybill_no": "waybill_no"}
    columns |= {lat: "pickup_lat", lon: "pickup_lon"}
    constants = {COORDINATES: said} if said else {}
    kept = SavedMapping("m", DeliveryKind.SHIPMENTS, columns, constants, list(columns))
    assert followed(kept, list(columns)).system is system

"""Plain forms take what is written plainly, so that a normaliser is seldom asked."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from casework.analysis import normalise
from casework.analysis.normalise.plain_forms import PLAIN_FORMS
from casework.vocabulary import ColumnType


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (ColumnType.WORD, "taobao"),
        (ColumnType.WORD, "CNY"),
        (ColumnType.TEXT, "口红 正品"),
        (ColumnType.AMOUNT, "1299.00"),
        (ColumnType.MOMENT, "2026-03-06 06:56:52"),
        (ColumnType.MOMENT, "2026/03/06 08:15"),
        (ColumnType.MOMENT, "2026-03-06T06:58:53+08:00"),
        (ColumnType.MOMENT, "2026-03-26T08:00:00Z"),
        (ColumnType.MOMENT, "2024-01-31"),
        (ColumnType.COORDINATE, "25.47192"),
        (ColumnType.PHONE, "17727209953"),
        (ColumnType.PHONE, "+86 191 6633 8110"),
        (ColumnType.PHONE, "0086-130-2819-5911"),
        (ColumnType.ADDRESS, "廣東省廣州市荔灣區興隆路38號13棟***"),
        (ColumnType.ADDRESS, "Rm 1407, Bldg 10, No.80 Yingbin Rd, Zengcheng, Guangzhou"),
        (ColumnType.PHONE, "176******59"),
        (ColumnType.PHONE, "*******3303"),
        (ColumnType.EMAIL, "YUXIAOXUE56443@QQ.COM"),
        (ColumnType.PAYMENT, "alipay:chenxinna23799@qq.com"),
        (ColumnType.PAYMENT, "wechat:17727209953"),
        (ColumnType.PAYMENT, "bank:6230521811735480110"),
        (ColumnType.TRACKING, "78461497396010"),
        (ColumnType.TRACKING, "SF1407487766629"),
        (ColumnType.IMAGE, "a1bae59dc36fba62"),
    ],
)
def test_what_systems_export_is_plain(kind: ColumnType, written: str) -> None:
    # Given a cell as systems export it; when its kind's forms are tried
    cells = pa.array([written])
    fitting = [
        form
        for form in PLAIN_FORMS[kind]
        if pc.match_substring_regex(cells, form.pattern).to_pylist() == [True]
    ]
    # Then one of them takes it, and gives it a meaning
    assert fitting
    assert {form.meaning(cells, "Asia/Shanghai").null_count for form in fitting} == {0}


def test_costly_kinds_have_no_plain_form() -> None:
    # Given the kinds that take thought; when their forms are asked for; then there are none
    for kind in (ColumnType.NAME, ColumnType.COMPANY, ColumnType.DEVICES):
        assert kind not in PLAIN_FORMS
        assert normalise.understand(kind, "") is None

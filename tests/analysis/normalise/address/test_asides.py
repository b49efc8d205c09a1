from __future__ import annotations

import pytest

from casework.analysis.normalise.address import clean
from casework.analysis.normalise.address.asides import place_only
from casework.analysis.normalise.romanise import plain

DOOR = "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"


@pytest.mark.parametrize(
    "written",
    [
        "广东省广州市白云区兴隆路12号3栋402室 13812345678",
        "广东省广州市白云区兴隆路12号3栋402室138****5678",
        "广东省广州市白云区兴隆路12号3栋402室，电话：020-87654321",
        "广东省广州市白云区兴隆路12号3栋402室 +86 138 1234 5678",
        "广东省广州市白云区兴隆路12号3栋402室 510000",
        "510000 广东省广州市白云区兴隆路12号3栋402室",
        "收货地址：广东省广州市白云区兴隆路12号3栋402室",
        "广东省广州市白云区兴隆路12号3栋402室（放门口）",
        "广东省广州市白云区兴隆路12号3栋402室 请放快递柜",
        "广东省广州市白云区兴隆路12号3栋402室电联",
        "广东省广州市白云区 广东省广州市白云区兴隆路12号3栋402室",
        "兴隆皮具厂 广东省广州市白云区兴隆路12号3栋402室",
        "兴隆路12号3栋402室，广州市白云区",
        "Address: Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou",
        "c/o Norvik Trading Co., Ltd, Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou",
        "Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou, Tel: 13812345678",
        "Rm 402, Bldg 3, No.12 Xinglong Rd, Baiyun, Guangzhou (please call first)",
    ],
)
def test_what_is_written_around_a_place_changes_nothing(written: str) -> None:
    assert clean(written) == DOOR


@pytest.mark.parametrize(
    "written",
    ["兴隆路12号解放大厦", "电白区兴隆路12号", "兴隆路12-3-402", "请安路12号", "兴隆路1381号"],
)
def test_names_that_look_like_a_note_or_a_number_stay(written: str) -> None:
    assert place_only(plain(written)) == written

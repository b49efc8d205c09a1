from __future__ import annotations

import pytest

from casework.analysis.normalise.address.whole import LONGEST, read


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("广州市白云区兴隆路12号3栋402室", "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"),
        ("No.12 Xinglong Lu, Baiyun Qu, Guangzhou", "guangdong/guangzhou/baiyun/xinglonglu/12"),
        ("广州市白云区兴隆路12号3栋***", "guangdong/guangzhou/baiyun/xinglonglu/12/3/*"),
        ("不详", None),
        ("12", None),
    ],
)
def test_an_address_is_read_in_the_script_it_is_written_in(written: str, key: str | None) -> None:
    assert read(written) == key


def test_what_stands_too_far_behind_is_not_read() -> None:
    address = "广州市白云区兴隆路12号"
    assert read(address.ljust(LONGEST) + "3栋") == read(address)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import email


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (" Zhang.Wei@QQ.com ", "zhang.wei@qq.com"),
        ("ｓｈｏｐ＠163.com", "shop@163.com"),
        ("z***@qq.com", "z***@qq.com"),
        ("mailto:a@b.com.cn", "a@b.com.cn"),
        ("QQ：382910477", "382910477@qq.com"),
        ("qq号 382910477", "382910477@qq.com"),
        ("邮箱：shop@163.com", "shop@163.com"),
        ("Zhang Wei <zw@qq.com>", "zw@qq.com"),
        ("zw [at] qq [dot] com", "zw@qq.com"),
    ],
)
def test_addresses_are_lower_case(written: str, value: str) -> None:
    assert email.clean(written) == value


@pytest.mark.parametrize(
    "written",
    ["", "N/A", "shop", "a@b", "@qq.com", "test@x.com", "***@qq.com", "QQ 12345678", "382910477"],
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert email.clean(written) is None


@given(st.text(max_size=300) | st.emails())
def test_never_raises_and_is_stable(text: str) -> None:
    value = email.clean(text)
    assert value is None or email.clean(value) == value

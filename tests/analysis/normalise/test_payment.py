from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import payment


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Alipay: Zhang@QQ.com", "alipay:zhang@qq.com"),
        ("alipay:+86 138 1234 5678", "alipay:13812345678"),
        ("支付宝：13812345678", "alipay:13812345678"),
        ("wechat:wxid_9f3k2", "wechat:wxid_9f3k2"),
        ("bank:4111 1111 1111 1111", "bank:4111111111111111"),
        ("4111-1111-1111-1111", "bank:4111111111111111"),
        ("bank:6222********1234", "bank:6222********1234"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
        ("iban: de89370400440532013000", "DE89370400440532013000"),
        ("支付宝账号：138 1234 5678", "alipay:13812345678"),
        ("支付宝 13812345678", "alipay:13812345678"),
        ("alipay:2088 1234 5678 9012", "alipay:2088123456789012"),
        ("银行卡号：4111 1111 1111 1111", "bank:4111111111111111"),
        ("PayPal: Shop@QQ.com", "paypal:shop@qq.com"),
        (
            "USDT-TRC20: TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
            "crypto:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        ),
        (
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "crypto:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        ),
    ],
)
def test_accounts_have_one_value(written: str, value: str) -> None:
    assert payment.clean(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "bank:4111111111111112",  # Luhn
        "GB29NWBK60161331926818",  # ISO 7064 mod 97
        "bank:0000000000000000",
        "alipay:",
        "alipay:***",
        "alipay:13800138000",
        "crypto:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
        "GB29NWBK6016133192681",  # one sign short for Great Britain
        "N/A",
        "",
    ],
)
def test_a_wrong_check_digit_or_nothing_is_none(written: str) -> None:
    assert payment.clean(written) is None


@given(
    st.text(max_size=200),
    st.sampled_from(["", "alipay:", "bank:", "wechat:", "iban:", "crypto:", "支付宝 "]),
)
def test_never_raises_and_is_stable(text: str, kind: str) -> None:
    value = payment.clean(kind + text)
    assert value is None or payment.clean(value) == value

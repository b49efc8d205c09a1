from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import crypto


@pytest.mark.parametrize(
    "written",
    [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",  # the first block
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",  # BIP 173
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",  # BIP 350
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    ],
)
def test_an_address_with_its_checksum_is_kept(written: str) -> None:
    assert crypto.address(written) == written


@pytest.mark.parametrize(
    "written",
    [
        # EIP-55
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    ],
)
def test_addresses_whose_capitals_name_nothing_are_lower_case(written: str) -> None:
    assert crypto.address(written) == written.lower()


@pytest.mark.parametrize(
    "written",
    [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLx",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "bc1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",  # both sizes
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
        "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x" + "0" * 40,  # nobody's
        "1111111111111111111114oLvT2",
        "",
        "13812345678",
    ],
)
def test_a_wrong_checksum_or_nothing_is_none(written: str) -> None:
    assert crypto.address(written) is None


@given(st.text(max_size=90) | st.from_regex(r"\A(bc1|0x|T|1|3)[0-9A-Za-z]{20,60}\Z"))
def test_never_raises_and_is_stable(text: str) -> None:
    value = crypto.address(text)
    assert value is None or crypto.address(value) == value

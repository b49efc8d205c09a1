from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.normalise import image


@pytest.mark.parametrize(
    "written", ["8F0C3A5512EE90AB", "phash:8f0c3a5512ee90ab", "0x8F0C3A5512EE90AB "]
)
def test_one_hash_has_one_value(written: str) -> None:
    assert image.clean(written) == "8f0c3a5512ee90ab"


@pytest.mark.parametrize("written", ["", "0000000000000000", "ffffffffffffffff", "xyz", "12ab"])
def test_what_is_no_hash_is_none(written: str) -> None:
    assert image.clean(written) is None


@given(st.text(max_size=220))
def test_never_raises_and_is_stable(text: str) -> None:
    value = image.clean(text)
    assert value is None or image.clean(value) == value

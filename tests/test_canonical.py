"""The same value has the same text, whoever wrote it in whatever order."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from casework.canonical import canonical

_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
_VALUES = st.dictionaries(st.text(max_size=4), _ANYTHING)


@given(_VALUES)
def test_the_order_of_keys_says_nothing(value: dict[str, object]) -> None:
    # Given a value, and the same built the other way round
    turned = dict(reversed(value.items()))
    # When said; then both are one text, and it can be read back
    assert canonical(value) == canonical(turned)
    assert json.loads(canonical(value)) == value


def test_nothing_is_between_and_nothing_is_escaped_needlessly() -> None:
    # Given; when; then
    assert canonical({"b": [1, None], "a": "省"}) == '{"a":"省","b":[1,null]}'

"""Addresses cut in columns have the keys that each has alone, or none."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.normalise.address import clean, in_columns
from casework.analysis.normalise.address.recurring import Recurring
from casework.analysis.normalise.address.whole import LONGEST
from tests.analysis.normalise.address.test_recurring import ADDRESSES
from tests.analysis.normalise.address.writings import places

_STRANGE = st.text("广州市白云区兴隆路号栋室12305-* BldgRm.,\x00\x01\x05１é", max_size=40)
_CELLS = st.lists(st.none() | ADDRESSES | _STRANGE, max_size=12)


def _keys(texts: list[str | None]) -> list[str | None]:
    columns = in_columns.Columns(Recurring(), LONGEST)
    found: list[str | None] = columns.keys(pa.array(texts, pa.string())).to_pylist()
    return found


@settings(max_examples=600)
@given(_CELLS, st.integers(0, 3))
def test_a_column_has_the_keys_that_each_address_has_alone(
    texts: list[str | None], left_out: int
) -> None:
    # Given plain, strange and missing addresses, of which the first may be cut off
    cells = pa.array(texts, pa.string()).slice(left_out)
    # When
    found = in_columns.Columns(Recurring(), LONGEST).keys(cells).to_pylist()
    # Then each has the key of its own, or must be read alone
    assert len(found) == len(cells)
    for text, key in zip(cells.to_pylist(), found, strict=True):
        assert key is None or (text is not None and key == clean(text))


def test_what_is_remembered_alone_is_remembered_in_columns() -> None:
    # Given every way of writing some places; when looked up alone and in a column
    texts = [text for place in places() for text in place.writings().values()]
    recurring = Recurring()
    # Then the same are found, unless their numbers are cut otherwise
    assert _keys([*texts]) == [recurring.key(text) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "广州市白云区兴隆路012号",  # a zero stands before the number
        "广州市白云区兴隆路123456号",  # six digits
        "1广州市白云区兴隆路1号2栋3楼4室5",
        "广州市白云区兴隆路\x0212号",
        "广州市白云区兴隆路" + "啊" * LONGEST + "12号",
        "广州市白云区",
        "",
    ],
)
def test_what_is_not_plain_is_left_out_and_moves_no_neighbour(text: str) -> None:
    # Given an address that must be read alone between two plain ones
    plain = "广州市白云区兴隆路12号3栋402室"
    # When
    first, strange, last = _keys([plain, text, plain])
    # Then it alone has no key
    assert first == last == "guangdong/guangzhou/baiyun/xinglonglu/12/3/402"
    assert strange is None


def test_columns_of_nothing_have_no_keys() -> None:
    assert _keys([]) == []
    assert _keys([None, ""]) == [None, None]
    assert _keys(["12", "7"])[1:] == [None]


def test_what_was_met_before_changes_no_later_key(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given room for two heads, and columns with more
    monkeypatch.setattr(in_columns, "_MOST_HEADS", 2)
    columns = in_columns.Columns(Recurring(), LONGEST)
    roads = ["兴隆路", "人民路", "解放路", "中山路"]
    for beginning in range(4):
        texts = [f"广州市白云区{road}12号" for road in roads[beginning:] + roads[:2]]
        # When one is understood after the other
        found = columns.keys(pa.array(texts)).to_pylist()
        # Then each address has its own key, or must be read alone
        assert all(key in (None, clean(text)) for text, key in zip(texts, found, strict=True))
    # And what has room is found again
    assert columns.keys(pa.array(texts[:2])).to_pylist() == [clean(text) for text in texts[:2]]

"""What is remembered of an address must give the key that reading all of it gives."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.normalise.address import whole
from casework.analysis.normalise.address.recurring import Recurring
from tests.analysis.normalise.address.writings import places

SHARED = Path(__file__).parents[5] / "shared" / "data"
REAL = SHARED / "chinese-addresses" / "addr.csv"
NAUGHTY = SHARED / "naughty-strings"

HEADS = (
    "广东省广州市白云区兴隆路", "广州白云兴隆路", "廣東省廣州市白雲區興隆路",
    "广东省 广州市 白云区 兴隆路 ", "广州市白云区", "白云区人民大道南", "东莞虎门镇",
    "广州天河北路", "集美东一路", "萝岗区", "太和镇石湖村", "广州市白云区石井工业区",
    "收货地址广州市白云区兴隆路", "中山", "广州市白云区兴隆路十", "兴隆路甲", "", "Rm ",
    "Room ", "Bldg ", "No.", "***, No.", "c/o ", "Tel ", "Flat A, ", "Lane ", "広州",
    "二期兴隆路",
)  # fmt: skip
WORDS = (
    "号", "號", "栋", "幢", "号楼", "单元", "楼", "层", "室", "房", "户", "-", "--", " ", "#",
    "***", "*", "-***", "路", "街", "镇", "弄", "号附", "之", "座", "a座", "B", "f", "/F, ",
    ", Bldg ", ", Building ", ", No.", ", ", " Xinglong Rd, Baiyun, Guangzhou",
    " Xinglong Road, Panyu District, Guangzhou City, China", "st Road", " Hao ", " Dong ",
    " Shi", " Beijing Rd, Huangpu, Shanghai", " Lane, Xiaoshan, Hangzhou", "号 ", "室 ", "",
    "（放门口）", "电联", "，广州市", " Avenida de Almeida Ribeiro, Macau",
    ", Xing Long Lu, Baiyun, Guangzhou", " Xinglong Garden, Baiyun, Guangzhou",
)  # fmt: skip
NUMBERS = st.one_of(
    st.integers(1, 40).map(str),
    st.integers(100, 2999).map(str),
    st.integers(0, 10**11).map(str),
    st.sampled_from(["007", "0", "138", "1381", "1234", "5678", "13812345678", "510000", "１２"]),
)
ADDRESSES = st.builds(
    lambda head, parts: head + "".join(number + word for number, word in parts),
    st.sampled_from(HEADS),
    st.lists(st.tuples(NUMBERS, st.sampled_from(WORDS)), min_size=1, max_size=5),
)


def _agrees(recurring: Recurring, text: str) -> bool:
    found = recurring.key(text)
    return found is None or found == whole.read(text)


@settings(max_examples=600, deadline=None)
@given(ADDRESSES)
def test_what_is_remembered_gives_the_key_of_the_whole_address(text: str) -> None:
    assert _agrees(Recurring(), text)


@settings(max_examples=150, deadline=None)
@given(st.lists(ADDRESSES, min_size=2, max_size=12))
def test_what_was_read_before_changes_no_later_key(texts: list[str]) -> None:
    # Given one memory for all of them
    recurring = Recurring()

    # Then every key is that of the whole address, seen first or again
    assert all(_agrees(recurring, text) for text in [*texts, *texts])


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("广州市白云区兴隆路号栋室12305-* BldgRmNo.,", max_size=40))
def test_any_text_has_the_key_of_the_whole(text: str) -> None:
    assert _agrees(Recurring(), text)


def test_every_way_of_writing_has_the_key_of_the_whole() -> None:
    # Given doors whose roads recur and whose numbers differ
    recurring = Recurring()
    texts = [text for place in places() for text in place.writings().values()]

    # When
    known = [text for text in texts if recurring.key(text) is not None]

    # Then the keys agree, and most were put together from what was remembered
    assert all(_agrees(recurring, text) for text in texts)
    assert len(known) > len(texts) / 2


@pytest.mark.parametrize(
    "text",
    [
        "广州市白云区兴隆路012号",
        "广州市白云区中山5路12号",
        "广州市白云区兴隆路12号3栋4楼402室",
        "广州市白云区兴隆路十二号3栋",
        "广州市白云区兴隆路138-1234-5678",
        "广州市白云区兴隆路12号 138 1234 5678",
        "12 3rd Road, Baiyun, Guangzhou",
        "12 Hao Lu, Baiyun, Guangzhou",
        "10 Avenida de Almeida Ribeiro, Macau",
        "12 Xinglong Garden, Baiyun, Guangzhou",
        "B3, 12, Xing Long Lu, Baiyun, Guangzhou",
    ],
)
def test_numbers_that_could_change_more_than_themselves_are_read_as_a_whole(text: str) -> None:
    assert Recurring().key(text) is None


def test_a_memory_that_is_full_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given room for one road only
    monkeypatch.setattr("casework.analysis.normalise.address.recurring._MOST_REMEMBERED", 1)
    recurring = Recurring()

    # Then roads beyond that are read all the same
    for road in ("兴隆路", "人民路", "解放路"):
        assert _agrees(recurring, f"广州市白云区{road}12号3栋402")
        assert recurring.key(f"广州市白云区{road}12号3栋402") is not None


def test_real_addresses_and_naughty_strings_agree() -> None:
    if not REAL.exists() or not NAUGHTY.exists():
        pytest.skip("the public addresses and naughty strings in ../shared/data are absent")
    recurring = Recurring()
    with REAL.open(encoding="utf-8", newline="") as lines:
        texts = [row[0] for row in csv.reader(lines) if row][::7]
    for file in NAUGHTY.glob("*.txt"):
        texts += file.read_text(encoding="utf-8").splitlines()
    assert [text for text in texts if not _agrees(recurring, text)] == []


def test_doors_that_somebody_invents_are_not_all_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given room for two doors
    monkeypatch.setattr("casework.analysis.normalise.address.recurring._MOST_DOORS", 2)
    recurring = Recurring()
    # When addresses come with more
    texts = [f"广州市白云区兴隆路18{mark}-33DR-8" for mark in ("UC", "VA", "WX", "YZ")]
    # Then they are read as a whole, rightly
    assert all(_agrees(recurring, text) for text in [*texts, *texts])
    assert recurring.key("广州市白云区兴隆路18WX-33DR-8") is None

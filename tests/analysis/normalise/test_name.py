from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.analysis.normalise import is_masked, name


@pytest.mark.parametrize(
    "writings",
    [
        (
            "张伟",
            "張偉",
            "Zhang Wei",
            "WEI ZHANG",
            "zhangwei",
            "张伟先生",
            "张 伟",
            "Mr. Zhang Wei",
        ),
        ("李晓明", "Li Xiaoming", "Xiao Ming LI", "Xiaoming Li", "LI, Xiao-Ming", "李晓明(收)"),
        ("李建刚", "Li Jiangang", "Jiangang Li"),
        ("欧阳娜娜", "Ouyang Nana", "Nana Ouyang", "歐陽娜娜"),
        ("吕布", "Lü Bu", "Lyu Bu", "Lv Bu"),
        ("单雄信", "Shan Xiongxin"),
        ("曾国强", "Zeng Guoqiang"),
        ("徐云宇", "Yunyu Xu", "Xu Yunyu", "XU YUN YU", "Yun Yu Xu"),
        (
            "陈西安",
            "Chen Xi'an",
            "CHEN XIAN",
            "Xian Chen",
            "Chen Xi An",
            "Xi An Chen",
            "Xi-An Chen",
        ),
        ("李方安", "Li Fang'an", "LI FANGAN", "Fangan Li", "Li Fang An"),
        ("安西", "An Xi", "Xi An"),
        ("安建安", "An Jian'an", "JIANAN AN", "An Jian An"),
        ("欧阳安", "Ouyang An", "An Ouyang"),
        ("欧阳西安", "Ouyang Xi'an", "Xian Ouyang", "Ouyang Xi An", "Xi An Ouyang"),
    ],
)
def test_one_person_has_one_key_in_every_writing(writings: tuple[str, ...]) -> None:
    assert len({name.clean(written) for written in writings}) == 1


def test_different_people_have_different_keys() -> None:
    keys = [name.clean(written) for written in ("张伟", "张威廉", "李晓明", "John Smith", "王五")]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("written", "key"),
    [("张**", "zhang **"), ("单*", "shan *"), ("张*先生", "zhang *"), ("Zh***", "zh ***")],
)
def test_a_masked_name_keeps_what_is_visible(written: str, key: str) -> None:
    assert name.clean(written) == key
    assert is_masked(key)


def test_a_surname_alone_counts_as_masked() -> None:
    assert name.clean("张先生") == "zhang *"


@pytest.mark.parametrize(
    "writings",
    [
        ("广州市兴隆皮具有限公司", "广州市兴隆皮具有限责任公司", "廣州市興隆皮具有限公司"),
        ("Norvik Trading Co., Ltd.", "NORVIK TRADING LTD", "Norvik Trading Company Limited"),
        ("广州兴隆贸易有限公司", "Guangzhou Xinglong Trading Co., Ltd"),
        (
            "西安天成安信贸易有限公司",
            "Xi'an Tianchenganxin Trading Co., Ltd",
            "Xian Tiancheng Anxin Trading Ltd",
        ),
        ("Müller Handels GmbH", "Muller Handels GMBH."),
    ],
)
def test_the_legal_form_of_a_company_has_one_spelling(writings: tuple[str, ...]) -> None:
    assert len({name.clean(written) for written in writings}) == 1


def test_different_legal_forms_are_different_companies() -> None:
    assert name.clean("兴隆皮具有限公司") != name.clean("兴隆皮具股份有限公司")


@pytest.mark.parametrize("written", ["", "-", "N/A", "无", "***", "收件人", "123"])
def test_what_names_nobody_is_none(written: str) -> None:
    assert name.clean(written) is None


@pytest.mark.parametrize(
    ("written", "other"), [("李安", "李恩"), ("陈西安", "安西陈"), ("方安", "范刚")]
)
def test_reading_a_given_name_as_one_word_leaves_other_people_apart(
    written: str, other: str
) -> None:
    assert name.clean(written) != name.clean(other)


@settings(deadline=None)
@given(
    st.text(
        "张王李高单曾區華长孙令狐欧阳先生女士老板经理中心公司厂店收件人无匿名小明国强安西",
        min_size=1,
        max_size=4,
    )
    | st.from_regex(r"[A-Za-z]{1,12} ?[A-Za-z]{1,12}", fullmatch=True)
    | st.builds(
        "{} {}".format,
        st.sampled_from(["Zhang", "WEI", "Xi", "mr", "Ltd", "sa", "Lv", "na", "John"]),
        st.sampled_from(["Wei", "xian", "Nushi", "Co", "sa", "Factory", "N", "Smith", "Xiao'an"]),
    )
)
def test_a_common_name_has_the_key_that_reading_it_as_a_whole_gives(text: str) -> None:
    # A longer text with a space behind goes the long way, and means the same.
    assert name.clean(text) == name.clean(f" {text} ")


@settings(deadline=None)
@given(st.text(max_size=80) | st.text("张王李小明欧阳*有限公司厂 Liwei", max_size=12))
def test_never_raises(text: str) -> None:
    value = name.clean(text)
    assert value is None or value.strip()

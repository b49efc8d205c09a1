from __future__ import annotations

from casework.analysis.waybill.block import Block, Reading
from tests.analysis.waybill.label import line, lines, pieces


def _read(*texts: str) -> dict[str, str]:
    block = Block("sender", "beside “寄”", 1.0, pieces(*lines(*texts)))
    return {field.column: field.value for field in Reading(block).fields()}


def test_name_and_telephone_in_one_line_then_the_address() -> None:
    assert _read("张**138******34", "广东省广州市荔湾区竹园路76号9栋***") == {
        "sender_name": "张**",
        "sender_phone": "138******34",
        "sender_address": "广东省广州市荔湾区竹园路76号9栋***",
    }


def test_name_address_in_lines_and_the_telephone_last() -> None:
    found = _read(
        "Tang Nafei",
        "103, Building 3, 119 Hongqi Road, Ouhai",
        "District, Wenzhou City, Zhejiang Province,",
        "China",
        "+86 178 6782 5406",
        "GBR 889 9-98",
    )

    assert found == {
        "sender_name": "Tang Nafei",
        "sender_phone": "+86 178 6782 5406",
        "sender_address": "103, Building 3, 119 Hongqi Road, Ouhai District, Wenzhou City, "
        "Zhejiang Province, China",
    }


def test_an_address_of_characters_goes_on_without_a_blank() -> None:
    found = _read("郑明静 13573384608", "广东省佛山市顺德区东风路71号2栋1907", "室")

    assert found["sender_address"] == "广东省佛山市顺德区东风路71号2栋1907室"


def test_words_within_a_block_say_which_is_which() -> None:
    found = _read("姓名：韩*", "电话：152******63", "地址：南京市江宁区桂花路242号", "6幢")

    assert found["sender_name"] == "韩*"
    assert found["sender_address"] == "南京市江宁区桂花路242号6幢"


def test_stars_that_were_read_apart_go_back_to_the_name() -> None:
    row = pieces(line("吴", 20, 20), line("**", 62, 20), line("185******73", 200, 20))

    fields = Reading(Block("receiver", "beside “收”", 1.0, row)).fields()

    assert [field.value for field in fields] == ["吴**", "185******73"]


def test_a_second_name_with_telephone_is_left_over() -> None:
    reading = Reading(
        Block(
            "receiver",
            "below “收”",
            1.0,
            pieces(
                *lines("王* 13800001234", "苏州市学院路127号", "唐娜 13300005678", "惠州市南湖路")
            ),
        )
    )
    reading.fields()

    assert [one.text for one in reading.left_over] == ["唐娜 13300005678", "惠州市南湖路"]


def test_a_telephone_of_the_wrong_length_is_doubted() -> None:
    block = Block("sender", "beside “寄”", 1.0, pieces(line("吴* 136*****54")))

    [_, phone] = Reading(block).fields()

    assert phone.confidence < 0.7
    assert "10 signs" in phone.why

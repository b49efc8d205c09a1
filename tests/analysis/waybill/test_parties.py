from __future__ import annotations

from casework.analysis.waybill.parties import parties
from tests.analysis.waybill.label import line, lines, pieces, values


def test_a_disc_beside_two_lines_announces_both() -> None:
    # Given 收 and 寄 in discs, each halfway down the name beside it
    read = [
        line("杜* 178******74", 120, 20),
        line("收", 20, 34),
        line("浙江省温州市瓯海区金星路172号5栋", 120, 76),
        line("黄洋梅 13045711146", 120, 150),
        line("寄", 20, 164),
        line("浙江省绍兴市柯桥区桂花路260号7栋", 120, 206),
    ]

    found = values(parties(pieces(*read)))

    assert found["receiver_name"] == "杜*"
    assert found["sender_name"] == "黄洋梅"
    assert found["receiver_address"] == "浙江省温州市瓯海区金星路172号5栋"


def test_two_parties_side_by_side_keep_to_their_columns() -> None:
    read = [
        line("FROM:", 20, 20),
        line("TO:", 620, 20),
        line("Li Wei", 20, 70),
        line("Marta Kowalska", 620, 70),
        line("12 Xinglong Road, Guangzhou", 20, 120),
        line("ul. Dluga 8, Krakow", 620, 120),
    ]

    found = values(parties(pieces(*read)))

    assert found["sender_name"] == "Li Wei"
    assert found["receiver_address"] == "ul. Dluga 8, Krakow"


def test_lines_above_the_receiver_without_a_word_are_the_senders() -> None:
    read = lines(
        "Zhao Junqiang",
        "1303, Building 7, 73 Shunda Road",
        "15879950957",
        "SHIP TO:",
        "Olivia Bennett",
        "1840 Willow Street, Oakland",
        "+1 415 555 0003",
    )

    fields = parties(pieces(*read))

    assert values(fields)["sender_phone"] == "15879950957"
    assert "without a word of its own" in fields[0].why + fields[-1].why


def test_a_party_whose_word_was_not_read_is_taken_from_what_follows_the_other() -> None:
    read = lines(
        "收件人：王* 13800001235",
        "苏州市吴江区学院路127号",
        "唐娜 13300005678",
        "惠州市南湖路112号",
    )

    found = values(parties(pieces(*read)))

    assert found["receiver_address"] == "苏州市吴江区学院路127号"
    assert found["sender_name"] == "唐娜"


def test_two_blocks_without_words_are_read_as_chinese_labels_have_them_and_not_trusted() -> None:
    read = lines("黄* 191******82", "深圳宝安兴隆路276-2", "曹** 189******18", "泉州市锦绣路121号")

    fields = parties(pieces(*read))

    assert values(fields)["receiver_name"] == "黄*"
    assert values(fields)["sender_name"] == "曹**"
    assert all(field.confidence < 0.65 for field in fields)


def test_a_hidden_number_that_was_read_in_two_is_one() -> None:
    read = [line("寄：王", 20), line("*******", 200), line("9161", 400)]

    assert values(parties(pieces(*read)))["sender_phone"] == "*******9161"


def test_a_word_for_side_and_part_needs_no_block() -> None:
    read = lines("发货人电话：13045711146", "品名：服装")

    assert values(parties(pieces(*read))) == {"sender_phone": "13045711146"}


def test_an_address_ends_where_a_fact_begins() -> None:
    read = lines("收件人：周佳 15084679589", "南京市解放路252号", "物品：服装", "南京市解放路253号")

    assert values(parties(pieces(*read)))["receiver_address"] == "南京市解放路252号"

from __future__ import annotations

import pytest

from casework.analysis.waybill.page import around, in_rows, upright
from tests.analysis.waybill.label import box, line, lines, turned


def test_lines_come_row_by_row_however_they_were_found() -> None:
    # Given two rows of two, found in another order
    found = [line("四", 300, 100), line("一", 20, 20), line("三", 20, 96), line("二", 300, 26)]

    assert [one.text for one in upright(found)] == ["一", "二", "三", "四"]


def test_a_page_on_its_head_is_read_from_what_is_its_top() -> None:
    read = [turned(one, (600, 400)) for one in lines("first", "second", "third")]

    assert [one.text for one in upright(read)] == ["first", "second", "third"]


def test_text_that_runs_another_way_than_the_page_is_left_out() -> None:
    # Given a row of type, and a code that runs down the edge
    down = line("edge")
    corners = down.box
    across = type(down)(down.text, 0.99, (corners[1], corners[2], corners[3], corners[0]))

    assert [one.text for one in upright([*lines("first", "second"), across])] == ["first", "second"]


def test_a_part_of_a_line_counts_wide_characters_twice() -> None:
    [placed] = upright([line("收件人：ab")])

    part = placed.part(4, 6)

    assert part[0][0] == pytest.approx(20 + 160)
    assert part[1][0] == pytest.approx(20 + 200)
    assert placed.across(4, 6) == pytest.approx((180, 220))


def test_the_box_of_several_lines_holds_them_all() -> None:
    whole = around([box(20, 20, 100), box(10, 70, 300)])

    assert whole == ((10, 20), (310, 20), (310, 110), (10, 110))


def test_rows_of_nothing_are_nothing() -> None:
    assert in_rows([]) == []
    assert upright([]) == []

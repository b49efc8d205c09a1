from __future__ import annotations

import pytest

from casework.analysis.waybill import Barcode, FieldRead, Line
from casework.analysis.waybill.page import upright
from casework.analysis.waybill.waybills import waybill
from tests.analysis.waybill.label import box, lines, pieces, values


def _read(barcodes: list[Barcode], read: list[Line]) -> list[FieldRead]:
    return waybill(barcodes, pieces(*read), upright(read))


def _code(text: str, form: str = "Code128") -> Barcode:
    return Barcode(text, form, box(0, 500))


def test_barcode_and_print_that_agree_are_surer_than_one_of_them() -> None:
    printed = lines("SF1 4074 8770 3557")

    [_, both] = sorted(_read([_code("SF1407487703557")], printed), key=lambda one: one.column)
    [_, alone] = sorted(_read([_code("SF1407487703557")], []), key=lambda one: one.column)
    [_, text] = sorted(_read([], printed), key=lambda one: one.column)

    assert both.value == alone.value == text.value == "SF1407487703557"
    assert both.confidence > alone.confidence > text.confidence
    assert both.read_from == "barcode"
    assert "agree" in both.why
    assert text.read_from == "text"


def test_barcode_and_print_that_differ_are_said_to() -> None:
    fields = _read([_code("YT0654671436157")], lines("运单号：YT0654671436151"))

    [number] = [one for one in fields if one.column == "waybill_no"]
    assert number.value == "YT0654671436157"
    assert "YT0654671436151" in number.why
    assert number.confidence < 0.9


def test_a_number_within_the_address_of_a_qr_code_is_found() -> None:
    fields = _read([_code("https://example.invalid/YT0654671434215", "QRCode")], [])

    assert values(fields) == {"carrier": "yto", "waybill_no": "YT0654671434215"}


@pytest.mark.parametrize(
    ("held", "number"),
    [
        ("https://example.invalid/78461497332291?x=1", "78461497332291"),
        ("[)>011ZYVSY0S6630477662", "1ZYVSY0S6630477662"),
        ("784282665116|Emily Carter|20260812093600", None),
    ],
)
def test_numbers_within_more_are_those_whose_form_tells_more_than_a_length(
    held: str, number: str | None
) -> None:
    found = values(_read([_code(held, "PDF417")], []))

    assert found.get("waybill_no") == number


def test_a_carrier_is_proposed_by_the_number_only_where_it_can_be_no_others() -> None:
    # Given numbers of STO's form: the second could be FedEx Ground's, its check digit fits
    alone, shared = "773388293377356", "773388293376255"

    assert values(_read([_code(alone)], []))["carrier"] == "sto"
    assert "carrier" not in values(_read([_code(shared)], []))


def test_a_number_is_said_to_have_the_form_of_the_carrier_that_is_named() -> None:
    # Given twelve digits that end as FedEx's do, and as SF's old ones did
    [number] = [
        one
        for one in _read([_code("404359425869")], lines("FedEx Express"))
        if one.column == "waybill_no"
    ]

    assert "FedEx Express (12)" in number.why


def test_a_number_with_a_wrong_check_digit_is_in_no_known_form() -> None:
    fields = _read([_code("1Z5R89390357567128")], [])

    [number] = [one for one in fields if one.column == "waybill_no"]
    assert "no form that is known" in number.why
    assert number.confidence < 0.9


def test_a_confused_sign_is_mended_where_the_check_digit_proves_it() -> None:
    [number] = [one for one in _read([], lines("EA68765828OCN")) if one.column == "waybill_no"]

    assert number.value == "EA687658280CN"
    assert "EA68765828OCN" in number.why


def test_digits_alone_are_a_waybill_only_by_a_word_or_their_carriers_name() -> None:
    assert _read([], lines("072559126011", "3318810025")) == []
    assert values(_read([], lines("WAYBILL 33 1881 0025")))["waybill_no"] == "3318810025"
    assert values(_read([], lines("DHL EXPRESS", "3318810025")))["waybill_no"] == "3318810025"


def test_a_carriers_name_is_read_in_characters_and_in_letters() -> None:
    assert values(_read([], lines("顺丰速运")))["carrier"] == "sf"
    assert values(_read([], lines("FedEx International Priority")))["carrier"] == "fedex"
    assert values(_read([], lines("UPS SAVER")))["carrier"] == "ups"


def test_a_carriers_name_against_the_form_of_the_number_is_doubted() -> None:
    fields = _read([_code("SF1407487703557")], lines("圆通速递"))

    [named] = [one for one in fields if one.column == "carrier"]
    assert named.confidence < 0.6
    assert "form of sf" in named.why

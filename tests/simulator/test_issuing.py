from __future__ import annotations

import re
from random import Random

import pytest
from stdnum import iban, iso6346, luhn
from stdnum.cn import uscc

from casework.simulator.gazetteer import DISTRICTS
from casework.simulator.issuing import Issuer
from casework.simulator.names import person


@pytest.fixture
def issuer() -> Issuer:
    return Issuer(Random(11))


def test_company_numbers_are_unified_social_credit_codes(issuer: Issuer) -> None:
    # When companies are registered in every district
    numbers = [issuer.company_number(district) for district in DISTRICTS for _ in range(8)]

    # Then an independent check accepts each, and each is new
    assert all(uscc.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_payment_accounts_have_valid_check_digits(issuer: Issuer) -> None:
    # When many accounts are opened
    rng = Random(5)
    accounts = [issuer.payment_account(person(rng)) for _ in range(600)]
    cards = [account.removeprefix("bank:") for account in accounts if account[:5] == "bank:"]
    ibans = [account for account in accounts if ":" not in account]

    # Then cards satisfy Luhn and IBANs mod 97, and both occur
    assert cards
    assert ibans
    assert all(luhn.is_valid(card) for card in cards)
    assert all(iban.is_valid(account) for account in ibans)


def test_containers_follow_iso_6346(issuer: Issuer) -> None:
    assert all(iso6346.is_valid(issuer.container()) for _ in range(300))


@pytest.mark.parametrize(
    ("carrier", "pattern"),
    [
        ("sf", r"SF1\d{12}"),
        ("yto", r"YT\d{13}"),
        ("zto", r"78\d{12}"),
        ("sto", r"773\d{12}"),
        ("yunda", r"43\d{13}"),
        ("jt", r"JT\d{13}"),
        ("deppon", r"DPK\d{12}"),
        ("ems", r"EA\d{9}CN"),
    ],
)
def test_waybills_look_like_their_carrier_and_never_repeat(
    issuer: Issuer, carrier: str, pattern: str
) -> None:
    # When a carrier issues many numbers
    numbers = [issuer.waybill(carrier) for _ in range(500)]

    # Then each has the carrier's form and is new
    assert all(re.fullmatch(pattern, number) for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_a_cropped_picture_differs_in_two_or_three_bits(issuer: Issuer) -> None:
    image = issuer.image()
    for _ in range(50):
        other = issuer.near_image(image)
        assert (int(image, 16) ^ int(other, 16)).bit_count() in (2, 3)

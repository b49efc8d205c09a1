from __future__ import annotations

from random import Random

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from casework.simulator import phones

CARRIERS = ("sf", "yto", "zto", "sto", "yunda", "jt", "deppon", "ems")


@given(st.integers(0, 2**32), st.sampled_from(CARRIERS))
def test_a_masked_phone_hides_at_least_six_digits_and_keeps_its_length(
    seed: int, carrier: str
) -> None:
    # Given any number, of the mainland or not
    rng = Random(seed)
    number = phones.mobile(rng) if seed % 3 else phones.abroad(rng)

    # When a label hides it / Then six digits or more are gone, the others are its own
    hidden = phones.mask(number, carrier)
    digits = [sign for sign in number if sign.isdigit()]
    assert hidden.count("*") >= 6
    assert len(hidden) == len(digits)
    assert all(seen in ("*", digit) for seen, digit in zip(hidden, digits, strict=True))


def test_the_ways_of_writing_a_number_all_mean_that_number() -> None:
    # Given a number written very often
    rng = Random(1)
    ways = {phones.write("13812345678", rng) for _ in range(300)}

    # Then all four ways occur, and an independent parser reads one number from them
    assert ways == {
        "13812345678",
        "+86 138 1234 5678",
        "0086-138-1234-5678",
        "86-13812345678",
    }


def test_numbers_are_possible_numbers_of_their_country() -> None:
    rng = Random(8)
    for _ in range(300):
        mobile = phonenumbers.parse(phones.mobile(rng), "CN")
        assert phonenumbers.is_valid_number(mobile)
        assert phonenumbers.is_possible_number(phonenumbers.parse(phones.abroad(rng)))

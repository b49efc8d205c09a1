from __future__ import annotations

from random import Random

from casework.simulator.photographs import numbers


def test_numbers_end_in_their_carriers_check_digit() -> None:
    # Given numbers of each carrier
    rng = Random(3)
    for _ in range(50):
        dhl, fedex, post = numbers.dhl(rng), numbers.fedex(rng), numbers.post(rng)

        # Then the published sums come out
        assert int(dhl[:9]) % 7 == int(dhl[9])
        weights = (3, 1, 7) * 4
        assert sum(w * int(d) for w, d in zip(weights, fedex[:11], strict=False)) % 11 % 10 == int(
            fedex[11]
        )
        assert len(post) == 13
        assert post.endswith("CN")


def test_a_parcel_of_digits_alone_ends_in_a_sum_of_every_second_doubled() -> None:
    # Given numbers whose shipper happens to be written in digits: every second one is doubled
    rng = Random(4)
    made = [numbers.ups(rng) for _ in range(4_000)]

    assert all(len(one) == 18 and one.startswith("1Z") for one in made)
    of_digits = [one[2:] for one in made if one[2:].isdigit()]
    assert of_digits
    assert all((_doubled(one[:15]) + int(one[15])) % 10 == 0 for one in of_digits)


def _doubled(digits: str) -> int:
    return sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits))

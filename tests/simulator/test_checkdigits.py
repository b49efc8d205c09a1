from __future__ import annotations

import pytest

from casework.simulator import checkdigits


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (checkdigits.container_number("CSQU305438"), "CSQU3054383"),  # example of ISO 6346
        (checkdigits.postal_item("RR", "47312482", "GB"), "RR473124829GB"),  # example of UPU S10
        (checkdigits.iban("GB", "NWBK60161331926819"), "GB29NWBK60161331926819"),
        (checkdigits.card_number("7992739871"), "79927398713"),
        (checkdigits.credit_code("91110000802100433"), "91110000802100433B"),
    ],
)
def test_published_examples_are_met(made: str, published: str) -> None:
    assert made == published

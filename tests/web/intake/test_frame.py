"""What every page of intake stands in: sections, and foreign text made safe to read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from casework.web.intake.frame import column, own_name, plain, sure

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.mark.usefixtures("engine")
def test_what_nobody_sees_is_named_where_it_stands() -> None:
    assert plain("invoice\u202egnp.exe") == "invoice‹U+202E›gnp.exe"
    assert plain("a\u200bb\x07") == "a‹U+200B›b‹U+0007›"
    assert plain("张三\t号\n") == "张三\t号\n"
    assert plain(None) == "None"


@pytest.mark.usefixtures("engine")
def test_names_lose_what_nobody_sees() -> None:
    assert own_name("a\u202e\x00\nb.csv") == "ab.csv"


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("confidence", "word"), [(1.0, "sure"), (0.7, "likely"), (0.5, "not sure"), (0.0, "a guess")]
)
def test_a_confidence_is_said_in_words(confidence: float, word: str) -> None:
    assert sure(confidence) == word


@pytest.mark.usefixtures("engine")
def test_our_columns_are_said_as_people_say_them() -> None:
    assert column("hs_code") == "HS code"
    assert column("shop_name") == "shop name"


@pytest.mark.parametrize(
    ("address", "open_now"),
    [
        ("/intake", "Deliveries and batches"),
        ("/intake/mappings", "Mappings"),
        ("/intake/photographs", "Photographs"),
    ],
)
def test_the_section_that_is_open_is_marked(
    browser: FlaskClient, address: str, open_now: str
) -> None:
    page = browser.get(address).get_data(as_text=True)

    assert f'aria-current="page"><strong>{open_now}</strong>' in page

"""Values as people read them; navigation as the policy allows."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from casework.vocabulary import DeliveryKind, Handling
from casework.web import display
from tests.web.conftest import SignIn, post
from tests.worlds import World

on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("52933.18", "CNY", "CNY\N{NO-BREAK SPACE}52,933.18"),
        (Decimal("7"), "", "7.00"),
        ("0.00", "usd", "USD\N{NO-BREAK SPACE}0.00"),
        (None, "CNY", "–"),
        ("a lot", "CNY", "a lot"),
    ],
)
def test_money(amount: Decimal | str | None, currency: str, shown: str) -> None:
    assert display.money(amount, currency) == shown


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Shanghai", "2026-03-02 17:30 UTC+8"),
        ("Asia/Kolkata", "2026-03-02 15:00 UTC+5:30"),
        ("America/New_York", "2026-03-02 04:30 UTC-5"),
        ("UTC", "2026-03-02 09:30 UTC"),
    ],
)
def test_a_moment_names_its_offset(zone: str, shown: str) -> None:
    assert f">{shown}</time>" in display.moment(AT, ZoneInfo(zone))
    assert 'datetime="2026-03-02T09:30:00+00:00"' in display.moment(AT, ZoneInfo(zone))


def test_no_moment_is_a_dash() -> None:
    assert display.moment(None, ZoneInfo("UTC")) == display.day(None) == "–"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0.5, 1, "50 %"), (999, 1000, "> 99 %"), (1, 1000, "< 1 %"), (0, 3, "0 %"), (3, 3, "100 %")],
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: float, whole: float, shown: str) -> None:
    assert display.percent(part, whole) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(999, "999 bytes"), (1000, "1.0 kB"), (3_400_000, "3.4 MB"), (12_000_000_000, "12.0 GB")],
)
def test_size(count: int, shown: str) -> None:
    assert display.size(count) == shown


@given(st.text())
def test_a_sentence_keeps_every_word(text: str) -> None:
    shown = display.sentence(text)

    assert shown.casefold().removesuffix(".").strip() in text.casefold()
    assert not text.strip() or shown.endswith((".", "!", "?", "。", "”"))


def test_what_the_data_says_is_never_markup() -> None:
    assert "<b>" not in display.account("<b>", "<b>")
    assert "<b>" not in display.hash_("<b>")


def test_words_of_the_closed_lists() -> None:
    assert display.word(DeliveryKind.TEST_BUYS) == "test buys"
    assert display.word(Handling.H2) == "H2: not onward without permission"
    assert display.score(0.969) == "0.97"
    assert display.number(12345) == "12,345"


@on_sqlite
def test_an_officer_sees_the_places_their_role_opens(world: World, sign_in: SignIn) -> None:
    # Given an investigator of the platform and a liaison of the police
    inside = sign_in(world.officers["investigator"]).get("/account").get_data(as_text=True)
    outside = sign_in(world.officers["police"]).get("/account").get_data(as_text=True)

    # Then only the first is led to intake and rings, and both to cases
    assert ">Intake</a>" in inside
    assert ">Rings</a>" in inside
    assert ">Intake</a>" not in outside
    assert ">Rings</a>" not in outside
    assert ">Cases</a>" in inside
    assert ">Cases</a>" in outside


@on_sqlite
def test_the_colours_are_remembered_in_a_cookie(world: World, sign_in: SignIn) -> None:
    browser = sign_in(world.officers["investigator"])

    # When dark is chosen
    answer = post(browser, "/display/theme", theme="dark", back="/account?after=x")

    # Then the page that was left comes back, dark; and as the device is set once that is chosen
    assert answer.location == "/account?after=x"
    assert 'data-bs-theme="dark"' in browser.get("/account").get_data(as_text=True)
    post(browser, "/display/theme", theme="", back="/account")
    assert "data-bs-theme" not in browser.get("/account").get_data(as_text=True)


@on_sqlite
@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "/\t/elsewhere"]
)
def test_the_colours_lead_to_no_other_house(back: str, world: World, sign_in: SignIn) -> None:
    answer = post(sign_in(world.officers["investigator"]), "/display/theme", back=back)

    assert answer.location == "/"


@on_sqlite
def test_this_page_with_other_parameters(app: Flask) -> None:
    with app.test_request_context("/rings?brand=云上&after=abc&_scheme=javascript"):
        assert display.here(after=None) == "/rings?brand=%E4%BA%91%E4%B8%8A&_scheme=javascript"
        assert display.here(after="x y").endswith("&after=x+y")


@on_sqlite
def test_pages_without_built_assets_say_so(
    world: World, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "assets_built", False)

    page = sign_in(world.officers["investigator"]).get("/account").get_data(as_text=True)

    assert "make assets" in page

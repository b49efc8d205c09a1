"""Every answer carries the headers, whatever happened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from casework.app import create_app
from casework.settings import Settings
from casework.web.headers import CONTENT_SECURITY_POLICY
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def _broken() -> str:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/sign-in", 200),
        ("/", 302),
        ("/health", 200),
        ("/nowhere", 404),
        ("/static/none.css", 404),
        ("/static/js/app.js", 200),
        ("/broken", 500),
        ("/account", 200),
    ],
)
def test_on_every_answer(
    app: Flask, world: World, sign_in: SignIn, client: FlaskClient, url: str, status: int
) -> None:
    app.add_url_rule("/broken", "test.broken", _broken)
    known = status == 500 or url == "/account"
    browser = sign_in(world.officers["police"]) if known else client

    answer = browser.get(url)

    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: FlaskClient) -> None:
    policy = client.get("/sign-in").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_over_https_browsers_keep_to_it(settings: Settings) -> None:
    browser = create_app(replace(settings, https=True)).test_client()

    answer = browser.get("/sign-in")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-casework=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_pages_are_not_kept_by_browsers(world: World, sign_in: SignIn) -> None:
    answer = sign_in(world.officers["police"]).get("/account")

    assert answer.headers["Cache-Control"] == "no-store"


def test_files_named_by_their_content_are_kept_for_ever(settings: Settings) -> None:
    # Given a house with built assets
    static = settings.home / "static"
    (static / "dist").mkdir(parents=True)
    (static / "dist" / "app-A1B2C3D4.js").write_text("1")
    (static / "dist" / "world.json").write_text("{}")
    browser = create_app(replace(settings, static_dir=static)).test_client()
    # Then
    assert "immutable" in browser.get("/static/dist/app-A1B2C3D4.js").headers["Cache-Control"]
    assert browser.get("/static/dist/world.json").headers["Cache-Control"] == "no-cache"


def test_a_view_may_be_stricter(app: Flask, world: World, sign_in: SignIn) -> None:
    def view() -> tuple[str, dict[str, str]]:
        return "bytes", {"Content-Security-Policy": "sandbox"}

    app.add_url_rule("/exhibit", "test.exhibit", view)

    answer = sign_in(world.officers["police"]).get("/exhibit")

    assert answer.headers["Content-Security-Policy"] == "sandbox"

"""The one place that knows every room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from casework.app import create_app
from casework.settings import Settings
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def app(settings: Settings, world: World) -> Flask:
    return create_app(settings)


def test_health_says_ok_and_nothing_more(app: Flask) -> None:
    answer = app.test_client().get("/health")

    assert answer.get_json() == {"status": "ok"}
    assert "Set-Cookie" not in answer.headers


def test_every_room_of_the_web_is_registered(app: Flask) -> None:
    # Given the rooms that have a blueprint
    web = ROOT / "casework" / "web"
    rooms = {
        path.parent.name if path.parent != web else path.stem
        for path in web.rglob("*.py")
        if "\nblueprint = Blueprint(" in path.read_text(encoding="utf-8")
    }
    # Then the app has them all, and no other
    assert rooms == set(app.blueprints)


def test_an_id_no_register_can_hold_is_no_page(app: Flask) -> None:
    with app.test_request_context() as context:
        adapter = context.url_adapter
        assert adapter is not None
        assert adapter.match("/cases/2147483647", "GET")[0] == "cases.read"
        assert not adapter.test("/cases/2147483648", "GET")


def test_two_apps_live_side_by_side(app: Flask, settings: Settings) -> None:
    assert create_app(settings).test_client().get("/health").status_code == 200
    assert app.test_client().get("/sign-in").status_code == 200


def test_the_beginning_leads_to_the_first_place_one_may_go_to(app: Flask, world: World) -> None:
    from datetime import UTC, datetime

    from casework.web import sessions

    led = {}
    for name in ("investigator", "police"):
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = world.officers[name].fs_uniquifier
            cookie.update(sessions.marks(datetime.now(UTC)))
        led[name] = browser.get("/").location

    assert led == {"investigator": "/intake", "police": "/cases"}


def test_importing_the_model_wakes_no_web_framework(settings: Settings) -> None:
    script = "import casework.people, casework.act, sys; print('flask' in sys.modules)"

    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert found.stdout.strip() == "False"

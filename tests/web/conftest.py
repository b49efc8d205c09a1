"""The pages on a test's own register, and a browser that is signed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from casework.app import create_app
from casework.model import Officer
from casework.settings import Settings
from casework.web import sessions
from casework.web.register import db
from tests import registers

SignIn = Callable[..., FlaskClient]
_compile_builder = Rule._compile_builder
_BUILDERS: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
"""By what an address looks like, the function Werkzeug compiled to write it."""
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Templates compiled once: every test has pages of its own, most of whose time that takes."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def app(settings: Settings, compiled: BytecodeCache) -> Iterator[Flask]:
    """The pages as they are served: CSRF on, errors answered with pages."""
    with _addresses_compiled_once():
        made = create_app(settings)
    made.jinja_env.bytecode_cache = compiled
    with made.app_context():
        registers.sharing_compiled(db.engine)
    yield made
    with made.app_context():
        db.engine.dispose()


@contextmanager
def _addresses_compiled_once() -> Iterator[None]:
    """Within it, the addresses of an app are those compiled before: most of what an app takes.

    The function that writes an address knows nothing but its parts; it is given the rule it is of.
    """

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        known = rule.rule, str(rule.defaults), *rule._trace, append_unknown
        if known not in _BUILDERS:
            _BUILDERS[known] = _compile_builder(rule, append_unknown)
        return _BUILDERS[known]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Rule, "_compile_builder", remembered)
        yield


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser nobody is signed in with."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Give a browser of its own in which an officer is signed in: `sign_in(officer).get("/cases")`.

    The officer must be committed, and the test's own session must not hold a transaction open.
    To send forms: `post(browser, "/cases/1/close", page="/cases/1/close", why="…")`.
    """

    def signed_in(officer: Officer, at: datetime | None = None) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = officer.fs_uniquifier
            cookie["_fresh"] = True
            cookie.update(sessions.marks(at or datetime.now(UTC)))
        return browser

    return signed_in


def token(browser: FlaskClient, page: str = "/account") -> str:
    """Return a CSRF token as the forms of this page carry it."""
    found = _TOKEN.search(browser.get(page).get_data(as_text=True))
    assert found, f"{page} has no form"
    return found[1]


def post(browser: FlaskClient, url: str, page: str = "/account", **fields: object) -> TestResponse:
    """Send a form as a browser does: with the CSRF token of the page it stands on."""
    return browser.post(url, data={"csrf_token": token(browser, page), **fields})

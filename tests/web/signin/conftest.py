"""People at the door: officers with a password and an authenticator."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.model import Officer, TrailEntry
from casework.people import second_factor
from casework.web import sessions
from tests.web.conftest import post
from tests.worlds import World

PASSWORD = "kettles over the harbour"


@dataclass
class Door:
    """The world's door: gives officers what they sign in with, and tries it."""

    app: Flask
    world: World
    hashed: str

    def officer(self, name: str = "investigator", *, with_factor: bool = True) -> Officer:
        """Return an officer who has a password and, unless told otherwise, an authenticator."""
        officer = self.world.officers[name]
        officer.password = self.hashed
        if with_factor:
            with self.app.app_context():
                officer.tf_totp_secret = sessions.totp().generate_totp_secret()
            officer.tf_primary_method = second_factor.AUTHENTICATOR
        self.world.session.commit()
        return officer

    def code(self, secret: str | None, steps: int = 0) -> str:
        """Return what the authenticator shows, now or some steps of 30 seconds later."""
        with self.app.app_context():
            clock = sessions.totp()._totp.from_source(secret)
        return str(clock.generate(time.time() + 30 * steps).token)

    def knock(self, browser: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
        """Send e-mail address and password."""
        return post(browser, "/sign-in", page="/sign-in", email=email, password=password)

    def enter(self, browser: FlaskClient, code: str) -> TestResponse:
        """Send a code, after the password."""
        return post(browser, "/sign-in/code", page="/sign-in/code", code=code)

    def walk_in(self, browser: FlaskClient, officer: Officer, steps: int = 0) -> TestResponse:
        """Sign in: password, then the code."""
        self.knock(browser, officer.email)
        return self.enter(browser, self.code(officer.tf_totp_secret, steps))

    def trail(self) -> list[str]:
        """Return what is on the trail, oldest first."""
        self.world.session.rollback()
        return list(self.world.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)))


@pytest.fixture
def door(app: Flask, world: World) -> Door:
    """The door, with hashes made cheap: argon2id all the same, and weighed by the same code."""
    security = app.extensions["security"]
    cheap = {"argon2__time_cost": 1, "argon2__memory_cost": 256, "argon2__parallelism": 1}
    security.pwd_context = security.pwd_context.using(**cheap)
    return Door(app, world, security.pwd_context.hash(PASSWORD))


@pytest.fixture
def browser(app: Flask) -> Callable[[], FlaskClient]:
    """Give a browser of its own at each call."""
    return app.test_client

"""What the ways in share: passwords weighed alike."""

from __future__ import annotations

import pytest
from flask import Flask

from casework.people import passwords
from casework.web.signin import steps
from tests.web.signin.conftest import PASSWORD
from tests.worlds import World


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_password_is_the_same_however_it_is_composed(app: Flask, world: World) -> None:
    # Given a password with an accent, kept as one character
    officer = world.officers["investigator"]
    officer.password = passwords.hashed("caf\u00e9 on the corner")
    # Then a keyboard that sends two characters opens too, and the hash is not made anew
    kept = officer.password
    with app.app_context():
        assert steps.is_password(officer, "cafe\u0301 on the corner")
        assert not steps.is_password(officer, "cafe on the corner")
    assert officer.password == kept


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_hash_of_weaker_parameters_is_made_anew(app: Flask, world: World) -> None:
    from argon2 import PasswordHasher

    officer = world.officers["investigator"]
    officer.password = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    with app.app_context():
        assert steps.is_password(officer, PASSWORD)

    assert officer.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nobody_has_no_password(app: Flask, world: World) -> None:
    with app.app_context():
        assert not steps.is_password(None, PASSWORD)

"""An investigator in a browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import SignIn
from tests.worlds import World


@pytest.fixture
def browser(world: World, sign_in: SignIn) -> FlaskClient:
    return sign_in(world.officers["investigator"])

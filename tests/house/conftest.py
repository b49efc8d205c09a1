"""The pages, as the tests of the web floor ask them."""

from tests.web.conftest import app, sign_in

__all__ = ["app", "sign_in"]

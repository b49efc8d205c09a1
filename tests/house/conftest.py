"""The pages, as the tests of the web floor ask them."""

from tests.web.conftest import app, compiled, sign_in

__all__ = ["app", "compiled", "sign_in"]

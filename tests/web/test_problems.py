"""A domain error becomes a page: one sentence, the right status, nothing of the inside."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from casework import errors
from casework.errors import CaseworkProblem
from casework.web.problems import SAYS, status_of
from tests.web.conftest import SignIn
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def browser(app: Flask, world: World, sign_in: SignIn) -> FlaskClient:
    """A signed-in browser in a house where `/raise` raises what a test put there."""

    def view() -> str:
        raise app.extensions["raise"]

    app.add_url_rule("/raise", "test.raise", view)
    return sign_in(world.officers["police"])


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (errors.NotFound("case", 7), 404),
        (errors.RingNotFound("R-0001"), 404),
        (errors.NotPermitted("Lin", "case:close", "Close a case"), 403),
        (errors.CaseClosed("C-2026-0001"), 409),
        (errors.NameTaken("agency", "Norvik"), 409),
        (errors.FileUnreadable("a.csv", "it is empty"), 422),
        (errors.DeliveryEmpty("a.csv"), 422),
        (errors.TooManyTries(datetime(2026, 3, 2, 9, 45, tzinfo=UTC)), 429),
        (errors.ExhibitAltered("photo.jpg", "aa", "bb"), 500),
    ],
)
def test_the_sentence_and_its_status(
    app: Flask, browser: FlaskClient, problem: CaseworkProblem, status: int
) -> None:
    app.extensions["raise"] = problem

    answer = browser.get("/raise")

    assert answer.status_code == status
    assert str(problem) in answer.text


def test_a_lock_says_when_it_ends(app: Flask, browser: FlaskClient) -> None:
    app.extensions["raise"] = errors.TooManyTries(datetime(2026, 3, 2, 9, 45, tzinfo=UTC))

    answer = browser.get("/raise")

    assert answer.headers["Retry-After"] == "Mon, 02 Mar 2026 09:45:00 GMT"


def test_what_nobody_foresaw_shows_nothing_of_the_inside(app: Flask, browser: FlaskClient) -> None:
    app.extensions["raise"] = ZeroDivisionError("the secret of the house")

    answer = browser.get("/raise")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_missing_register_does_not_tell_where_it_should_be(
    app: Flask, browser: FlaskClient
) -> None:
    app.extensions["raise"] = errors.RegisterMissing("/srv/casework/var")

    answer = browser.get("/raise")

    assert answer.status_code == 503
    assert "/srv" not in answer.text


def test_a_register_that_does_not_answer_is_no_failure_of_the_page(
    app: Flask, browser: FlaskClient
) -> None:
    app.extensions["raise"] = OperationalError("BEGIN", None, Exception("database is locked"))

    answer = browser.get("/raise")

    assert answer.status_code == 503
    assert "try again in a moment" in answer.text
    assert "locked" not in answer.text


def test_a_part_of_a_page_gets_one_plain_line(app: Flask, browser: FlaskClient) -> None:
    app.extensions["raise"] = errors.CaseClosed("C-2026-0001")

    answer = browser.get("/raise", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.mimetype) == (409, "text/plain")
    assert answer.text == "C-2026-0001 is closed; reopen it to work on it."


def test_a_program_gets_json(app: Flask, browser: FlaskClient) -> None:
    app.extensions["raise"] = errors.CaseClosed("C-2026-0001")

    answer = browser.get("/raise", headers={"Accept": "application/json"})

    assert answer.json == {
        "problem": "C-2026-0001 is closed; reopen it to work on it.",
        "status": 409,
    }


def test_what_a_name_holds_is_shown_as_text(app: Flask, browser: FlaskClient) -> None:
    app.extensions["raise"] = errors.NameTaken("agency", "<script>alert(1)</script>{{ 7*7 }}")

    answer = browser.get("/raise")

    assert "<script>alert" not in answer.text
    assert "{{ 7*7 }}" in answer.text


@pytest.mark.parametrize(
    ("method", "url", "status"), [("GET", "/nowhere", 404), ("PUT", "/health", 405)]
)
def test_problems_of_the_protocol_get_a_page_too(
    client: FlaskClient, method: str, url: str, status: int
) -> None:
    answer = client.open(url, method=method)

    assert answer.status_code == status
    assert SAYS[status][0] in answer.text


def test_a_wrong_method_is_told_which_is_right(client: FlaskClient) -> None:
    assert "GET" in client.put("/health").headers["Allow"]


def test_an_error_without_a_status_of_its_own_is_a_conflict(
    app: Flask, browser: FlaskClient
) -> None:
    class Unheard(CaseworkProblem):
        pass

    app.extensions["raise"] = Unheard("Never heard of.")

    assert browser.get("/raise").status_code == status_of(Unheard()) == 409

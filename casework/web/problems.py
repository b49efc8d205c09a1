"""A domain error becomes a page: what happened in one sentence, never how casework is built."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, current_app, jsonify, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from casework import errors
from casework.errors import CaseworkProblem, NotFound, NotPermitted, TooManyTries
from casework.web import guard

STATUS: dict[type[CaseworkProblem], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    errors.InvitationOver: HTTPStatus.NOT_FOUND,
    NotPermitted: HTTPStatus.FORBIDDEN,
    TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
    errors.FileUnreadable: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.PasswordRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.EmailRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.JurisdictionUnknown: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.ShareEndsInThePast: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooLong: HTTPStatus.UNPROCESSABLE_ENTITY,
    # What is kept is not what was kept: nobody's request is at fault.
    errors.ExhibitAltered: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.LakeFileAltered: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.PackUnsealed: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.TrailBroken: HTTPStatus.INTERNAL_SERVER_ERROR,
    errors.VaultMissing: HTTPStatus.INTERNAL_SERVER_ERROR,
    # What those who run this installation have to do; the sentence may name a place on its disk.
    errors.RegisterMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.RegisterBehind: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""The status of each error and what derives from it; any other is a conflict with what is so."""

SAYS: dict[int, tuple[str, str]] = {
    400: ("This could not be understood", "The request was not complete. Go back and try again."),
    401: ("Sign in to go on", "Your session has ended, or you are not signed in."),
    403: ("You may not do this", "The request was refused."),
    404: ("There is nothing here", "There is no such page, or you may not know of it."),
    405: ("This is not done this way", "Use the buttons and forms of the pages."),
    413: ("This is too much at once", "The upload is larger than this installation accepts."),
    429: ("Too many tries", "Wait a while and try again."),
    503: (
        "casework is not ready",
        "The register is missing or of another version. Ask those who run this installation.",
    ),
}
_FAILED = (
    "Something went wrong on our side",
    "Nothing was changed. What happened is in the log of this installation.",
)
_BUSY = (
    "casework is busy",
    "The register did not answer in time. Nothing was changed; try again in a moment.",
)
_TITLES = {
    HTTPStatus.CONFLICT: "This cannot be done as things are",
    HTTPStatus.UNPROCESSABLE_ENTITY: "This cannot be taken as it is",
    HTTPStatus.INTERNAL_SERVER_ERROR: "What is kept is not what was taken in",
}


def register(app: Flask) -> None:
    """Let the app answer every error with a page of its own."""
    app.register_error_handler(CaseworkProblem, domain)
    app.register_error_handler(HTTPException, protocol)
    app.register_error_handler(OperationalError, register_silent)


def domain(problem: CaseworkProblem) -> Response:
    """Answer an error of the domain with its sentence and its status."""
    status = status_of(problem)
    if isinstance(problem, NotPermitted | NotFound):
        guard.refused(problem)
    title, says = SAYS.get(status, (_TITLES.get(status, ""), ""))
    if status != HTTPStatus.SERVICE_UNAVAILABLE:
        says = str(problem)
    answer = _answer(status, title, says)
    if isinstance(problem, TooManyTries):
        answer.headers["Retry-After"] = problem.until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    return answer


def protocol(problem: HTTPException) -> Response:
    """Answer an error of the protocol, and whatever nobody foresaw (500), in our words."""
    code = problem.code or 500
    title, says = SAYS.get(code, _FAILED if code >= 500 else SAYS[400])
    answer = _answer(code, title, says)
    for name, value in problem.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            answer.headers[name] = value
    return answer


def register_silent(problem: OperationalError) -> Response:
    """Answer that the register could not be reached in time; what is wrong stands in the log."""
    current_app.logger.error("The register did not answer.", exc_info=problem)
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, *_BUSY)


def status_of(problem: CaseworkProblem) -> HTTPStatus:
    """Return the status of the nearest class this error derives from."""
    for kind in type(problem).__mro__:
        if kind in STATUS:
            return STATUS[kind]
    return HTTPStatus.CONFLICT


def _answer(status: int, title: str, says: str) -> Response:
    if "HX-Request" in request.headers:
        answer = Response(says, mimetype="text/plain")
    elif request.accept_mimetypes.best == "application/json":
        answer = jsonify(problem=says, status=int(status))
    else:
        answer = Response(render_template("problems/problem.html", title=title, says=says))
    answer.status_code = int(status)
    return answer

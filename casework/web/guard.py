"""Signed in by default; one Act per request; the one commit, and what a refusal leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, flash, g, redirect, request, url_for
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from casework import audit
from casework.act import Act
from casework.errors import CaseworkProblem, NotPermitted
from casework.model import Officer
from casework.settings import Settings
from casework.web import sessions
from casework.web.register import current_settings, db

PUBLIC = frozenset({"signin.show", "signin.submit", "static", "health"})
"""Open to everybody."""

ON_THE_WAY = frozenset(
    {
        "signin.code",  # the second factor: asks for the password given before
        "signin.check_code",
        "signin.set_up",  # choosing a second factor: the same
        "signin.confirm",
        "signin.welcome",  # an invitation: asks for its token
        "signin.accept",
    }
)
"""Open to whoever is on the way in: each looks at what it needs and refuses everybody else."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_STRANGERS_MAY_SEND = 64 * 1024

View = TypeVar("View", bound=Callable[..., Any])
csrf = CSRFProtect()


def register(app: Flask, settings: Settings) -> None:
    """Let the app ask every request who it is, and keep or drop what it did at the end."""
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_limit
    # A token holds as long as its session: a form left open over lunch must not lose its text.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.before_request(_arrive)
    # After the question who it is: a stranger is told to sign in, not that a token is missing.
    csrf.init_app(app)
    app.before_request(_refuse_what_is_no_text)
    app.after_request(_leave)


def reading(view: View) -> View:
    """Mark a view that only reads and is polled: it takes no lock and keeps nobody signed in.

    Stands under the route: `@blueprint.get("/…")` above, `@reading` below.
    """
    setattr(view, "only_reads", True)  # noqa: B010  a function has no such attribute for mypy
    return view


def signed_in() -> bool:
    """Return whether the one who asks is an officer signed in."""
    return "officer" in g


def current_act() -> Act:
    """Return the Act of this request: the officer signed in, now, in its one transaction."""
    if not signed_in():
        abort(401)
    if "act" not in g:
        _ask_again(g.officer)
        g.act = act_of(g.officer)
    act: Act = g.act
    return act


def act_of(officer: Officer) -> Act:
    """Return an Act of someone on the way in, whose password or link was right."""
    return Act(
        officer=officer,
        at=datetime.now(UTC),
        session=db.session(),
        settings=current_settings(),
        origin=f"web {address()}",
    )


def address() -> str:
    """Return where the request comes from."""
    return request.remote_addr or "unknown"


def keep() -> None:
    """Keep what was done so far, whatever becomes of the rest: a wrong try must count."""
    db.session.commit()


def refused(problem: CaseworkProblem) -> None:
    """Remember that the policy refused: recorded when the request's own transaction is gone."""
    g.refused = problem


def _arrive() -> AnyResponse | None:
    _refuse_other_sites()
    if request.endpoint is None:
        return None  # There is no such page: the same answer for everybody.
    if request.endpoint in PUBLIC:
        request.max_content_length = _STRANGERS_MAY_SEND
        return None
    officer = sessions.current_officer()
    if officer is None:
        request.max_content_length = _STRANGERS_MAY_SEND
        return None if request.endpoint in ON_THE_WAY else _to_sign_in()
    g.officer = officer
    if not _only_reads():
        sessions.seen()
        # Let go of the register: the body may take minutes to arrive, and nobody waits for it.
        db.session.commit()
    return None


def _refuse_other_sites() -> None:
    # Beside the CSRF token: what a browser says of itself cannot be made up by a page.
    site = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in _SAFE and site not in {"same-origin", "none"}:
        abort(403)


def _refuse_what_is_no_text() -> None:
    # No database keeps a NUL in a text, and no browser sends one: somebody is trying doors.
    sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    if any("\0" in name or "\0" in value for name, value in sent):
        abort(400)


def _only_reads() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "only_reads", False))


def _ask_again(officer: Officer) -> None:
    """Make sure, in the transaction that acts, that the session has not been ended meanwhile."""
    if _only_reads():
        return
    named = officer.fs_uniquifier
    db.session.refresh(officer)
    if officer.fs_uniquifier != named or not officer.active:
        abort(401)


def _to_sign_in() -> AnyResponse:
    if sessions.end_if_over():
        flash("Your session has ended. Sign in to go on.", "warning")
    if "HX-Request" in request.headers:
        answer = Response("Sign in to go on.", 401, mimetype="text/plain")
        answer.headers["HX-Redirect"] = url_for("signin.show")
        return answer
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    wanted = request.full_path.rstrip("?")
    return redirect(url_for("signin.show", next=None if wanted == "/" else wanted))


def _leave(response: Response) -> Response:
    if response.status_code < 400:
        db.session.commit()
        return response
    db.session.rollback()
    problem = g.pop("refused", None)
    if problem is not None and signed_in():
        _record_refusal(g.get("act") or act_of(g.officer), problem)
    return response


def _record_refusal(act: Act, problem: CaseworkProblem) -> None:
    # In a transaction of its own: what was refused is undone, that it was tried is not.
    action = problem.action if isinstance(problem, NotPermitted) else ""
    audit.enter(
        act.session,
        audit.Happening(
            at=act.at,
            what="access:refused",
            officer_id=act.officer.id,
            officer=f"{act.officer.name} <{act.officer.email}>",
            agency_id=act.officer.agency_id,
            agency=act.officer.agency.name,
            noun="page",
            noun_id=None,
            name=request.path[:400],
            case_id=None,
            origin=act.origin,
            facts={"method": request.method, "why": type(problem).__name__, "action": action},
        ),
    )
    act.session.commit()

"""The one place that knows every room."""

from __future__ import annotations

from flask import Flask, Response, jsonify, redirect, url_for
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response as AnyResponse

from casework.settings import Settings
from casework.web import (
    admin,
    cases,
    display,
    evidence,
    guard,
    headers,
    intake,
    jobs,
    links,
    packs,
    problems,
    register,
    rings,
    search,
    sessions,
    sharing,
    signin,
    trail,
)

_ROOMS = (
    signin,
    intake,
    rings,
    links,
    cases,
    evidence,
    sharing,
    packs,
    search,
    trail,
    admin,
    jobs,
)


class KeyConverter(IntegerConverter):
    """An id in an address: what no register can hold is no page, on every database."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"max": 2**31 - 1} | options)  # type: ignore[arg-type]


def create_app(settings: Settings) -> Flask:
    """Return the pages of this installation, every room of them."""
    app = Flask(
        "casework", static_folder=settings.static_dir, template_folder=settings.templates_dir
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    app.url_map.converters["int"] = KeyConverter
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    headers.register(app, settings)  # first, so that it has the last word on every answer
    register.open_register(app, settings)
    guard.register(app, settings)
    sessions.register(app, settings)
    problems.register(app)
    display.register(app, settings.time_zone)
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
    app.add_url_rule("/", "home", home)
    app.add_url_rule("/health", "health", health)
    return app


def home() -> AnyResponse:
    """Lead to the first place the officer may go to."""
    places = display.navigation()
    return redirect(places[0].url if places else url_for("signin.account"))


def health() -> Response:
    """Say that casework answers, and nothing more."""
    return jsonify(status="ok")

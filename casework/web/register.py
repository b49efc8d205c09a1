"""The register as the pages reach it: the one Flask-SQLAlchemy object, one session a request."""

from __future__ import annotations

from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy

from casework.model import Base, prepare
from casework.settings import Settings

db = SQLAlchemy(
    model_class=Base,
    # What was read stays readable after the commit: pages are drawn before, files sent after it.
    session_options={"expire_on_commit": False},
    disable_autonaming=True,
)


def open_register(app: Flask, settings: Settings) -> None:
    """Give the app its register, set up as `model` needs it."""
    app.extensions["casework"] = settings
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    server = not settings.database_url.startswith("sqlite")
    # A failed statement goes into the log: without the names and numbers it was about.
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"hide_parameters": True} | (
        {"pool_pre_ping": True} if server else {}
    )
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def current_settings() -> Settings:
    """Return the settings of the app that answers this request."""
    settings: Settings = current_app.extensions["casework"]
    return settings

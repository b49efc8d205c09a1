"""The register as the pages reach it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.model import Agency, Base
from casework.settings import Settings
from casework.web.register import current_settings, db
from tests.worlds import World


def test_the_one_object_knows_the_model(app: Flask, world: World) -> None:
    with app.app_context():
        assert db.metadata is Base.metadata
        found = db.session.get_one(Agency, world.agencies["police"].id)
        assert found.name == "Guangdong Police"


def test_sqlite_is_set_up_as_the_model_needs_it(app: Flask, settings: Settings) -> None:
    with app.app_context():
        if not settings.database_url.startswith("sqlite"):
            assert db.engine.pool._pre_ping
            return
        assert db.session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert db.session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_the_settings_of_the_app_are_at_hand(app: Flask, settings: Settings) -> None:
    with app.app_context():
        assert current_settings() is settings


def test_a_failed_statement_is_logged_without_what_it_was_about(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError) as failed:
        db.session.execute(text("SELECT :asked FROM nowhere"), {"asked": "+8613812345678"})
    assert "+8613812345678" not in str(failed.value)

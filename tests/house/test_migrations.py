"""A register made by the migrations is the register the model describes."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

from casework.model import Base, sessions
from casework.model.append_only import TABLES
from casework.model.upgrade import _config, check, upgrade
from casework.settings import Settings
from tests.factories.intake import batch, photograph
from tests.factories.people import officer


def test_migrated_from_empty_equals_the_model(engine: Engine, settings: Settings) -> None:
    # Given a database with nothing in it
    Base.metadata.drop_all(engine)

    # When it is migrated, twice
    upgrade(engine, settings.migrations_dir)
    upgrade(engine, settings.migrations_dir)

    # Then nothing is missing and nothing is left over
    check(engine, settings.migrations_dir)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))


def test_batches_survive_a_step_back_and_forth(engine: Engine, settings: Settings) -> None:
    # Given a migrated register with a batch that a photograph names
    Base.metadata.drop_all(engine)
    upgrade(engine, settings.migrations_dir)
    with sessions(engine)() as session:
        by = officer(session)
        named = batch(session, by)
        photograph(session, by, batch_id=named.id)
        session.commit()
        before = session.execute(text("SELECT * FROM batch")).all()

    # When the step is taken back at which bytes may be read anew, and taken again
    with engine.begin() as connection:
        config = _config(settings.migrations_dir)
        config.attributes["connection"] = connection
        command.downgrade(config, "0010")
    upgrade(engine, settings.migrations_dir)

    # Then the batch is as it was, and the photograph still names it
    with engine.begin() as connection:
        assert connection.execute(text("SELECT * FROM batch")).all() == before
        assert connection.scalar(text("SELECT batch_id FROM photograph")) == named.id
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        connection.execute(text("DROP TABLE alembic_version"))


def test_migrated_ledgers_are_append_only(engine: Engine, settings: Settings) -> None:
    # Given a migrated register
    Base.metadata.drop_all(engine)
    upgrade(engine, settings.migrations_dir)

    # Then the database holds a guard on each ledger
    catalogue = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname = :table || '_append_only'",
    }[engine.dialect.name]
    with engine.begin() as connection:
        for table in TABLES:
            assert connection.scalar(text(catalogue), {"table": table}) > 0
        connection.execute(text("DROP TABLE alembic_version"))

"""The trail: what happened is kept with its entry or not at all, and no change goes unseen."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from casework import audit
from casework.errors import TrailBroken
from casework.model import NumberSeries, Officer, TrailEntry, sessions
from tests.worlds import World


def _unguarded(session: Session) -> None:
    """Take the database's own guard away, as one with its password could."""
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER trail_entry_no_{verb}"))
    else:
        session.execute(text("ALTER TABLE trail_entry DISABLE TRIGGER trail_entry_append_only"))


def _five_entries(world: World) -> None:
    for number in range(5):
        act = world.act()
        act.record("case:read", world.officers["investigator"], number=number)
        world.session.commit()


@pytest.fixture
def guarded_again(engine: Engine) -> object:
    yield
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(
                text("ALTER TABLE trail_entry ENABLE TRIGGER trail_entry_append_only")
            )


def test_whole_trail_verifies(world: World) -> None:
    # Given five entries
    _five_entries(world)

    # Then all fit
    assert audit.verify(world.session) == 5


def test_entries_wait_for_the_commit(world: World) -> None:
    # Given something recorded and then rolled back
    world.act().record("case:read", world.officers["investigator"])
    world.session.rollback()

    # When something else commits
    world.act().record("case:edited", world.officers["investigator"])
    world.session.commit()

    # Then the trail holds the second alone
    assert [entry.what for entry in world.session.scalars(select(TrailEntry))] == ["case:edited"]


@pytest.mark.usefixtures("guarded_again")
@pytest.mark.parametrize(
    ("damage", "names"),
    [
        ("UPDATE trail_entry SET what = 'case:closed' WHERE seq = 3", 3),
        ("UPDATE trail_entry SET officer = 'Somebody Else' WHERE seq = 2", 2),
        ("DELETE FROM trail_entry WHERE seq = 4", 4),
        ("DELETE FROM trail_entry WHERE seq = 5", 6 - 1),
        ("DELETE FROM trail_entry WHERE seq = 1", 1),
    ],
)
def test_first_entry_that_does_not_fit_is_named(world: World, damage: str, names: int) -> None:
    # Given a trail with one thing changed behind the application's back
    _five_entries(world)
    _unguarded(world.session)
    world.session.execute(text(damage))
    world.session.commit()
    world.session.expire_all()

    # When it is verified
    with pytest.raises(TrailBroken) as broken:
        audit.verify(world.session)

    # Then the first entry that does not fit is named
    assert broken.value.seq == names


@pytest.mark.usefixtures("guarded_again")
def test_an_entry_with_a_new_hash_breaks_the_next(world: World) -> None:
    # Given an entry altered together with its own hash
    _five_entries(world)
    _unguarded(world.session)
    entry = world.session.get_one(TrailEntry, 2)
    entry.name = "another"
    entry.hash = audit.entry_hash(entry)
    world.session.commit()

    # Then the entry after it tells
    with pytest.raises(TrailBroken) as broken:
        audit.verify(world.session)
    assert broken.value.seq == 3


def test_the_database_refuses_changes_itself(world: World) -> None:
    _five_entries(world)

    with pytest.raises(Exception, match="append-only"):
        world.session.execute(text("UPDATE trail_entry SET what = 'x' WHERE seq = 1"))
    world.session.rollback()
    with pytest.raises(Exception, match="append-only"):
        world.session.execute(text("DELETE FROM trail_entry"))
    world.session.rollback()


def test_writers_at_once_make_one_chain(world: World, engine: Engine) -> None:
    # Given four writers, each in a session of its own
    officer_id = world.officers["investigator"].id

    def write() -> None:
        for _ in range(5):
            with sessions(engine)() as session:
                officer = session.get_one(Officer, officer_id)
                act = world.act()
                act.session, act.officer = session, officer
                act.record("case:read", officer)
                session.commit()

    writers = [threading.Thread(target=write) for _ in range(4)]
    world.session.close()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)

    # Then every entry is there and every one fits
    with sessions(engine)() as session:
        assert audit.verify(session) == 20
        assert session.get_one(NumberSeries, "trail").last == 20


def test_a_name_too_long_for_its_column_does_not_stop_what_it_tells(world: World) -> None:
    # Given an officer whose name and address together are longer than the trail has room for
    officer = world.officers["investigator"]
    officer.name, officer.email = "N" * 200, f"{'a' * 60}@{'b' * 180}.example"
    # When they do something
    world.act().record("case:read", officer)
    world.session.commit()
    # Then it is kept, the name cut, the officer's number whole, and the chain fits
    entry = world.session.scalars(select(TrailEntry)).one()
    assert (len(entry.officer), entry.officer[-1]) == (254, "…")
    assert entry.officer_id == officer.id
    assert audit.verify(world.session) == 1

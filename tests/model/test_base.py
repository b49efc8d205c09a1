"""What every table stands on: aware moments, closed words, and transactions that keep order."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.orm import Session

from casework.model import READING, Agency, Officer, base, connect, is_made, prepare, sessions
from casework.vocabulary import AgencyKind
from tests.factories import people

SHANGHAI = ZoneInfo("Asia/Shanghai")


def _read_back(session: Session, at: datetime) -> datetime:
    agency = people.agency(session, created_at=at)
    session.flush()
    session.expire(agency)
    found = agency.created_at
    session.rollback()
    return found


def test_a_naive_time_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        people.agency(session, created_at=datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001


def test_a_moment_comes_back_in_utc(session: Session) -> None:
    found = _read_back(session, datetime(2026, 3, 2, 1, 30, 0, 123456, tzinfo=SHANGHAI))

    assert found == datetime(2026, 3, 1, 17, 30, 0, 123456, tzinfo=UTC)
    assert found.tzinfo is UTC


@given(
    at=some.datetimes(
        min_value=datetime(1900, 1, 2),  # noqa: DTZ001
        max_value=datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=some.builds(
            lambda minutes: timezone(timedelta(minutes=minutes)), some.integers(-720, 840)
        ),
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_moment_comes_back_as_the_same_moment(session: Session, at: datetime) -> None:
    assert _read_back(session, at) == at


def test_moments_are_compared_as_moments(session: Session) -> None:
    # Given a moment written in one zone
    people.agency(session, created_at=datetime(2026, 3, 2, 1, 0, tzinfo=SHANGHAI))

    # When it is looked for from another, an hour before and an hour after
    noon = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
    counts = [
        session.scalar(select(func.count()).where(Agency.created_at > at.astimezone(SHANGHAI)))
        for at in (noon - timedelta(hours=1), noon + timedelta(hours=1))
    ]

    # Then the zones do not matter
    assert counts == [1, 0]


def test_a_word_is_kept_as_text_and_read_as_the_word(session: Session) -> None:
    agency = people.agency(session, kind=AgencyKind.CUSTOMS)
    session.expire(agency)

    assert agency.kind is AgencyKind.CUSTOMS
    assert session.scalar(text("SELECT kind FROM agency")) == "customs"


def test_a_foreign_word_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="'club' is not among"):
        people.agency(session, kind="club")


def test_a_row_cannot_point_nowhere(session: Session) -> None:
    officer = people.officer(session)

    with pytest.raises(IntegrityError):
        session.execute(
            text("UPDATE officer SET agency_id = 4711 WHERE id = :id"), {"id": officer.id}
        )


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_was_read_stays_readable_after_the_commit(engine: Engine) -> None:
    with sessions(engine)() as session:
        officer = people.officer(session, name="Lin Yue")
        session.commit()

    assert officer.name == "Lin Yue"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_register_is_there_or_not(engine: Engine, tmp_path: Path) -> None:
    empty = connect(f"sqlite:///{tmp_path / 'empty.sqlite'}")

    assert is_made(engine)
    assert not is_made(empty)
    empty.dispose()


def test_an_engine_prepared_twice_begins_once(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'register.sqlite'}")
    prepare(engine)

    with engine.begin() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA busy_timeout")) == 15_000
    engine.dispose()


def test_all_who_open_a_new_register_at_once_get_in(tmp_path: Path) -> None:
    # Given many registers that are not made yet, and eight who come to each at the same moment
    refused: list[Exception] = []

    def come(url: str, together: threading.Barrier) -> None:
        engine = connect(url)
        together.wait()
        try:
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS made (x)"))
        except OperationalError as problem:
            refused.append(problem)
        engine.dispose()

    # When they come
    for number in range(30):
        url, together = f"sqlite:///{tmp_path / str(number)}.sqlite", threading.Barrier(8)
        comers = [threading.Thread(target=come, args=(url, together)) for _ in range(8)]
        for comer in comers:
            comer.start()
        for comer in comers:
            comer.join()
    # Then nobody is refused
    assert refused == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_one_writes_at_a_time_and_readers_do_not_wait(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given one who writes, on SQLite
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.1)
    other = connect(str(engine.url))
    with sessions(engine)() as writing, sessions(other)() as reading:
        people.agency(writing)

        # Then another can read what was there before
        reading.connection(execution_options=READING)
        assert reading.scalar(select(func.count()).select_from(Officer)) == 0
        reading.rollback()

        # But not begin to write
        with pytest.raises(OperationalError, match="locked"):
            reading.execute(text("SELECT 1"))
        writing.rollback()
    other.dispose()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_who_reads_first_and_writes_later_is_not_refused(engine: Engine) -> None:
    # Given two who each read the register, then write what they read, one after the other
    agency_id = _agency(engine)

    for name in ("one", "two"):
        with sessions(engine).begin() as session:
            agency = session.get_one(Agency, agency_id)
            agency.name += name

    # Then nothing of either is lost
    with sessions(engine)() as session:
        assert session.get_one(Agency, agency_id).name == "Norvikonetwo"


def _agency(engine: Engine) -> int:
    with sessions(engine).begin() as session:
        return people.agency(session, name="Norvik").id


def test_a_failed_statement_is_told_without_what_it_was_about(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.execute(text("SELECT :asked FROM nowhere"), {"asked": "+8613812345678"})
    assert "+8613812345678" not in str(failed.value)

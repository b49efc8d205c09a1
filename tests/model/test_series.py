"""Numbers without gaps: each once, also when many ask at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from casework.model import NumberSeries, held, sessions


def test_a_new_series_begins_at_zero(session: Session) -> None:
    assert held(session, "C-2026").last == 0
    assert held(session, "C-2026") is held(session, "C-2026")


def test_series_count_apart(session: Session) -> None:
    held(session, "C-2026").last = 7
    session.flush()

    assert held(session, "C-2027").last == 0
    assert held(session, "C-2026").last == 7


def test_a_number_that_was_rolled_back_is_given_again(engine: Engine) -> None:
    with sessions(engine)() as session:
        held(session, "C-2026").last += 1
        session.rollback()

        assert held(session, "C-2026").last == 0


def test_the_series_is_read_anew_when_it_is_locked(engine: Engine) -> None:
    # Given one who looked at the series a while ago
    with sessions(engine)() as early, sessions(engine)() as late:
        held(early, "C-2026").last = 1
        early.commit()
        seen = early.get_one(NumberSeries, "C-2026")
        early.commit()

        # When another has counted on meanwhile
        held(late, "C-2026").last = 5
        late.commit()

        # Then the first, taking the next number, does not go by what it remembers
        assert seen.last == 1
        assert held(early, "C-2026").last == 5


def test_many_at_once_get_every_number_once(engine: Engine) -> None:
    # Given a series nobody has begun
    def take(_: int) -> int:
        with sessions(engine).begin() as session:
            series = held(session, "C-2026")
            series.last += 1
            return series.last

    # When eight ask at once, five times each
    with ThreadPoolExecutor(8) as takers:
        numbers = list(takers.map(take, range(40)))

    # Then no number is given twice and none is left out
    assert sorted(numbers) == list(range(1, 41))

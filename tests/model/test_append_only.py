"""The ledgers: the database itself refuses whoever would change or remove an entry."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from casework.model import AcceptedField, Base, CustodyEntry, TrailEntry
from casework.model.append_only import TABLES, statements
from casework.vocabulary import CustodyAction, ReadFrom
from tests.factories import cases, evidence, intake
from tests.factories.people import NOW
from tests.worlds import World


@pytest.fixture
def ledgers(world: World) -> Session:
    """A session on a register whose ledgers hold an entry each."""
    lin, session = world.officers["investigator"], world.session
    case = cases.case(session, lin)
    exhibit = evidence.exhibit(session, case, lin)
    session.add(_custody(exhibit.id, lin.id))
    session.add(_accepted(intake.photograph(session, lin).id, lin.id))
    world.act().record("case:read", case)
    session.commit()
    return session


def _custody(exhibit_id: int, officer_id: int) -> CustodyEntry:
    return CustodyEntry(
        exhibit_id=exhibit_id,
        seq=1,
        action=CustodyAction.OBTAINED,
        at=NOW,
        zone="UTC",
        from_whom="a buyer",
        to_whom="Lin Yue",
        where="the depot",
        purpose="test buy",
        recorded_by_id=officer_id,
    )


def _accepted(photograph_id: int, officer_id: int) -> AcceptedField:
    return AcceptedField(
        photograph_id=photograph_id,
        version=1,
        column="waybill_no",
        as_read="78461497413665",
        accepted="78461497413665",
        read_from=ReadFrom.BARCODE,
        at=NOW,
        by_id=officer_id,
    )


def test_the_ledgers_are_the_trail_the_custody_and_what_was_accepted() -> None:
    assert sorted(TABLES) == ["accepted_field", "custody_entry", "trail_entry"]


@pytest.mark.parametrize("table", TABLES)
def test_no_entry_is_changed_or_removed(ledgers: Session, table: str) -> None:
    # When somebody tries, past every verb
    for change in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match=f"{table} is append-only"):
            ledgers.execute(text(change))
        ledgers.rollback()

    # Then the entry stands
    assert ledgers.scalar(select(func.count()).select_from(Base.metadata.tables[table])) == 1


def test_entries_are_added_all_the_same(ledgers: Session, world: World) -> None:
    world.act().record("case:edited", world.officers["investigator"])
    ledgers.commit()

    assert ledgers.scalar(select(func.count()).select_from(TrailEntry)) == 2


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_each_guard_names_its_table(dialect: str) -> None:
    for statement in statements("ledger", dialect):
        assert "ledger_" in statement
        assert "is append-only" in statement or "EXECUTE FUNCTION" in statement

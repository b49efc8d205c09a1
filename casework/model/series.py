"""Number series: each number once, none skipped, one transaction at a time."""

from __future__ import annotations

from sqlalchemy import String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from casework.model.base import Base


class NumberSeries(Base):
    """The last number given in a series."""

    __tablename__ = "number_series"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def held(session: Session, name: str) -> NumberSeries:
    """Return the series, locked until this transaction ends; a new one starts at 0."""
    values = {"name": name, "last": 0}
    # Two who begin a series at once must not both add it: the database lets one do nothing.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(postgresql.insert(NumberSeries).values(values).on_conflict_do_nothing())
    else:
        session.execute(sqlite.insert(NumberSeries).values(values).on_conflict_do_nothing())
    return session.scalars(
        select(NumberSeries)
        .where(NumberSeries.name == name)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()

"""What a ring has, by its name: a number would be somebody else's after the next discovery."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select

from casework.act import Act
from casework.analysis.values import AccountKey
from casework.errors import NotFound
from casework.flow.rings.review import latest_run
from casework.model import Finding, Member, Place
from casework.vocabulary import Action


def member_named(act: Act, of: Finding, account: AccountKey) -> Member:
    """Return the member of a ring that is this account; NotFound where it has none, or no more."""
    act.require(Action.RING_READ, of)
    found = act.session.scalars(
        select(Member).where(Member.finding_id == of.id, _is(account))
    ).first()
    if found is None:
        raise NotFound(f"member of {of.ring.number}", "/".join(account))
    return found


def place_named(act: Act, of: Finding, role: str, key: str) -> Place:
    """Return the place of a ring that plays this part at this address, as understood.

    NotFound where the ring has none, or no more.
    """
    act.require(Action.RING_READ, of)
    for place in of.places:
        if (place.role.value, place.key) == (role, key):
            return place
    raise NotFound(f"place of {of.ring.number}", f"{role} {key}".strip())


def now_in(act: Act, account: AccountKey) -> Finding | None:
    """Return the finding of the newest run that the account is in; None where it is in none."""
    run = latest_run(act)
    if run is None:
        return None
    return act.session.scalars(
        act.select(Finding)
        .join(Member, Member.finding_id == Finding.id)
        .where(Finding.run_id == run.id, _is(account))
    ).first()


def _is(account: AccountKey) -> ColumnElement[bool]:
    platform, account_id = account
    return and_(Member.platform == platform, Member.account_id == account_id)

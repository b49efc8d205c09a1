"""Rings as a discovery would have kept them, committed: pages read them themselves."""

from __future__ import annotations

from typing import Any

from casework.model import Finding
from tests.factories import rings
from tests.worlds import World


def found(world: World, **given: Any) -> Finding:
    """Return a finding older than the keeping of evidence: a chain of accounts, one warehouse."""
    made = rings.chain(world.session, world.officers["investigator"], **given)
    assert made.ring.number  # read now: later it would open a transaction and hold the register
    world.session.commit()
    return made


def known(world: World, **given: Any) -> Finding:
    """Return a finding with its evidence: a chain of accounts, each two on one device."""
    made = rings.known(world.session, world.officers["investigator"], **given)
    assert made.ring.number
    world.session.commit()
    return made

"""What every factory stands on: a thing is kept, numbered, and has a hash."""

from __future__ import annotations

from itertools import count
from typing import TypeVar

from sqlalchemy.orm import Session

from casework.model import Base

Thing = TypeVar("Thing", bound=Base)

HASH = "ab" * 32
"""The SHA-256 of bytes nobody will read."""
numbers = count(1)
"""Makes what must be unique so, within one run of the tests."""


def kept(session: Session, thing: Thing) -> Thing:
    """Return the thing, flushed into the register: its id is known."""
    session.add(thing)
    session.flush()
    return thing

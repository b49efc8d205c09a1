"""Passwords: which may be chosen, and how they are kept (argon2id)."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from casework.errors import PasswordRefused
from casework.model import Officer

LEAST, MOST = 12, 200
"""Characters. NIST SP 800-63B-4 and ASVS 5.0 (6.2): length counts, rules of composition do not."""

_FEWEST_DIFFERENT = 5
_OFTEN_GUESSED = frozenset(
    {
        "1q2w3e4r5t6y",
        "adminadminadmin",
        "changemechangeme",
        "iloveyou1234",
        "password1234",
        "password12345",
        "password123456",
        "passwordpassword",
        "qwertyuiop12",
        "qwertyuiop123",
        "qwertyuiopasdfghjkl",
        "welcome12345",
        "woaini1314520",
    }
)


def normal(password: str) -> str:
    """Return the one form a password is hashed and compared in, however a keyboard composed it."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, officer: Officer) -> None:
    """Raise PasswordRefused with the reason where the officer must not choose this password."""
    folded = normal(password).casefold()
    if len(folded) < LEAST:
        raise PasswordRefused(f"it needs at least {LEAST} characters")
    if len(folded) > MOST:
        raise PasswordRefused(f"it may have at most {MOST} characters")
    if len(set(folded)) < _FEWEST_DIFFERENT:
        raise PasswordRefused("it repeats the same few characters")
    if folded in _OFTEN_GUESSED or _runs(folded):
        raise PasswordRefused("it is among the first that are guessed")
    if any(known in folded for known in _known_of(officer)):
        raise PasswordRefused("it holds your name, e-mail address or agency")


def hashed(password: str) -> str:
    """Return the argon2id hash to keep (RFC 9106, second recommended option: 64 MiB, 3 passes)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4).hash(normal(password))


def _runs(folded: str) -> bool:
    steps = {ord(right) - ord(left) for left, right in pairwise(folded)}
    return steps in ({1}, {-1})


def _known_of(officer: Officer) -> list[str]:
    local = officer.email.partition("@")[0]
    said = (officer.email, local, officer.name, officer.agency.code, "casework")
    return [one.casefold() for one in said if len(one) >= 5]

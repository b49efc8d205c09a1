"""Addresses that come from outside: only a path of our own is followed."""

from __future__ import annotations

import re

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


def own_path(address: str | None) -> str:
    """Return the address if it is a path of this house, and the beginning otherwise.

    A link or form must not send anybody to another house.
    """
    return address if address and _OWN_PATH.fullmatch(address) else "/"

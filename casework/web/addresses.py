"""What addresses hold: paths of our own alone, and accounts by their names."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from casework.analysis.values import AccountKey

_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


def own_path(address: str | None) -> str:
    """Return the address if it is a path of this house, and the beginning otherwise.

    A link or form must not send anybody to another house.
    """
    return address if address and _OWN_PATH.fullmatch(address) else "/"


def account_in_address(platform: str, account_id: str) -> str:
    """Return an account as addresses name it: `taobao/s00019382`.

    A slash of the platform's own is quoted: what stands before the first one is the platform.
    """
    return f"{quote(platform, safe='')}/{account_id}"


def account_named(text: str) -> AccountKey:
    """Return the account an address names; whoever types one may leave room around the slash."""
    platform, _, account_id = text.partition("/")
    # A second unquoting can bring back what no register holds: PostgreSQL refuses it as a fault.
    return unquote(platform.strip()).replace("\0", "\N{REPLACEMENT CHARACTER}"), account_id.strip()

"""Packs: what a recipient's share opens, frozen, drawn, signed, and checkable by anyone."""

from casework.flow.packs.checking import PackCheck
from casework.flow.packs.contents import PackOptions
from casework.flow.packs.keys import Keys
from casework.flow.packs.seal import download, packs, read, seal

__all__ = ["Keys", "PackCheck", "PackOptions", "download", "packs", "read", "seal"]

"""Checking: whether a pack is as it was sealed, told in sentences."""

from casework.flow.packs.checking.check import PackCheck

__all__ = ["PackCheck"]

"""Signing in: password, second factor, invitations, and one's own account."""

from casework.web.signin import account, door, factor, welcome
from casework.web.signin.steps import blueprint

__all__ = ["account", "blueprint", "door", "factor", "welcome"]

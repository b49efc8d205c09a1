"""Sharing: open a case, or parts of it, to another agency; take it back."""

from casework.flow.sharing.grants import NewShare, basis, grant, recipients, revoke, share, shares

__all__ = ["NewShare", "basis", "grant", "recipients", "revoke", "share", "shares"]

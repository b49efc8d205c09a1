"""Evidence: bytes by hash, and (beside it) who held them."""

from casework.evidence.custody import (
    NewCustody,
    NewExhibit,
    add_exhibit,
    enter_custody,
    exhibit,
    exhibits,
    open_exhibit,
)
from casework.evidence.vault import Kept, Vault

__all__ = [
    "Kept",
    "NewCustody",
    "NewExhibit",
    "Vault",
    "add_exhibit",
    "enter_custody",
    "exhibit",
    "exhibits",
    "open_exhibit",
]

"""What another system's columns may mean: proposed from their names and values, never decided."""

from casework.flow.intake.proposing.offering import suggested
from casework.flow.intake.proposing.proposal import (
    GIVEN,
    Proposed,
    ProposedColumn,
    proposal,
    unread,
)

__all__ = ["GIVEN", "Proposed", "ProposedColumn", "proposal", "suggested", "unread"]

"""Linking: what ties two accounts, as the machine proposes it and as officers judge it."""

from casework.flow.linking.decide import (
    AccountPair,
    judge,
    judgement,
    judgements,
    withdraw_judgement,
)
from casework.flow.linking.exclude import (
    SharedTrace,
    exclude,
    exclusion,
    exclusions,
    withdraw_exclusion,
)

__all__ = [
    "AccountPair",
    "SharedTrace",
    "exclude",
    "exclusion",
    "exclusions",
    "judge",
    "judgement",
    "judgements",
    "withdraw_exclusion",
    "withdraw_judgement",
]

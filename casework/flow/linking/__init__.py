"""Linking: what ties two accounts, as the machine proposes it and as officers judge it."""

from casework.flow.linking.decide import (
    AccountPair,
    judge,
    judgement,
    judgements,
    withdraw_judgement,
)

__all__ = ["AccountPair", "judge", "judgement", "judgements", "withdraw_judgement"]

"""Photographs: waybills as pictures. What was read is proposed, and an officer accepts it."""

from casework.flow.intake.photographs.accepting import FieldGiven, Seen, accept_fields, put_aside
from casework.flow.intake.photographs.opening import is_photograph
from casework.flow.intake.photographs.showing import picture
from casework.flow.intake.photographs.taking import (
    date_anew,
    fields_read,
    original,
    photograph,
    photographs,
    read_photographs,
)

__all__ = [
    "FieldGiven",
    "Seen",
    "accept_fields",
    "date_anew",
    "fields_read",
    "is_photograph",
    "original",
    "photograph",
    "photographs",
    "picture",
    "put_aside",
    "read_photographs",
]

"""Photographs: waybills as pictures. What was read is proposed, and an officer accepts it."""

from casework.flow.intake.photographs.accepting import FieldGiven, accept_fields, put_aside
from casework.flow.intake.photographs.opening import is_photograph
from casework.flow.intake.photographs.showing import picture
from casework.flow.intake.photographs.taking import (
    fields_read,
    original,
    photograph,
    photographs,
    read_photographs,
)

__all__ = [
    "FieldGiven",
    "accept_fields",
    "fields_read",
    "is_photograph",
    "original",
    "photograph",
    "photographs",
    "picture",
    "put_aside",
    "read_photographs",
]

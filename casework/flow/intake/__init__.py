"""Intake: deliveries come in, row by row understood, and nothing of them is lost."""

from casework.flow.intake.batches import (
    DeliveredRow,
    batches,
    lake_files,
    preview,
    rejected,
    rejects,
    restore,
    row,
    withdraw,
)
from casework.flow.intake.saved_mappings import save_mapping
from casework.flow.intake.taking import TakeInOptions, TakenIn, receive, take_in

__all__ = [
    "DeliveredRow",
    "TakeInOptions",
    "TakenIn",
    "batches",
    "lake_files",
    "preview",
    "receive",
    "rejected",
    "rejects",
    "restore",
    "row",
    "save_mapping",
    "take_in",
    "withdraw",
]

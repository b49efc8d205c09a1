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
from casework.flow.intake.deliveries import (
    Brought,
    brought,
    deliveries,
    delivery,
    look,
    receive,
    reread,
    take_delivery,
    waiting,
)
from casework.flow.intake.looking import Look, LookedTable, dry_run, propose
from casework.flow.intake.photographs import (
    FieldGiven,
    accept_fields,
    original,
    photograph,
    photographs,
    picture,
    put_aside,
    read_photographs,
)
from casework.flow.intake.proposing import GIVEN, Proposed, ProposedColumn
from casework.flow.intake.readers import ENCODINGS
from casework.flow.intake.saved_mappings import (
    mapping_versions,
    mappings,
    save_mapping,
    withdraw_mapping,
)
from casework.flow.intake.taking import TakeInOptions, TakenIn, take_in

__all__ = [
    "ENCODINGS",
    "GIVEN",
    "Brought",
    "DeliveredRow",
    "FieldGiven",
    "Look",
    "LookedTable",
    "Proposed",
    "ProposedColumn",
    "TakeInOptions",
    "TakenIn",
    "accept_fields",
    "batches",
    "brought",
    "deliveries",
    "delivery",
    "dry_run",
    "lake_files",
    "look",
    "mapping_versions",
    "mappings",
    "original",
    "photograph",
    "photographs",
    "picture",
    "preview",
    "propose",
    "put_aside",
    "read_photographs",
    "receive",
    "rejected",
    "rejects",
    "reread",
    "restore",
    "row",
    "save_mapping",
    "take_delivery",
    "take_in",
    "waiting",
    "withdraw",
    "withdraw_mapping",
]

"""What is kept in the register. Plain SQLAlchemy; importing it wakes no web framework."""

from casework.model import append_only, upgrade
from casework.model.base import (
    READING,
    Base,
    Moment,
    connect,
    is_made,
    prepare,
    sessions,
)
from casework.model.cases import Case, Grant, GrantPart, Note, Record
from casework.model.deliveries import Delivery
from casework.model.evidence import CustodyEntry, Exhibit
from casework.model.fitting import fitting
from casework.model.intake import Batch, Mapping
from casework.model.links import ExcludedExplanation, LinkJudgement, SaidOfPair
from casework.model.packs import Pack
from casework.model.people import Agency, Invitation, Officer, RecoveryCode, SignInTry
from casework.model.photographs import AcceptedField, Photograph
from casework.model.rings import Finding, Member, Place, Ring, Run, Tie
from casework.model.series import NumberSeries, held
from casework.model.trail import TrailEntry
from casework.model.work import Job

__all__ = [
    "READING",
    "AcceptedField",
    "Agency",
    "Base",
    "Batch",
    "Case",
    "CustodyEntry",
    "Delivery",
    "ExcludedExplanation",
    "Exhibit",
    "Finding",
    "Grant",
    "GrantPart",
    "Invitation",
    "Job",
    "LinkJudgement",
    "Mapping",
    "Member",
    "Moment",
    "Note",
    "NumberSeries",
    "Officer",
    "Pack",
    "Photograph",
    "Place",
    "Record",
    "RecoveryCode",
    "Ring",
    "Run",
    "SaidOfPair",
    "SignInTry",
    "Tie",
    "TrailEntry",
    "append_only",
    "connect",
    "fitting",
    "held",
    "is_made",
    "prepare",
    "sessions",
    "upgrade",
]

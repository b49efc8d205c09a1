"""The plain values discovery takes and gives: frozen, comparable, free of any database."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from casework.vocabulary import AccountRole, IdentifierKind, Judgement, PlaceRole

AccountKey: TypeAlias = tuple[str, str]
"""Platform and account id, as understood."""


@dataclass(frozen=True, slots=True, order=True)
class RowRef:
    """One row of a delivered file: enough to walk back to it."""

    batch_id: int
    kind: str
    row_number: int
    row_sha256: str


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """What an officer decided about two accounts; discovery obeys it."""

    left: AccountKey
    right: AccountKey
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two accounts are tied: what both show, how rare that is, and what else it could mean."""

    kind: IdentifierKind
    left: str
    """As written for the left account."""
    right: str
    """As written for the right account."""
    value: str
    """As understood, the same for both."""
    weight: float
    """Natural log-likelihood ratio: one operator against two strangers."""
    says: str
    innocent: str
    """The best innocent explanation."""
    rows: list[RowRef]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two accounts of one group, with every reason that ties them."""

    left: AccountKey
    right: AccountKey
    weight: float
    """Natural log-likelihood ratio of all reasons together, each family counted once."""
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Member:
    """An account of a ring: the part it plays and how sure its membership is."""

    platform: str
    account_id: str
    role: AccountRole
    confidence: float
    says: list[str]
    rows: list[RowRef]
    keystone: list[str] = field(default_factory=list)
    """Why the ring would break without it, in sentences; empty for most."""


@dataclass(frozen=True, slots=True)
class NextBuy:
    """An account whose test buy would settle much, what to buy there, and why."""

    platform: str
    account_id: str
    if_counterfeit: float
    """The group's score after a counterfeit verdict."""
    if_genuine: float
    says: list[str]
    brand: str = ""
    listing_id: str = ""
    """Empty where no listing of the account is known."""
    title: str = ""
    price: str = ""
    """Decimal string, as a marketplace shows it; empty where it is not known."""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a ring: the part it plays, where it is, and the parcels that point to it."""

    role: PlaceRole
    address: str
    """As written, in its most complete writing."""
    key: str
    lat: float | None
    lon: float | None
    confidence: float
    says: list[str]
    rows: list[RowRef]


@dataclass(frozen=True, slots=True)
class Sales:
    """Amounts of a ring's orders in one currency by tier of proof (see `docs/rings.md`)."""

    currency: str
    A: Decimal = Decimal("0.00")
    B: Decimal = Decimal("0.00")
    C: Decimal = Decimal("0.00")
    X: Decimal = Decimal("0.00")

    @property
    def total(self) -> Decimal:
        """What was sold: every tier but the excluded one."""
        return self.A + self.B + self.C


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What speaks for and against counterfeits in a group."""

    counterfeit: int = 0
    genuine: int = 0
    seizures: int = 0
    accounts_counterfeit: int = 0
    """Accounts of the group with at least one counterfeit test buy."""


@dataclass(frozen=True, slots=True)
class RingProposal:
    """A group of accounts casework would show an investigator, with everything it rests on."""

    score: float
    stability: float
    brands: list[str]
    members: list[Member]
    places: list[Place]
    ties: list[Tie]
    counterfeit_test_buys: int
    seizures: int
    genuine_test_buys: int
    sales: Sales
    sales_other: list[Sales] = field(default_factory=list)
    """The same for every further currency."""
    reasons: list[str] = field(default_factory=list)
    """Why this is a ring, or why it is only suspected, in sentences."""
    rows: list[RowRef] = field(default_factory=list)
    """The test buys and seizures the judgement of the goods rests on."""
    next_buys: list[NextBuy] = field(default_factory=list)
    evidence: bytes = b""
    """The packed dossier (`casework.analysis.dossier`): what questions are answered from."""


@dataclass(frozen=True, slots=True)
class Hub:
    """A value too common to tie anyone, with the numbers that say so."""

    kind: IdentifierKind
    value: str
    as_written: str
    accounts: int
    parties: int
    """Holders that nothing else joins: each counts as one party."""
    says: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """Everything one run found."""

    rings: list[RingProposal]
    too_common: list[Hub]
    rows: int
    suspected: list[RingProposal] = field(default_factory=list)
    """Groups with the structure of a ring and nothing yet that ties their goods to counterfeits."""
    suspected_left_out: int = 0
    """Further groups like these, less worth a test buy, that are not shown."""

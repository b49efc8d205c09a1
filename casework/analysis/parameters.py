"""The few numbers discovery runs with, each with its reason. They are kept with every run."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """One fixed setting for every lake; nothing here is fitted to a data set."""

    tie_probability: float = 0.9
    """Two accounts are tied when one operator is at least nine times as likely as two strangers:
    the level at which a wrong tie is the exception, while one worn trace alone stays below it."""
    share_in_common: float = 0.5
    """How often two accounts of one operator show the same value of a kind. Rings rotate what
    they show, so a missing match is never counted against a tie, and a half is neutral."""
    coincidence_in_common: float = 0.1
    """The same for what strangers share by coincidence, names and numbers behind a mask: operators
    put other people's names forward and throw numbers away, so far fewer than half repeat them."""
    joined_otherwise: float = 0.3
    """How often, at least, two accounts of one operator that share one value are joined by traces
    of another family as well. Three in ten is what hard evasion leaves; easier prey shows more."""
    partners: float = 1.0
    """Accounts of the same operator an average account has. Most have none, some have dozens."""
    pair_limit: int = 24
    """Values with more unrelated holders are not turned into pairs at all: with two dozen parties
    the evidence of one shared value is below even odds for every kind, and the pairs would grow
    with the square of the holders."""
    hub_parties: int = 8
    """A value that this many otherwise unrelated parties hold, and that cannot tie two accounts
    even at even odds, is listed as too common."""
    prior_holders: float = 50.0
    """How many accounts the stated rates of innocent sharing weigh against the measured ones:
    a few dozen, so that a small delivery is read with experience and a large one with its own
    numbers."""
    family_limit: float = 4.6
    """Posterior log-odds (1 in 100) beyond which one family of traces adds nothing: a single
    source (one warehouse, one agency's computer, one typing error) can forge a whole family."""
    smallest: int = 3
    """Accounts a ring has at least: two shops can be one household."""
    verdict_error: float = 0.03
    """How often a seller of genuine goods is found selling counterfeits: a wrong verdict, or a
    seller that is bad on its own."""
    counterfeit_share: float = 0.8
    """How often a test buy from a ring's account is counterfeit: rings mix in genuine goods."""
    seizure_error: float = 0.02
    """How often seized goods turn out genuine, or to be another's than the consignor's."""
    brand_share: float = 0.1
    """Share of accounts that list a brand found counterfeit, before the listings at hand are
    counted (`prior_holders` says what it weighs): counterfeited brands are the well-known ones."""
    ring_prior_hidden: float = 0.3
    """Share of groups under several registered parties that deal in counterfeits, before any
    verdict: agencies, families and suppliers also join accounts."""
    ring_prior_open: float = 0.02
    """The same for a company's own shops, registered openly under one party."""
    ring_probability: float = 0.85
    """A group is shown as a ring from this probability on; below it is only suspected."""
    suspicion: float = 0.05
    """A group is listed as suspected down to this probability: one in twenty merits a test buy."""
    member_probability: float = 0.8
    """A member is kept when it belongs to the group at least this surely."""
    suspected_limit: int = 500
    """Groups without any verdict that are shown, those most worth a test buy first: as many as a
    team buys from in a year. How many were left out is told."""
    copies: int = 100
    """Perturbed copies for the stability of a ring: standard error at most 0.05."""
    ties_removed: float = 0.15
    """Share of ties left out of each copy, as in published work on criminal networks."""
    core_overlap: float = 0.7
    """A ring counts as found again when its Jaccard overlap with a group of the copy is this."""
    seed: int = 20260

    def as_dict(self) -> dict[str, float | int]:
        """Every parameter by name, to be kept with the run."""
        return asdict(self)

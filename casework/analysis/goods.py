"""Whether a group of accounts deals in counterfeits: verdicts weighed for and against."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, lgamma, log

from casework.analysis.evidence import probability
from casework.analysis.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Goods:
    """What is known of the goods of one group."""

    accounts: int
    parties: int
    """Registered parties: company numbers, or registered names where there is none."""
    counterfeit: int = 0
    """Accounts with a counterfeit test buy."""
    genuine: int = 0
    seizures: int = 0
    purses: int = 1
    """Sellers there are at most: accounts that one payment account or company joins are one."""
    listing: int = 0
    """Accounts of the group whose listings are known."""
    selling: int = 0
    """Accounts of the group that list a brand the verdicts found counterfeit."""
    brand_share: float = 1.0
    """Share of other accounts that list such a brand (`brand_share`)."""

    @property
    def openly_one(self) -> bool:
        """Whether every account is registered under one party: a company's own shops."""
        return self.parties == 1


def ring_log_odds(goods: Goods, parameters: Parameters) -> float:
    """Return the log-odds that the group deals in counterfeits.

    A prior by its registration, then each account found selling counterfeits, and each genuine
    verdict, which can be a ring's genuine goods (`1 - counterfeit_share`). Of many sellers whom
    only a service joins, some are bad on their own or wrongly called so (`verdict_error`), and
    test buyers choose the likeliest: what counts is how seldom so many of so many are found.
    That the whole group sells the brand found counterfeit speaks for one source of goods, that
    it does not speaks for a chance group with one bad apple. (A company's own shops sell the same
    things anyway: for them it says nothing.)
    """
    prior = parameters.ring_prior_open if goods.openly_one else parameters.ring_prior_hidden
    share, error = parameters.counterfeit_share, parameters.verdict_error
    total = log(prior / (1.0 - prior))
    total += goods.counterfeit * log(share) - log(_by_chance(goods, error))
    total += goods.genuine * log((1.0 - share) / (1.0 - error))
    total += goods.seizures * log((1.0 - parameters.seizure_error) / parameters.seizure_error)
    if (goods.counterfeit or goods.seizures) and not goods.openly_one:
        total += _brand_log_odds(goods, parameters)
    return total


def ring_probability(goods: Goods, parameters: Parameters) -> float:
    """Return the probability that the group deals in counterfeits."""
    return probability(ring_log_odds(goods, parameters))


def _by_chance(goods: Goods, error: float) -> float:
    """Return how likely at least so many of the group's sellers are found bad, each on its own."""
    found = goods.counterfeit
    sellers = max(goods.purses, found)
    fewer = sum(comb(sellers, k) * error**k * (1.0 - error) ** (sellers - k) for k in range(found))
    return max(1.0 - fewer, error**found)


_SELLING = (2.0, 1.3)
"""What is known beforehand of the share of a ring's accounts that name the counterfeited brand in
a listing, a beta distribution: around 0.6, and many rings hide it. As if so many accounts that name
it, and so many that do not, had been seen, and 1 each for a share nothing is known of."""
_BRAND_LIMIT = log(20.0)
"""One line of business is one fact, however many accounts show it."""


def brand_share(selling: int, listing: int, parameters: Parameters) -> float:
    """Return the share of accounts that list a brand, by the accounts whose listings are known."""
    weight = parameters.prior_holders
    return (selling + parameters.brand_share * weight) / (listing + weight)


def _brand_log_odds(goods: Goods, parameters: Parameters) -> float:
    base = min(max(goods.brand_share, 1.0 / 10_000), 0.9)
    naming, hiding = _SELLING
    if base >= naming / (naming + hiding):
        return 0.0
    others = max(goods.listing - 1, 0)  # the account a verdict speaks of proves nothing more
    selling = min(max(goods.selling - 1, 0), others)
    total = _log_beta(naming + selling, hiding + others - selling) - _log_beta(naming, hiding)
    total -= selling * log(base) + (others - selling) * log(1.0 - base)
    return min(max(total, -_BRAND_LIMIT), _BRAND_LIMIT)


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)

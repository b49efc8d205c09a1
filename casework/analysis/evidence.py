"""How much a shared value says: log-likelihood ratios from measured rarity, and hubs.

The question for two accounts that show the same value is: how much likelier is that if one
operator runs both than if they are strangers? Strangers share a value when it is of the sort
that strangers share (measured: the `innocent` rate) and when just this stranger holds it (one
party in so many). See Fellegi and Sunter (1969), "A theory for record linkage", JASA 64, for
value-specific weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from casework.analysis.distinct import distinct
from casework.analysis.parameters import Parameters
from casework.vocabulary import IdentifierKind

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]


class Family(IntEnum):
    """Traces that one source can forge together; each family counts once, at its rarest trace."""

    CONTACT = 0
    REGISTRATION = 1
    PAYMENT = 2
    DEVICE = 3
    SHIPPING = 4
    GOODS = 5


class Space(IntEnum):
    """Values that may be compared with one another, masked ones apart from whole ones."""

    PHONE = 0
    EMAIL = 1
    PAYMENT = 2
    COMPANY = 3
    NAME = 4
    DEVICE = 5
    ADDRESS = 6
    PICKUP = 7
    IMAGE = 8
    MARK = 9
    PHONE_MASKED = 10
    NAME_MASKED = 11
    ADDRESS_MASKED = 12
    SENDER_MASKED = 13


FIRST_MASKED = Space.PHONE_MASKED
"""From here on, values stand for a masked writing: two whole ones say nothing through them."""


@dataclass(frozen=True, slots=True)
class SpaceNature:
    """What is known of a kind of value before any data is seen."""

    innocent: float
    """Stated share of accounts that show such a value together with a stranger."""
    by_chance: bool
    """Strangers meet in it by coincidence, not by a common service: there are no hubs."""
    recycled: bool
    """It can pass from one holder to the next in time."""
    alone: bool
    """It can tie two accounts by itself. What neighbours, copyists, customers of one supplier and
    namesakes share however rare it is cannot: it brings two accounts to even odds at most."""
    many: bool
    """Who shows more of them meets more strangers: what labels, pictures and places show. A
    registered account, number or device is lent or it is not, however many there are."""


NATURE: dict[Space, SpaceNature] = {
    Space.PHONE: SpaceNature(0.02, by_chance=False, recycled=True, alone=True, many=True),
    Space.EMAIL: SpaceNature(0.01, by_chance=False, recycled=False, alone=True, many=False),
    Space.PAYMENT: SpaceNature(0.01, by_chance=False, recycled=False, alone=True, many=False),
    Space.COMPANY: SpaceNature(0.01, by_chance=False, recycled=False, alone=True, many=False),
    Space.NAME: SpaceNature(0.5, by_chance=True, recycled=False, alone=False, many=True),
    Space.DEVICE: SpaceNature(0.03, by_chance=False, recycled=False, alone=True, many=False),
    Space.ADDRESS: SpaceNature(0.2, by_chance=False, recycled=True, alone=True, many=True),
    Space.PICKUP: SpaceNature(0.5, by_chance=False, recycled=True, alone=False, many=True),
    Space.IMAGE: SpaceNature(0.3, by_chance=False, recycled=False, alone=False, many=True),
    Space.MARK: SpaceNature(0.3, by_chance=False, recycled=False, alone=False, many=True),
    Space.PHONE_MASKED: SpaceNature(1.0, by_chance=True, recycled=True, alone=False, many=True),
    Space.NAME_MASKED: SpaceNature(1.0, by_chance=True, recycled=False, alone=False, many=True),
    Space.ADDRESS_MASKED: SpaceNature(1.0, by_chance=False, recycled=True, alone=False, many=True),
    Space.SENDER_MASKED: SpaceNature(0.3, by_chance=False, recycled=True, alone=True, many=True),
}
"""Stated rates: numbers and cards are personal, devices are lent to agencies, addresses and
pickup points are shared by neighbours, photographs and goods by customers of one supplier,
names and masked values by chance. The lake's own rates soon outweigh them."""

FAMILY: dict[IdentifierKind, Family] = {
    IdentifierKind.PHONE: Family.CONTACT,
    IdentifierKind.EMAIL: Family.CONTACT,
    IdentifierKind.COMPANY_NUMBER: Family.REGISTRATION,
    IdentifierKind.NAME: Family.REGISTRATION,
    IdentifierKind.PAYMENT_ACCOUNT: Family.PAYMENT,
    IdentifierKind.DEVICE: Family.DEVICE,
    IdentifierKind.ADDRESS: Family.SHIPPING,
    IdentifierKind.RETURN_ADDRESS: Family.SHIPPING,
    IdentifierKind.SENDER_ADDRESS: Family.SHIPPING,
    IdentifierKind.SENDER_PHONE: Family.SHIPPING,
    IdentifierKind.SENDER_NAME: Family.SHIPPING,
    IdentifierKind.PICKUP_POINT: Family.SHIPPING,
    IdentifierKind.IMAGE: Family.GOODS,
    IdentifierKind.BATCH_MARK: Family.GOODS,
}

SPACE: dict[IdentifierKind, Space] = {
    IdentifierKind.PHONE: Space.PHONE,
    IdentifierKind.SENDER_PHONE: Space.PHONE,
    IdentifierKind.EMAIL: Space.EMAIL,
    IdentifierKind.PAYMENT_ACCOUNT: Space.PAYMENT,
    IdentifierKind.COMPANY_NUMBER: Space.COMPANY,
    IdentifierKind.NAME: Space.NAME,
    IdentifierKind.SENDER_NAME: Space.NAME,
    IdentifierKind.DEVICE: Space.DEVICE,
    IdentifierKind.ADDRESS: Space.ADDRESS,
    IdentifierKind.RETURN_ADDRESS: Space.ADDRESS,
    IdentifierKind.SENDER_ADDRESS: Space.ADDRESS,
    IdentifierKind.PICKUP_POINT: Space.PICKUP,
    IdentifierKind.IMAGE: Space.IMAGE,
    IdentifierKind.BATCH_MARK: Space.MARK,
}

MASKED: dict[Space, Space] = {
    Space.PHONE: Space.PHONE_MASKED,
    Space.NAME: Space.NAME_MASKED,
    Space.ADDRESS: Space.ADDRESS_MASKED,
}


def alike(kind: IdentifierKind) -> list[IdentifierKind]:
    """Return the kinds that may name one value: a parcel's sender phone is an account's own too.

    >>> [str(kind) for kind in alike(IdentifierKind.NAME)]
    ['sender name', 'registered name']
    """
    return [one for one in IdentifierKind if SPACE[one] is SPACE[kind]]


_BUCKETS = np.array([2, 3, 5, 9], dtype=np.int64)
"""Holders are measured apart for 2, 3 to 4, 5 to 8, and 9 and more parties."""


@dataclass(frozen=True, slots=True)
class Population:
    """Every shared value of a lake by its space and its holders; arrays of one length."""

    space: Ints
    accounts: Ints
    """Accounts that show the value."""
    parties: Ints
    """The same holders, those that other families join counted once."""
    showing: Ints
    """By space: accounts that show any value of it."""


def weights(population: Population, prior: float, parameters: Parameters) -> Floats:
    """Return the log-likelihood ratio of sharing each value, natural logarithm, never below 0.

    A value that cannot tie alone leaves two parties at even odds at most, and of more each is as
    likely as the others to be the one that belongs. Of all but coincidences and places that have
    neighbours, every further party that nothing else joins speaks for a service or a stock
    picture.
    """
    parties = np.maximum(population.parties, 2)
    nature = [NATURE[space] for space in Space]
    alone = np.array([one.alone for one in nature])[population.space]
    by_chance = np.array([one.by_chance for one in nature])[population.space]
    own = np.array([one.alone or not one.recycled for one in nature])[population.space] & ~by_chance
    weight = _rarity(population, parameters)
    weight = np.where(alone, weight, np.minimum(weight, -prior - np.log(parties - 1.0)))
    service = (parties - 2) * np.log(1.0 - parameters.joined_otherwise)
    weight = np.where(own, weight + service, weight)
    weight = np.where(by_chance, np.minimum(weight, _frequency(population, parameters)), weight)
    positive: Floats = np.maximum(weight, 0.0)
    return positive


def _rarity(population: Population, parameters: Parameters) -> Floats:
    """Return the log-likelihood ratio by rarity alone.

    One operator shows a value twice with probability `share_in_common`; two strangers with the
    measured rate of innocent sharing in its space and bucket, times the chance that just this
    stranger is among its other parties.
    """
    parties = np.maximum(population.parties, 2)
    showing = np.maximum(population.showing[population.space], 2).astype(np.float64)
    strangers = innocent_rates(population, parameters)[population.space, bucket(parties)]
    rarity: Floats = np.log(parameters.share_in_common / (strangers * (parties - 1) / showing))
    return rarity


def _frequency(population: Population, parameters: Parameters) -> Floats:
    """Return the log-likelihood ratio by how many show the value: a stranger draws it as often."""
    showing = np.maximum(population.showing[population.space], 2).astype(np.float64)
    parties = np.maximum(population.parties, 2)
    ratio: Floats = np.log(parameters.coincidence_in_common * showing / parties)
    return ratio


def innocent_rates(population: Population, parameters: Parameters) -> Floats:
    """Return, by space and bucket, how many values an account shows that a stranger shows too.

    Measured as parties in values that nothing else joins, per account (an upper bound: true ties
    without a second trace are among them; above 1 where accounts show many values), shrunk towards
    the stated rate. Nine parties and more are measured together, so that one rare large value
    does not vouch for itself.
    """
    spaces, buckets = len(Space), len(_BUCKETS)
    strangers = np.zeros((spaces, buckets))
    apart = population.parties >= 2
    cells = population.space[apart] * buckets + bucket(population.parties[apart])
    counted = np.bincount(
        cells, weights=population.parties[apart].astype(np.float64), minlength=spaces * buckets
    )
    strangers += counted.reshape(spaces, buckets)
    stated = np.array([NATURE[space].innocent for space in Space])[:, None]
    shown = population.showing.astype(np.float64)[:, None]
    prior = parameters.prior_holders
    rates: Floats = (strangers + stated * prior) / (shown + prior)
    return rates


def bucket(parties: Ints) -> Ints:
    """Return the bucket of each number of parties."""
    return np.searchsorted(_BUCKETS, np.maximum(parties, 2), side="right").astype(np.int64) - 1


def prior_log_odds(accounts: int, parameters: Parameters) -> float:
    """Return the log-odds that two accounts picked at random have one operator."""
    return float(np.log(parameters.partners / max(accounts, 2)))


def are_hubs(population: Population, prior: float, parameters: Parameters) -> npt.NDArray[np.bool_]:
    """Return which values are hubs: many unrelated parties, and by rarity below even odds.

    Values that strangers share by chance (names, masked numbers) are no hubs: their weight already
    says how common they are, and two of them are independent where two services are not.
    """
    by_service = np.array([not NATURE[space].by_chance for space in Space])[population.space]
    many = population.parties >= parameters.hub_parties
    hubs: npt.NDArray[np.bool_] = (
        by_service & many & (_rarity(population, parameters) + prior < 0.0)
    )
    return hubs


def related(
    common: Ints, smaller: Ints, larger: Ints, accounts: int, parameters: Parameters
) -> npt.NDArray[np.bool_]:
    """Return which pairs of values have more holders in common than chance gives them.

    `common` accounts hold both, `smaller` the one and `larger` the other, of `accounts` in all.
    Given one common holder, each further holder of the smaller value holds the larger one with
    probability `share_in_common` if the two are one operator's, and with the share that any
    account has if not.
    """
    one = parameters.share_in_common
    chance = np.clip((larger - 1) / max(accounts - 1, 1), 1e-12, 1.0 - 1e-12)
    ratio = (common - 1) * np.log(one / chance)
    ratio = ratio + (smaller - common) * np.log((1.0 - one) / (1.0 - chance))
    found: npt.NDArray[np.bool_] = ratio > 0.0
    return found


def distinct_parties(value: Ints, party: Ints, values: int) -> Ints:
    """Return for each value how many different parties hold it; holdings as two arrays."""
    if not len(value):
        return np.zeros(values, dtype=np.int64)
    both = distinct(value * (int(party.max()) + 1) + party)
    return np.bincount(both // (int(party.max()) + 1), minlength=values).astype(np.int64)


def probability(log_odds: float) -> float:
    """Return the probability that goes with natural log-odds."""
    return float(1.0 / (1.0 + np.exp(-np.clip(log_odds, -40.0, 40.0))))

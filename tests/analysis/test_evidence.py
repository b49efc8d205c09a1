"""Weights from measured rarity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.evidence import (
    Population,
    Space,
    are_hubs,
    bucket,
    distinct_parties,
    innocent_rates,
    prior_log_odds,
    probability,
    weights,
)
from casework.analysis.parameters import Parameters

P = Parameters()


def _population(space: Space, parties: list[int], showing: int = 5000) -> Population:
    count = np.array(parties, dtype=np.int64)
    shown = np.full(len(Space), showing, dtype=np.int64)
    return Population(np.full(len(parties), int(space), dtype=np.int64), count, count, shown)


def test_a_device_shared_by_two_strangers_is_rare_enough_to_tie() -> None:
    # Given five thousand accounts and one device that two show
    population = _population(Space.DEVICE, [2])
    prior = prior_log_odds(5000, P)

    # When it is weighed
    weight = weights(population, prior, P)[0]

    # Then the two are tied at the probability asked for
    assert probability(weight + prior) >= P.tie_probability


def test_the_more_parties_the_less_it_says() -> None:
    # Given values with ever more unrelated holders
    population = _population(Space.PHONE, [2, 3, 6, 12, 60, 400])

    # When they are weighed
    weight = weights(population, prior_log_odds(5000, P), P)

    # Then the weight falls with every step
    assert (np.diff(weight) <= 0).all()
    assert weight[0] > 5 * weight[-1]


def test_a_courier_stations_phone_is_too_common() -> None:
    # Given a phone of three hundred unrelated shops among others of two
    population = _population(Space.PHONE, [2] * 20 + [300])
    prior = prior_log_odds(5000, P)

    # When hubs are looked for
    hubs = are_hubs(population, prior, P)

    # Then it is one, and only it
    assert hubs.tolist() == [False] * 20 + [True]


def test_names_are_common_but_no_hubs() -> None:
    # Given a surname of three hundred accounts
    population = _population(Space.NAME_MASKED, [300])
    prior = prior_log_odds(5000, P)

    # When hubs are looked for
    hubs = are_hubs(population, prior, P)

    # Then it is not one: its weight says how common it is
    assert not hubs.any()


def test_what_cannot_tie_alone_stays_at_even_odds() -> None:
    # Given a pickup point of two accounts
    prior = prior_log_odds(5000, P)

    # When it is weighed
    weight = weights(_population(Space.PICKUP, [2]), prior, P)[0]

    # Then it brings them to even odds at most
    assert weight + prior <= 0.0


def test_the_stated_rate_gives_way_to_the_measured_one() -> None:
    # Given a lake where every second account shares its phone with a stranger
    population = _population(Space.PHONE, [2] * 1250)

    # When the rate is taken
    rate = innocent_rates(population, P)[int(Space.PHONE), 0]

    # Then it is near one half, not near the stated rate
    assert rate == pytest.approx(0.5, abs=0.02)


def test_parties_are_counted_once_each() -> None:
    # Given a value of three accounts, two of one party, and a value of one
    value, party = np.array([0, 0, 0, 1]), np.array([7, 7, 9, 9])

    # When parties are counted
    found = distinct_parties(value, party, 3)

    # Then two, one and none
    assert found.tolist() == [2, 1, 0]


@given(st.integers(2, 100_000))
def test_every_number_of_parties_has_a_bucket(parties: int) -> None:
    assert 0 <= int(bucket(np.array([parties]))[0]) <= 3


def test_a_coincidence_weighs_no_more_than_its_frequency_allows() -> None:
    # Given a name that two of five thousand accounts bear, where hardly any name is shared
    population = _population(Space.NAME, [2])

    # When it is weighed
    weight = weights(population, prior_log_odds(5000, P), P)[0]

    # Then an operator repeats it one time in ten, and a stranger bears it as often as these two
    assert weight == pytest.approx(np.log(0.1 * 5000 / 2))


def test_a_picture_of_many_is_less_than_a_place_of_many() -> None:
    # Given a picture and a pickup point of six parties each
    prior = prior_log_odds(5000, P)
    picture, place = (
        weights(_population(space, [6]), prior, P)[0] for space in (Space.IMAGE, Space.PICKUP)
    )

    # When they are weighed

    # Then the picture has become a stock picture, the place only has neighbours
    assert picture < place

"""Pairs and their weights."""

from __future__ import annotations

import numpy as np

from casework.analysis.evidence import Family
from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.pairs import keep_units, weighed_pairs
from casework.flow.linking.traces.suggest import suggest
from tests.flow.rings.small_lake import Village


def test_a_pair_is_weighed_family_by_family() -> None:
    # Given two accounts with one phone and one device
    village = Village()
    village.account("a", phone="13912345678", device_ids="feedfeedfeedfeed")
    village.account("b", phone="+86 139 1234 5678", device_ids="feedfeedfeedfeed")
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())

    # When pairs of accounts are weighed
    keep_units(lake, np.arange(suggestion.accounts))
    pairs = weighed_pairs(lake, suggestion.prior, Parameters())

    # Then there is one pair with two families
    assert len(pairs.left) == 1
    told = {Family(int(f)) for f in np.flatnonzero(pairs.by_family[0])}
    assert told == {Family.CONTACT, Family.DEVICE}


def test_a_number_never_shown_at_the_same_time_is_even_odds_at_most() -> None:
    # Given a phone of a shop that closed and of one that opened a year later
    village = Village()
    for account, year in (("before", "2023"), ("after", "2025")):
        village.account(account, opened_on=f"{year}-01-01", phone="13912345678")
        village.listing(account, first_seen=f"{year}-01-01", last_seen=f"{year}-06-01")
    lake = village.lake()

    # When links are suggested
    suggestion = suggest(lake, [], Parameters())

    # Then the two are not tied
    assert len(suggestion.left) == 0

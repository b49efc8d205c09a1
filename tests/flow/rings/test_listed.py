"""Who lists what was found counterfeit."""

from __future__ import annotations

import duckdb

from casework.analysis.parameters import Parameters
from casework.flow.linking.traces.suggest import suggest
from casework.flow.rings.groups import number_groups
from casework.flow.rings.listed import listed_by_ring, read_listings
from tests.flow.rings.small_lake import Village


def _read(village: Village) -> duckdb.DuckDBPyConnection:
    lake = village.lake()
    suggest(lake, [], Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    number_groups(lake, [[row[0] for row in ids.fetchall()]])
    read_listings(lake)
    return lake


def test_the_brand_is_looked_for_in_listings_inside_and_outside() -> None:
    # Given a group of three that name the brand, and four others of whom one does
    village = Village()
    village.ring(3)
    village.test_buy("ring0", "counterfeit")
    for number in range(4):
        brand = "Norvik" if number == 0 else "Other"
        village.listing(f"stranger{number:04d}", brand=brand, title="jacket")

    # When sellers are counted
    (found,) = listed_by_ring(_read(village), [["Norvik"]])

    # Then inside and outside are told apart
    assert (len(found.sellers), len(found.listing)) == (3, 3)
    assert (found.others_selling, found.others_listing) == (1, 4)


def test_a_brand_of_signs_named_in_a_title_is_found_and_who_sells_two_counts_once() -> None:
    # Given brands with signs a search could misread, and one who sells both
    village = Village()
    village.ring(3)
    for brand in ("A+B (C)", "O.K."):
        village.test_buy("ring0", "counterfeit", brand)
    village.listing("stranger0001", title="like a+b (c), o.k.")
    village.listing("stranger0002", title="aab c oxkx")

    # When sellers are counted
    (found,) = listed_by_ring(_read(village), [["A+B (C)", "O.K."]])

    # Then it is found as written, and once
    assert (found.others_selling, found.others_listing) == (1, 2)


def test_without_a_brand_there_is_nothing_to_look_for() -> None:
    village = Village()
    village.ring(3)
    (found,) = listed_by_ring(_read(village), [[]])
    assert (found.listing, found.others_listing) == (set(), 0)

"""What is left of a group when something falls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.analysis.components import components
from casework.analysis.dossier import Dossier
from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.analysis.supposing import Remaining, Supposition, what_if
from tests.analysis.dossiers import dossier, groups, key
from tests.analysis.traces import chain, circle, traces

P = Parameters()
NOTHING = Supposition()


def _names(found: Remaining) -> list[list[int]]:
    return [[int(one.account[1][1:]) for one in group] for group in found.groups]


def _bridged() -> Dossier:
    """Two circles of four and three that one device joins; values 100 and more the bridge."""
    shared = [*circle([0, 1, 2, 3], 0), *circle([4, 5, 6], 50), (3, 4, 100, Space.DEVICE, 12.0)]
    return dossier(traces(7, shared))


def test_what_is_left_says_whether_all_that_is_known_was_kept() -> None:
    shared = traces(6, circle(list(range(6)), 0))

    assert what_if(dossier(shared), NOTHING, P).complete
    assert not what_if(dossier(shared, most=15), NOTHING, P).complete


def _holds(group: Traces) -> bool:
    refused = {pair for pair, confirmed in group.judged.items() if not confirmed}
    pairs = zip(group.left.tolist(), group.right.tolist(), strict=True)
    shared = group.where(np.array([pair not in refused for pair in pairs], dtype=bool))
    return not components(shared.left, shared.right, shared.accounts).any()


@given(groups())
def test_nothing_supposed_the_group_remains(group: Traces) -> None:
    # Given any group that hangs together, with no refusal in it
    group = replace(group, judged={pair: True for pair, yes in group.judged.items() if yes})
    assume(group.accounts >= P.smallest and _holds(group))

    # When nothing falls
    found = what_if(dossier(group), NOTHING, P)

    # Then all of it is there, as sure as it was
    assert _names(found) == [list(range(group.accounts))]
    assert found.fallen_off == []
    assert all(one.confidence == one.before for one in found.groups[0])


@given(groups(), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 6)))
def test_every_account_remains_or_falls_off_and_none_grows_surer(
    group: Traces, fallen: set[int], gone: set[int]
) -> None:
    # When values fall and accounts are taken out
    made = dossier(group)
    supposed = Supposition(
        values=frozenset(f"v{value:03d}" for value in fallen),
        without=frozenset(map(key, gone)),
    )
    found = what_if(made, supposed, P)

    # Then every other account is in one place, and no surer than it was
    placed = [one.account for part in found.groups for one in part] + found.fallen_off
    assert sorted(placed) == sorted(set(made.names) - supposed.without)
    assert all(one.confidence <= one.before + 1e-4 for part in found.groups for one in part)
    assert all(len(part) >= P.smallest for part in found.groups)


def test_a_chain_of_ever_weaker_ties_remains_when_nothing_falls() -> None:
    # Given a group that came together at a level of its own for every account
    weaker = [(i, i + 1, 100 + i, Space.DEVICE, 11.0 - i / 20) for i in range(60)]
    found = what_if(dossier(traces(61, weaker)), NOTHING, P)

    # Then all of it remains
    assert _names(found) == [list(range(61))]
    assert found.fallen_off == []


def test_a_bridge_that_falls_leaves_two_parts() -> None:
    found = what_if(_bridged(), Supposition(values=frozenset({"v100"})), P)

    assert _names(found) == [[0, 1, 2, 3], [4, 5, 6]]
    assert found.says == "Of 7 accounts two parts remain, of 4 and 3; none falls off."


def test_an_explanation_that_holds_takes_the_kind_away_but_where_it_was_excluded() -> None:
    # Given a chain of five devices
    group = dossier(traces(5, chain(5)))

    # When one agency's computer is taken to explain all devices, no group remains
    explained = Supposition(explained=frozenset({Space.DEVICE}))
    assert what_if(group, explained, P).says == "Of 5 accounts no group remains."

    # When an officer excluded it for the first three, in whatever order named, these remain
    excluded = frozenset({(key(1), key(0), "v100"), (key(1), key(2), "v101")})
    found = what_if(group, replace(explained, excluded=excluded), P)
    assert _names(found) == [[0, 1, 2]]
    assert found.fallen_off == [key(3), key(4)]


def test_refused_pairs_part_a_chain() -> None:
    found = what_if(
        dossier(traces(6, chain(6))), Supposition(refused=frozenset({(key(3), key(2))})), P
    )

    assert _names(found) == [[0, 1, 2], [3, 4, 5]]


def test_without_the_one_in_the_middle_the_ends_fall_off() -> None:
    found = what_if(dossier(traces(5, chain(5))), Supposition(without=frozenset({key(2)})), P)

    assert found.groups == []
    assert found.fallen_off == [key(0), key(1), key(3), key(4)]
    assert found.says == "Of 4 accounts no group remains."


def test_a_member_tied_by_a_sum_falls_off_with_half_of_it() -> None:
    # Given an account that a picture and a payee together tie to a circle
    both = [(4, 0, 90, Space.IMAGE, 7.0), (4, 1, 91, Space.PAYMENT, 6.0)]
    group = dossier(traces(5, circle([0, 1, 2, 3], 0) + both))
    assert _names(what_if(group, NOTHING, P)) == [[0, 1, 2, 3, 4]]

    # When the picture falls
    found = what_if(group, Supposition(values=frozenset({"v090"})), P)

    # Then the account falls off, and the others are as sure as before
    assert found.fallen_off == [key(4)]
    assert found.says == "Of 5 accounts 4 still belong together; 1 falls off."
    assert all(one.confidence == one.before for one in found.groups[0])


def test_a_group_that_came_together_below_the_level_of_a_tie_is_parted_only_by_less() -> None:
    # Given two circles joined by less than ties two accounts
    weak = [(3, 4, 100, Space.DEVICE, 8.0), (0, 5, 101, Space.IMAGE, 1.0)]
    group = dossier(traces(7, [*circle([0, 1, 2, 3], 0), *circle([4, 5, 6], 50), *weak]))

    # Then it is one group while all of that stands, and two once part of it falls
    assert _names(what_if(group, NOTHING, P)) == [list(range(7))]
    fallen = what_if(group, Supposition(values=frozenset({"v101"})), P)
    assert _names(fallen) == [[0, 1, 2, 3], [4, 5, 6]]

"""The picture of a ring is the same for everybody, and says how much of the ring it shows."""

from __future__ import annotations

from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.model import LinkJudgement
from casework.vocabulary import Judgement
from casework.web.picture import draw, judged_pairs, pair_of, positions
from tests.factories import rings


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert draw([], [], {}) == {"nodes": [], "edges": [], "accounts": 0}


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.data())
def test_positions_are_the_same_every_time_and_keep_nodes_apart(
    count: int, data: st.DataObject
) -> None:
    ends = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends).filter(lambda one: one[0] != one[1])))

    spots = positions(count, pairs)

    assert spots == positions(count, pairs)
    assert len(set(spots)) == count


def test_tied_accounts_lie_nearer_than_others() -> None:
    # Given two triangles with nothing between them
    pairs = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]

    spots = positions(6, pairs)

    tied = [dist(spots[a], spots[b]) for a, b in pairs]
    apart = [dist(spots[a], spots[b]) for a in range(3) for b in range(3, 6)]
    assert sum(tied) / len(tied) < sum(apart) / len(apart)


def test_what_does_not_fit_is_left_out_and_counted() -> None:
    # Given a ring of four in a row
    members = [rings.member(position) for position in range(4)]
    ties = [rings.tie(place, members[place], members[place + 1]) for place in range(3)]

    # When two are drawn
    picture = draw(members, ties, {}, most=2)

    # Then only what lies between these two is there, and the whole is told
    assert [node["account"] for node in picture["nodes"]] == ["s00000", "s00001"]
    assert [(edge["source"], edge["target"]) for edge in picture["edges"]] == [("a0", "a1")]
    assert picture["accounts"] == 4


def test_a_judged_tie_shows_its_judgement_whichever_account_stands_left() -> None:
    left, right = rings.member(0), rings.member(1)
    tie = rings.tie(0, right, left)
    judged = LinkJudgement(
        left_platform="taobao",
        left_account="s00000",
        right_platform="taobao",
        right_account="s00001",
        judgement=Judgement.REFUSED,
    )

    picture = draw([left, right], [tie], judged_pairs([judged]))

    assert picture["edges"][0]["judgement"] == "refused"
    assert pair_of(tie) in judged_pairs([judged])

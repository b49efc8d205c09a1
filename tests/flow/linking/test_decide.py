"""Judgements on ties: one counts, the earlier ones stay on record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from casework.errors import NotFound, NotPermitted, TooLong
from casework.flow import linking
from casework.flow.linking import AccountPair
from casework.model import LinkJudgement, TrailEntry
from casework.vocabulary import Judgement
from tests.worlds import World

PAIR = AccountPair.of(("taobao", "s1"), ("jd", "s2"))
_keys = st.tuples(st.text(max_size=5), st.text(max_size=5))


@given(_keys, _keys)
def test_a_pair_has_one_writing(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert AccountPair.of(one, other) == AccountPair.of(other, one)


def test_a_judgement_is_kept_with_who_when_and_why(world: World) -> None:
    # When an investigator refuses a tie
    judged = linking.judge(world.act(), PAIR, Judgement.REFUSED, "One landlord, two tenants")
    world.session.commit()
    # Then it counts, and the trail says so
    assert list(linking.judgements(world.act())) == [judged]
    assert judged.judged_by is world.officers["investigator"]
    entry = world.session.scalars(select(TrailEntry)).one()
    assert entry.what == "link:judged"
    assert entry.facts["why"] == "One landlord, two tenants"


def test_a_later_judgement_counts_and_the_earlier_stays(world: World) -> None:
    # Given a confirmed tie
    first = linking.judge(world.act(), PAIR, Judgement.CONFIRMED, "Same person at the depot")
    world.session.flush()
    # When another officer refuses it, naming the accounts in the other order
    again = AccountPair.of(("jd", "s2"), ("taobao", "s1"))
    second = linking.judge(world.act("supervisor"), again, Judgement.REFUSED, "A cousin")
    world.session.flush()
    # Then the new one counts, and the old one is withdrawn, not gone
    assert list(linking.judgements(world.act())) == [second]
    assert first.withdrawn_by_id == world.officers["supervisor"].id
    assert len(world.session.scalars(select(LinkJudgement)).all()) == 2


def test_a_reason_that_cannot_be_kept_whole_is_refused(world: World) -> None:
    with pytest.raises(TooLong, match="The reason has 1,001 characters; at most 1,000"):
        linking.judge(world.act(), PAIR, Judgement.CONFIRMED, "x" * 1001)


def test_a_judgement_is_taken_back_once(world: World) -> None:
    # Given a judgement
    judged = linking.judge(world.act(), PAIR, Judgement.CONFIRMED, "x")
    # When it is withdrawn twice
    for _ in range(2):
        linking.withdraw_judgement(world.act(), judged)
    world.session.commit()
    # Then it no longer counts, and the trail has one withdrawal
    assert list(linking.judgements(world.act())) == []
    what = world.session.scalars(select(TrailEntry.what)).all()
    assert list(what).count("link-judgement:withdrawn") == 1


def test_each_agency_judges_for_itself(world: World) -> None:
    # Given the platform's and the brand's judgement on one pair
    ours = linking.judge(world.act(), PAIR, Judgement.CONFIRMED, "x")
    theirs = linking.judge(world.act("brand"), PAIR, Judgement.REFUSED, "y")
    world.session.flush()
    # Then neither touches or sees the other
    assert list(linking.judgements(world.act())) == [ours]
    assert list(linking.judgements(world.act("brand"))) == [theirs]
    with pytest.raises(NotFound):
        linking.judgement(world.act("brand"), ours.id)
    with pytest.raises(NotFound):
        linking.withdraw_judgement(world.act("brand"), ours)


@pytest.mark.parametrize("officer", ["auditor", "police", "prosecutor"])
def test_those_who_build_no_case_judge_nothing(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        linking.judge(world.act(officer), PAIR, Judgement.CONFIRMED, "x")

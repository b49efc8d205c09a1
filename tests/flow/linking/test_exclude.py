"""Innocent explanations, ruled out: shown with the tie, on record, never weighed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.errors import NotFound, NotPermitted, TooLong
from casework.flow import linking
from casework.flow.linking import AccountPair, SharedTrace
from casework.model import ExcludedExplanation, TrailEntry
from casework.vocabulary import IdentifierKind
from tests.factories import rings as factory
from tests.worlds import World

PAIR = AccountPair.of(("taobao", "s1"), ("jd", "s2"))
PHONE = SharedTrace(IdentifierKind.PHONE, "+8613912345678")
DEVICE = SharedTrace(IdentifierKind.DEVICE, "feedfeedfeedfeed")
WHY = "The operator says the number was never given back"


def test_an_exclusion_is_kept_with_who_when_and_why(world: World) -> None:
    # When an investigator rules out that the number was given out again
    excluded = linking.exclude(world.act(), PAIR, PHONE, WHY)
    world.session.commit()
    # Then it counts, for that value of that pair, and the trail says so
    assert list(linking.exclusions(world.act())) == [excluded]
    assert list(linking.exclusions(world.act(), PAIR)) == [excluded]
    assert list(linking.exclusions(world.act(), AccountPair("a", "b", "c", "d"))) == []
    assert excluded.excluded_by is world.officers["investigator"]
    entry = world.session.scalars(select(TrailEntry)).one()
    assert entry.what == "explanation:excluded"
    assert (entry.facts["kind"], entry.facts["why"]) == ("phone", WHY)


def test_a_later_exclusion_of_the_same_value_counts_and_the_earlier_stays(world: World) -> None:
    # Given a phone and a device whose explanations are excluded
    first = linking.exclude(world.act(), PAIR, PHONE, WHY)
    device = linking.exclude(world.act(), PAIR, DEVICE, "Seized at his desk")
    # When another officer excludes the phone's for another reason
    second = linking.exclude(world.act("supervisor"), PAIR, PHONE, "He answered it twice")
    # Then the new one counts, the old one is withdrawn, not gone, and the device's is untouched
    assert list(linking.exclusions(world.act())) == [device, second]
    assert first.withdrawn_by_id == world.officers["supervisor"].id
    assert len(world.session.scalars(select(ExcludedExplanation)).all()) == 3


def test_an_exclusion_is_taken_back_once(world: World) -> None:
    # Given an exclusion
    excluded = linking.exclude(world.act(), PAIR, PHONE, WHY)
    # When it is withdrawn twice
    for _ in range(2):
        linking.withdraw_exclusion(world.act(), excluded)
    world.session.commit()
    # Then it no longer counts and is still found, and the trail has one withdrawal
    assert list(linking.exclusions(world.act())) == []
    assert linking.exclusion(world.act(), excluded.id) is excluded
    what = world.session.scalars(select(TrailEntry.what)).all()
    assert list(what).count("excluded-explanation:withdrawn") == 1


def test_what_cannot_be_kept_whole_is_refused(world: World) -> None:
    with pytest.raises(TooLong, match="The reason has 1,001 characters; at most 1,000"):
        linking.exclude(world.act(), PAIR, PHONE, "x" * 1001)
    long = SharedTrace(IdentifierKind.ADDRESS, "x" * 1001)
    with pytest.raises(TooLong, match="The value has 1,001 characters; at most 1,000"):
        linking.exclude(world.act(), PAIR, long, WHY)


def test_each_agency_excludes_for_itself(world: World) -> None:
    # Given the platform's and the brand's exclusion on one pair
    ours = linking.exclude(world.act(), PAIR, PHONE, WHY)
    theirs = linking.exclude(world.act("brand"), PAIR, PHONE, WHY)
    # Then neither touches or sees the other
    assert list(linking.exclusions(world.act())) == [ours]
    assert list(linking.exclusions(world.act("brand"))) == [theirs]
    with pytest.raises(NotFound):
        linking.exclusion(world.act("brand"), ours.id)
    with pytest.raises(NotFound):
        linking.withdraw_exclusion(world.act("brand"), ours)
    assert ours.withdrawn_at is None


def test_an_auditor_sees_exclusions(world: World) -> None:
    kept = factory.exclusion(world.session, world.officers["investigator"])
    assert list(linking.exclusions(world.act("auditor"))) == [kept]


@pytest.mark.parametrize("officer", ["auditor", "police", "prosecutor"])
def test_those_who_build_no_case_exclude_nothing(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        linking.exclude(world.act(officer), PAIR, PHONE, WHY)


@pytest.mark.parametrize("officer", ["police", "prosecutor"])
def test_those_who_see_no_rings_see_no_exclusions(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        linking.exclusions(world.act(officer))

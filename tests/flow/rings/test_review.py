"""Rings looked over: ranked, filtered, paged, and each only by who may."""

from __future__ import annotations

import pytest

from casework.act import Act
from casework.errors import NotFound, NotPermitted
from casework.flow import rings
from casework.flow.rings import RingFilter
from casework.model import Finding, Member, Run, Tie
from casework.vocabulary import AccountRole
from tests.factories import rings as factory
from tests.worlds import World


@pytest.fixture
def run(act: Act) -> Run:
    """A run that found five rings and suspects a sixth."""
    run = factory.run(act.session, act.officer)
    for rank, brands in enumerate(
        (["Norvik"], ["Norvik", "Élan"], ["卓越"], ['Best "One"'], [], ["Norvik"]), start=1
    ):
        facts = {"rank": rank, "score": 1.0 - rank / 10, "brands": brands, "suspected": rank == 6}
        found = factory.finding(act.session, act.officer, run=run, **facts)
        platform = "taobao" if rank % 2 else "1688"
        found.members = [_member(1, platform, f"S_{rank}00"), _member(2, "douyin", f"d%{rank}")]
    act.session.commit()
    return run


def _member(position: int, platform: str, account_id: str) -> Member:
    return Member(
        position=position,
        platform=platform,
        account_id=account_id,
        role=AccountRole.STOREFRONT,
        confidence=0.9,
        rows=[],
    )


def _ranks(act: Act, filter: RingFilter | None = None) -> list[int]:
    return [found.rank for found in rings.ranked(act, filter).items]


def test_rings_come_strongest_first_and_the_suspected_when_asked_for(act: Act, run: Run) -> None:
    assert rings.latest_run(act) is run
    assert _ranks(act) == [1, 2, 3, 4, 5]
    assert _ranks(act, RingFilter(suspected=True)) == [6]


@pytest.mark.parametrize(
    ("filter", "ranks"),
    [
        (RingFilter(brand="Norvik"), [1, 2]),
        (RingFilter(brand="Élan"), [2]),
        (RingFilter(brand="卓越"), [3]),
        (RingFilter(brand='Best "One"'), [4]),
        (RingFilter(brand="Nor"), []),
        (RingFilter(brand="%"), []),
        (RingFilter(platform="1688"), [2, 4]),
        (RingFilter(platform="none"), []),
        (RingFilter(min_score=0.75), [1, 2]),
        (RingFilter(text="S_300"), [3]),
        (RingFilter(text="s_3"), [3]),
        (RingFilter(text="S%3"), []),
        (RingFilter(text="d%"), [1, 2, 3, 4, 5]),
        (RingFilter(brand="Norvik", platform="1688", min_score=0.5), [2]),
    ],
    ids=str,
)
def test_filters(act: Act, run: Run, filter: RingFilter, ranks: list[int]) -> None:
    assert _ranks(act, filter) == ranks


def test_a_ring_is_found_by_its_number(act: Act, run: Run) -> None:
    third = rings.ranked(act).items[2]
    number = third.ring.number

    assert _ranks(act, RingFilter(text=number.lower())) == [3]
    assert rings.finding(act, number) is third
    assert rings.of_ring(act, third.ring_id) is third


def test_pages_follow_each_other_without_gap_or_double(act: Act, run: Run) -> None:
    # When the list is read two at a time
    seen, after, pages = [], None, 0
    while pages == 0 or after is not None:
        page = rings.ranked(act, after=after, limit=2)
        seen += [found.rank for found in page.items]
        after, pages = page.after, pages + 1

    # Then each ring comes once, in its place
    assert seen == [1, 2, 3, 4, 5]
    assert pages == 3


def test_only_the_newest_run_counts(act: Act, run: Run) -> None:
    # Given a later run that found the first ring again, and nothing else
    first = rings.ranked(act).items[0]
    later = factory.run(act.session, act.officer)
    again = Finding(
        **{name: getattr(first, name) for name in ("ring_id", "brands", "sales", "suspected")},
        run_id=later.id,
        rank=1,
        score=0.5,
        stability=0.5,
        counterfeit_test_buys=0,
        genuine_test_buys=0,
        seizures=0,
        members_count=0,
    )
    act.session.add(again)
    act.session.flush()

    # Then the list holds that finding, and the ring's number leads to it
    assert rings.ranked(act).items == [again]
    assert rings.finding(act, first.ring.number) is again


def test_before_any_run_there_is_nothing(act: Act) -> None:
    assert rings.latest_run(act) is None
    assert rings.ranked(act).items == []
    assert rings.too_common(act) == []


def test_what_is_too_common_is_told_with_its_numbers(act: Act) -> None:
    hub = {"kind": "phone", "value": "+8613800000001", "accounts": 90, "parties": 80}
    factory.run(act.session, act.officer, too_common=[hub])

    assert rings.too_common(act) == [hub]


def test_ties_come_in_their_order_and_only_with_their_ring(act: Act, run: Run) -> None:
    # Given two ties of one ring
    first, second = rings.ranked(act).items[:2]
    first.ties = [_tie(2, 0.91), _tie(1, 0.99)]
    act.session.commit()

    # Then they come strongest first, page by page
    page = rings.ties(act, first, limit=1)
    assert [tie.weight for tie in page.items] == [0.99]
    assert [tie.weight for tie in rings.ties(act, first, page.after, 1).items] == [0.91]

    # And with no other ring
    assert rings.ties(act, second).items == []


def _tie(position: int, weight: float) -> Tie:
    return Tie(
        position=position,
        left_platform="taobao",
        left_account="a",
        right_platform="taobao",
        right_account=f"b{position}",
        weight=weight,
        reasons=[],
    )


def test_what_changed_since_the_run_before_is_told(act: Act, run: Run) -> None:
    # Given a run in which one ring is new, one lost an account, and one was not found again
    assert rings.changed(act) == []
    new, other, *_ = rings.ranked(act).items
    new.changes = {"new": True, "joined": [], "left": []}
    other.changes = {"new": False, "joined": [], "left": [["taobao", "a"]]}
    run.gone = [{"ring": "R-2026-0099", "accounts": 3, "merged_into": None}]
    act.session.commit()

    # Then these are named, strongest first
    assert rings.changed(act) == [new, other]
    assert rings.gone(act) == run.gone


def test_another_agency_finds_none_of_it(world: World, run: Run) -> None:
    # Given rings of the platform's
    ring = rings.ranked(world.act("investigator")).items[0]

    # Then the brand, which has its own right to read rings, knows none of them
    brand = world.act("brand")
    assert rings.latest_run(brand) is None
    assert rings.ranked(brand).items == []
    assert (rings.changed(brand), rings.gone(brand)) == ([], [])
    with pytest.raises(NotFound):
        rings.finding(brand, ring.ring.number)
    with pytest.raises(NotFound):
        rings.of_ring(brand, ring.ring_id)
    with pytest.raises(NotFound):
        rings.ties(brand, ring)
    with pytest.raises(NotFound):
        rings.as_json(brand, run)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_rings_are_for_those_the_law_names(world: World, run: Run) -> None:
    for officer in ("police", "customs", "prosecutor"):
        with pytest.raises(NotPermitted):
            rings.ranked(world.act(officer))
    assert rings.ranked(world.act("auditor")).items


def test_ties_are_found_by_what_names_them(act: Act) -> None:
    # Given a ring of three, one tied to the next
    of = factory.chain(act.session, act.officer)
    one, other = (("taobao", f"s{number:05d}") for number in (1, 2))
    tie = of.ties[1]

    # Then each is found from either side, and what is not there is not
    assert rings.tie_between(act, of, one, other) is tie
    assert rings.tie_between(act, of, other, one) is tie
    assert rings.tie_between(act, of, one, ("taobao", "nobody")) is None
    assert list(rings.ties_of(act, of, of.members[1])) == of.ties

"""Freezing what a share opens."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.errors import RecipientNotCleared
from casework.flow.packs.contents import freeze
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import Audience, CasePart, IdentifierKind, ShareLevel
from tests.factories import cases, rings
from tests.factories.people import NOW
from tests.flow.packs.worlds import RingCase


def _frozen(ring: RingCase, audience: Audience = Audience.POLICE) -> Snapshot:
    return freeze(ring.act, ring.case, ring.options(audience), 3)


def test_nobody_gets_a_pack_without_a_share(ring: RingCase) -> None:
    with pytest.raises(RecipientNotCleared):
        _frozen(ring)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "given",
    [
        {"level": ShareLevel.VIEW},
        {"level": ShareLevel.CONTRIBUTE},
        {"ends_at": NOW - timedelta(days=1)},
        {"revoked_at": NOW},
    ],
)
def test_a_share_that_is_too_low_or_over_opens_nothing(
    ring: RingCase, given: dict[str, object]
) -> None:
    # Given a share that does not allow taking away now
    to = ring.world.agencies["police"]
    cases.grant(ring.act.session, ring.case, to, ring.act.officer, **given)
    ring.act.session.refresh(ring.case)
    # Then nothing can be frozen for it
    with pytest.raises(RecipientNotCleared):
        _frozen(ring)


def test_only_the_shared_parts_are_in_it(ring: RingCase) -> None:
    # Given a share of the accounts alone
    ring.share("police", frozenset({CasePart.MEMBERS}))
    # When the case is frozen for the police
    facts = _frozen(ring).facts
    # Then nothing else of it is in the snapshot
    assert facts["members"]
    assert {row["part"] for row in facts["records"]} == {"members"}
    for part in ("places", "ties", "exhibits", "notes"):
        assert facts[part] == []
    assert "sales" not in facts["ring"]
    assert "counterfeit_test_buys" not in facts["ring"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({CasePart.PLACES}, set()),
        ({CasePart.MEMBERS}, {"brands"}),
        ({CasePart.TEST_BUYS}, {"brands"}),
        ({CasePart.TIES}, {"score", "stability"}),
        ({CasePart.MEMBERS, CasePart.TIES}, {"brands", "score", "stability"}),
        (
            {CasePart.MEMBERS, CasePart.TIES, CasePart.TEST_BUYS},
            {"brands", "score", "stability", "reasons"},
        ),
    ],
)
def test_of_the_ring_a_pack_tells_what_the_page_of_the_case_tells(
    ring: RingCase, parts: set[CasePart], told: set[str]
) -> None:
    # Given a share of some parts
    ring.share("police", frozenset(parts))
    # When the case is frozen for the police
    facts = _frozen(ring).facts["ring"]
    # Then brands, score and reasons are told where the parts they speak of are open
    assert facts.keys() & {"brands", "score", "stability", "reasons"} == told


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_another_agencys_share_opens_nothing_here(ring: RingCase) -> None:
    ring.share("customs")
    with pytest.raises(RecipientNotCleared):
        _frozen(ring)


def test_the_name_and_page_numbers_carry_case_audience_and_version(snapshot: Snapshot) -> None:
    number = snapshot.facts["case"]["number"]
    assert snapshot.name == f"{number}_police_v1_police"
    assert snapshot.facts["pack"]["bates"] == f"{number}-P1-"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_tie_carries_what_officers_judged(ring: RingCase) -> None:
    # Given a judgement on two accounts that a tie joins
    tie = ring.case.finding.ties[0]
    judged = rings.judgement(ring.act.session, ring.act.officer)
    judged.left_platform, judged.left_account = tie.left_platform, tie.left_account
    judged.right_platform, judged.right_account = tie.right_platform, tie.right_account
    ring.share("police")
    # When it is frozen
    first = _frozen(ring).facts["ties"][0]
    # Then the judgement stands with the tie
    assert [one["why"] for one in first["judgements"]] == ["seen together"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_excluded_explanation_stands_with_its_reason(ring: RingCase) -> None:
    # Given an explanation excluded for one reason of a tie, and one withdrawn
    tie = ring.case.finding.ties[0]
    kept, withdrawn = (rings.exclusion(ring.act.session, ring.act.officer) for _ in range(2))
    for one in (kept, withdrawn):
        one.left_platform, one.left_account = tie.left_platform, tie.left_account
        one.right_platform, one.right_account = tie.right_platform, tie.right_account
        one.kind, one.value = IdentifierKind(tie.reasons[0]["kind"]), tie.reasons[0]["value"]
    withdrawn.withdrawn_at = ring.act.at
    ring.share("police")
    # When it is frozen
    reasons = _frozen(ring).facts["ties"][0]["reasons"]
    # Then the one that counts stands with that reason, and with no other
    (said,) = reasons[0]["excluded"]
    assert said["why"] == kept.why
    assert said["excluded_by"] == ring.act.officer.name
    assert all(one["excluded"] == [] for one in reasons[1:])


def test_every_delivery_a_row_comes_from_is_named(snapshot: Snapshot) -> None:
    named = {one["batch"] for one in snapshot.facts["deliveries"]}
    assert {row["batch"] for row in snapshot.facts["records"]} <= named


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_same_moment_gives_the_same_snapshot(ring: RingCase) -> None:
    ring.share("police")
    assert _frozen(ring).sha256 == _frozen(ring).sha256

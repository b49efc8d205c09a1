"""What a run found, as it stands in the register afterwards: nothing more, nothing less."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from casework.analysis.values import (
    Member,
    NextBuy,
    Place,
    Reason,
    RingProposal,
    RowRef,
    Sales,
    Tie,
)
from casework.flow.rings import findings
from casework.flow.rings.findings import Numbered, write_findings
from casework.model import Base, Finding, Ring, Run
from casework.model import Member as KeptMember
from casework.model import Place as KeptPlace
from casework.model import Tie as KeptTie
from casework.vocabulary import AccountRole, IdentifierKind, PlaceRole
from tests.factories import rings as kept
from tests.factories.base import HASH
from tests.factories.people import NOW
from tests.worlds import World

ROW = RowRef(1, "accounts", 7, HASH)
OTHER = RowRef(2, "orders", 9, HASH)


def _ring_of(*accounts: str) -> RingProposal:
    """Return a ring of these accounts, the first two tied, with everything a ring can have."""
    reason = Reason(
        IdentifierKind.PHONE, "139 1", "1391", "+861391", 6.5, "the same phone", "It is old.", [ROW]
    )
    return RingProposal(
        score=0.97,
        stability=0.9,
        brands=["Norvik", "诺维克"],
        members=[
            Member("taobao", one, AccountRole.STOREFRONT, 0.8, [f"{one} sells"], [ROW, OTHER])
            for one in accounts
        ],
        places=[
            Place(PlaceRole.WAREHOUSE, "兴隆路12号", "gz/12", 23.1, None, 0.7, ["far"], [OTHER])
        ],
        ties=[Tie(("taobao", accounts[0]), ("taobao", accounts[1]), 6.5, [reason])],
        counterfeit_test_buys=2,
        seizures=1,
        genuine_test_buys=3,
        sales=Sales("CNY", A=Decimal("1.5")),
        sales_other=[Sales("USD", X=Decimal("2"))],
        reasons=["They are tied together."],
        rows=[OTHER],
        next_buys=[NextBuy("taobao", accounts[0], 0.99, 0.4, ["It would settle much."])],
        evidence=b"packed",
    )


def _written(world: World, proposals: list[RingProposal], suspected: bool = False) -> Run:
    """Write a run that found these, each a ring of its own."""
    by = world.officers["investigator"]
    run = kept.run(world.session, by)
    rings = [
        Ring(agency_id=by.agency_id, number=f"R{place}", first_seen_at=NOW)
        for place in range(len(proposals))
    ]
    world.session.add_all(rings)
    world.session.flush()
    numbered = [
        Numbered(ring.id, one, suspected, {"new": True})
        for ring, one in zip(rings, proposals, strict=True)
    ]
    write_findings(world.session, run, numbered)
    return run


def test_a_finding_says_everything_its_proposal_says(world: World) -> None:
    # Given a ring that was found
    proposal = _ring_of("a", "b", "c")
    run = _written(world, [proposal], suspected=True)

    # Then the finding has its figures, sentences and rows
    found = world.session.scalars(select(Finding)).one()
    assert (found.run_id, found.ring.number, found.rank, found.suspected) == (run.id, "R0", 1, True)
    assert (found.score, found.stability, found.members_count) == (0.97, 0.9, 3)
    buys = (found.counterfeit_test_buys, found.genuine_test_buys, found.seizures)
    assert buys == (2, 3, 1)
    assert (found.brands, found.reasons) == (proposal.brands, proposal.reasons)
    none = {"A": "0.00", "B": "0.00", "C": "0.00", "X": "0.00"}
    assert found.sales == none | {"currency": "CNY", "A": "1.50"}
    assert found.sales_other == [none | {"currency": "USD", "X": "2.00"}]
    assert found.rows == [asdict(OTHER)]
    assert found.next_buys == [asdict(buy) for buy in proposal.next_buys]
    assert (found.evidence, found.changes) == (b"packed", {"new": True})


def test_its_members_places_and_ties_say_what_they_rest_on(world: World) -> None:
    # Given a ring that was found
    proposal = _ring_of("a", "b", "c")
    _written(world, [proposal])
    found = world.session.scalars(select(Finding)).one()

    # Then each member and each place stands there as it was proposed, with its rows
    for kept_parts, proposed in (
        (found.members, proposal.members),
        (found.places, proposal.places),
    ):
        assert [one.position for one in kept_parts] == list(range(1, len(proposed) + 1))
        for one, other in zip(kept_parts, map(asdict, proposed), strict=True):
            assert {name: getattr(one, name) for name in other} == other

    # And the tie has its reasons, word for word
    (tie,) = found.ties
    assert (tie.left_account, tie.right_account, tie.weight) == ("a", "b", 6.5)
    (reason,) = tie.reasons
    assert reason == asdict(proposal.ties[0].reasons[0])
    assert list(reason) == list(asdict(proposal.ties[0].reasons[0]))


def test_each_of_many_rings_has_its_own_parts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given more rings than are written by one statement
    monkeypatch.setattr(findings, "_AT_ONCE", 2)
    run = _written(world, [_ring_of(f"a{place}", f"b{place}") for place in range(5)])

    # Then they stand by rank, each with its own
    found = world.session.scalars(select(Finding).order_by(Finding.rank)).all()
    assert [(one.run_id, one.rank, one.ring.number) for one in found] == [
        (run.id, place + 1, f"R{place}") for place in range(5)
    ]
    for place, one in enumerate(found):
        assert [member.account_id for member in one.members] == [f"a{place}", f"b{place}"]
        assert [tie.left_account for tie in one.ties] == [f"a{place}"]
        assert len(one.places) == 1


def test_a_run_that_found_nothing_leaves_nothing(world: World) -> None:
    _written(world, [])

    parts: tuple[type[Base], ...] = (Finding, KeptMember, KeptPlace, KeptTie)
    assert [world.session.scalar(select(func.count()).select_from(part)) for part in parts] == [
        0
    ] * 4

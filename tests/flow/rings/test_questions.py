"""Questions of a ring, answered from what was kept with its finding."""

from __future__ import annotations

import pytest

from casework.analysis.dossier import to_bytes
from casework.analysis.evidence import Space
from casework.analysis.supposing import Supposition
from casework.errors import NotFound, NotPermitted
from casework.flow import linking, rings
from casework.flow.linking import AccountPair, SharedTrace
from casework.model import Finding
from casework.vocabulary import IdentifierKind, Judgement
from tests.analysis.dossiers import dossier, key
from tests.analysis.traces import chain, traces
from tests.factories.rings import finding
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
NOTHING = Supposition()


def _chain(world: World, accounts: int = 5) -> Finding:
    kept = to_bytes(dossier(traces(accounts, chain(accounts))))
    made = finding(world.session, world.officers["investigator"], evidence=kept)
    world.session.expire(made)
    return made


def _sizes(world: World, of: Finding, supposed: Supposition = NOTHING) -> list[int]:
    return [len(part) for part in rings.what_if(world.act(), of, supposed).groups]


def test_why_is_answered_for_any_two_members(world: World) -> None:
    # Given a ring of five, one tied to the next
    of = _chain(world)

    # Then neighbours are linked by what they share, and the ends by the chain
    near = rings.why(world.act(), of, key(0), key(1))
    assert near.direct is not None and near.direct.reasons[0].rows
    far = rings.why(world.act("auditor"), of, key(0), key(4))
    assert far.direct is None
    assert [tie.right for tie in far.chain] == [key(1), key(2), key(3), key(4)]


def test_how_a_member_is_known_comes_with_its_rows(world: World) -> None:
    # Given a ring of five; when the second member is asked about
    told = rings.how_known(world.act(), _chain(world), key(1))

    # Then it shares a device with the first and another with the third
    (devices,) = told.families.values()
    assert [value.holders[0][0] for value in devices] == [key(0), key(2)]
    assert all(value.rows for value in devices)


def test_what_a_ring_rests_on_can_be_let_fall(world: World) -> None:
    # Given a ring of five on four devices, two of them asked for
    of = _chain(world)
    base = rings.foundations(world.act(), of, 1, also=[3])

    # Then these two are named, and without them the ring parts
    assert [one.number for one in base.values] == [0, 3]
    assert list(base.kinds) == [Space.DEVICE]
    fallen = Supposition(values=frozenset(one.value for one in base.values))
    assert _sizes(world, of, fallen) == [3]


def test_judgements_of_now_are_obeyed(world: World) -> None:
    # Given a ring of six, and an officer who refuses the tie in its middle
    of = _chain(world, 6)
    assert _sizes(world, of) == [6]
    judged = linking.judge(
        world.act(), AccountPair.of(key(2), key(3)), Judgement.REFUSED, "Two landlords"
    )

    # Then it parts there, and there is no chain across
    assert _sizes(world, of) == [3, 3]
    assert rings.why(world.act(), of, key(0), key(5)).chain == []

    # When the refusal is withdrawn, all is as it was
    linking.withdraw_judgement(world.act(), judged)
    assert _sizes(world, of) == [6]


def test_what_falls_with_an_explanation_but_where_an_officer_excluded_it(world: World) -> None:
    # Given a ring tied by devices, one agency's computer supposed to explain them all
    of = _chain(world)
    explained = Supposition(explained=frozenset({Space.DEVICE}))
    assert _sizes(world, of, explained) == []

    # When officers exclude that for the first two pairs
    for left, value in ((0, "v100"), (1, "v101")):
        linking.exclude(
            world.act(),
            AccountPair.of(key(left), key(left + 1)),
            SharedTrace(IdentifierKind.DEVICE, value),
            "Seized at one desk",
        )

    # Then these three remain
    assert _sizes(world, of, explained) == [3]


def test_a_stranger_is_no_member(world: World) -> None:
    of = _chain(world)

    with pytest.raises(NotFound, match="There is no member taobao/nobody"):
        rings.why(world.act(), of, key(0), ("taobao", "nobody"))
    with pytest.raises(NotFound):
        rings.what_if(world.act(), of, Supposition(without=frozenset({("taobao", "nobody")})))


def test_a_finding_older_than_its_evidence_says_so(world: World) -> None:
    of = finding(world.session, world.officers["investigator"])

    with pytest.raises(NotFound, match=f"There is no kept evidence of ring {of.ring.number}"):
        rings.what_if(world.act(), of, NOTHING)


def test_numbers_a_run_was_made_with_are_used(world: World) -> None:
    # Given a run that took five accounts as the least, and knew a number that is gone since
    of = _chain(world, 4)
    of.run.parameters = {"smallest": 5, "forgotten": 1}

    # Then four are no group
    assert _sizes(world, of) == []


def test_who_may_not_see_the_ring_is_told_nothing(world: World) -> None:
    of = _chain(world)

    for officer, problem in (("brand", NotFound), ("police", (NotPermitted, NotFound))):
        with pytest.raises(problem):
            rings.why(world.act(officer), of, key(0), key(1))
        with pytest.raises(problem):
            rings.what_if(world.act(officer), of, NOTHING)

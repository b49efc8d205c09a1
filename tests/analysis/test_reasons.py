"""Why two accounts are linked: what both show, or the way from one to the other."""

from __future__ import annotations

import pytest
from hypothesis import given

from casework.analysis.evidence import Space
from casework.analysis.grouping import Traces
from casework.analysis.parameters import Parameters
from casework.analysis.reasons import strongest_ties, why
from casework.vocabulary import IdentifierKind
from tests.analysis.dossiers import dossier, groups, key, row
from tests.analysis.traces import chain, circle, traces

P = Parameters()


def test_two_that_share_something_are_told_all_of_it() -> None:
    # Given two accounts that share a phone and a device, and a third that shares nothing
    shared = [(0, 1, 1, Space.PHONE, 7.0), (0, 1, 2, Space.DEVICE, 9.0)]
    group = dossier(traces(3, shared))

    # When it is asked why they are linked, either way round
    found, back = why(group, key(0), key(1), P), why(group, key(1), key(0), P)

    # Then each reason says what, how rare, what else it may mean, and where it is written
    assert found.direct is not None and back.direct is not None
    assert found.chain == [] and found.complete
    device, phone = found.direct.reasons
    assert (device.kind, phone.kind) == (IdentifierKind.DEVICE, IdentifierKind.PHONE)
    assert device.says == "the same device: 2 of 400 accounts show it, 1 in 200 in this data"
    assert device.innocent.startswith("A shop-operating agency")
    assert (phone.left, phone.right) == ("v1 as 0 writes it", "v1 as 1 writes it")
    assert phone.rows == [row(0, 1), row(1, 1)]
    assert found.direct.weight == 16.0
    assert (back.direct.left, back.direct.right) == (key(1), key(0))
    assert [one.left for one in back.direct.reasons] == [one.right for one in found.direct.reasons]
    # And of the third there is nothing to tell
    assert (why(group, key(0), key(2), P).direct, why(group, key(0), key(2), P).chain) == (None, [])


def test_two_that_share_nothing_are_linked_by_the_surest_chain() -> None:
    # Given a chain of five, and a shorter way by two weak pictures
    weak = [(0, 4, 50, Space.IMAGE, 0.5)]
    group = dossier(traces(5, chain(5) + weak))

    # When the ends are asked for
    found = why(group, key(0), key(4), P)

    # Then what they share is told, and the surer way along the chain
    assert found.direct is not None
    assert [reason.kind for reason in found.direct.reasons] == [IdentifierKind.IMAGE]
    assert [(tie.left, tie.right) for tie in found.chain] == [
        (key(0), key(1)),
        (key(1), key(2)),
        (key(2), key(3)),
        (key(3), key(4)),
    ]


def test_a_chain_does_not_go_through_a_refused_tie_which_stays_on_record() -> None:
    # Given a chain of three whose first tie an officer refused
    group = dossier(traces(3, chain(3), {(0, 1): False}))

    # Then there is no way, but what the refused pair shares is still told, at its weight
    assert why(group, key(0), key(2), P).chain == []
    refused = why(group, key(0), key(1), P).direct
    assert refused is not None
    assert refused.weight == 12.0


def test_a_judged_pair_that_shares_nothing_is_told_as_judged() -> None:
    # Given two pairs with a device each, an officer who joined them, and one who parted others
    shared = [(0, 1, 1, Space.DEVICE, 12.0), (2, 3, 2, Space.DEVICE, 12.0)]
    group = dossier(traces(4, shared, {(1, 2): True, (0, 2): False}))

    # Then the joined and the parted are told, without a reason or a weight
    for one, other in ((1, 2), (0, 2)):
        direct = why(group, key(one), key(other), P).direct
        assert direct is not None
        assert (direct.weight, direct.reasons) == (0.0, [])

    # And the chain goes over the joint, leaving nothing out
    chain = why(group, key(0), key(3), P).chain
    assert [(tie.left, tie.right) for tie in chain] == [
        (key(0), key(1)),
        (key(1), key(2)),
        (key(2), key(3)),
    ]
    assert [len(tie.reasons) for tie in chain] == [1, 0, 1]


def test_a_confirmed_pair_is_shown_at_the_weight_of_its_traces() -> None:
    # Given three accounts in a row, the weak tie of the first two confirmed
    shared = [(0, 1, 1, Space.IMAGE, 2.0), (1, 2, 2, Space.DEVICE, 12.0)]
    group = dossier(traces(3, shared, {(0, 1): True}))

    # Then the judgement makes it a tie, and adds nothing to what is told of it
    answer = why(group, key(0), key(1), P)
    assert answer.direct is not None
    assert (answer.direct.weight, answer.chain) == (2.0, [])
    assert [tie.weight for tie in strongest_ties(group, P)] == [12.0, 2.0]


@pytest.mark.parametrize(("weight", "holds"), [(12.0, True), (3.0, False)])
def test_a_chain_says_whether_each_of_its_ties_ties_alone(weight: float, holds: bool) -> None:
    shared = [(0, 1, 1, Space.DEVICE, 12.0), (1, 2, 2, Space.DEVICE, weight)]

    answer = why(dossier(traces(3, shared)), key(0), key(2), P)

    assert (len(answer.chain), answer.holds) == (2, holds)


def test_an_account_is_not_linked_to_itself_and_a_stranger_is_no_member() -> None:
    group = dossier(traces(3, chain(3)))

    assert why(group, key(1), key(1), P).direct is None
    with pytest.raises(KeyError):
        why(group, key(0), ("jd", "s00"), P)


def test_an_answer_says_when_weaker_traces_were_not_kept() -> None:
    group = dossier(traces(6, circle(list(range(6)), 0)), most=15)

    assert not why(group, key(0), key(1), P).complete


@given(groups())
def test_every_tie_that_ties_alone_can_be_shown_and_every_account_has_one(group: Traces) -> None:
    made = dossier(group)

    ties = strongest_ties(made, P)

    assert [tie.weight for tie in ties] == sorted((tie.weight for tie in ties), reverse=True)
    shown = {end for tie in ties for end in (tie.left, tie.right)}
    judged = group.judged
    pairs = zip(made.traces.left.tolist(), made.traces.right.tolist(), strict=True)
    assert shown == {key(end) for pair in pairs if judged.get(pair) is not False for end in pair}
    assert all(tie.reasons for tie in ties)

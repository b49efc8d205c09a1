"""What addresses ask of a ring, and the marks that stand at a tie wherever it is shown."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from casework.analysis.evidence import Space
from casework.errors import NotFound
from casework.flow import linking
from casework.flow.linking import AccountPair, SharedTrace
from casework.model import Finding
from casework.vocabulary import IdentifierKind, Judgement
from casework.web import answers
from casework.web.forms.rings import WhatIfForm
from tests.analysis.dossiers import key
from tests.factories import rings
from tests.worlds import World

pytestmark = [
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("engine"),
]


@pytest.fixture
def ring(world: World) -> Finding:
    return rings.known(world.session, world.officers["investigator"])


def _form(*asked: tuple[str, str]) -> WhatIfForm:
    return WhatIfForm(MultiDict(asked))


def test_what_an_address_lets_fall_is_what_the_form_says(world: World, ring: Finding) -> None:
    # Given an address that names a value, a kind, a pair and an account by their numbers
    form = _form(("value", "2"), ("explained", "device"), ("refused", "0-4"), ("without", "3"))
    base = answers.foundations(world.act(), ring, form)

    # Then it is understood, and the pair can be chosen though no tie of it is kept
    assert form.validate() and form.asked
    supposed = answers.supposition(ring, form, base)
    assert supposed.values == {"v102"}
    assert supposed.explained == {Space.DEVICE}
    assert supposed.refused == {(key(0), key(4))}
    assert supposed.without == {key(3)}


def test_what_can_fall_is_named_so_that_it_can_be_told_apart(world: World, ring: Finding) -> None:
    # Given accounts that share devices, of which a cell can hold several
    form = _form()
    answers.foundations(world.act(), ring, form)

    # Then each device is named itself, and its kind in the words of every sentence about it
    assert "device v100, of 2 accounts" in [str(one.label.text) for one in form.value]
    (kind,) = [str(one.label.text) for one in form.explained]
    assert kind.startswith("The same device: ")


@pytest.mark.parametrize(
    "asked",
    [("value", "99"), ("value", "x"), ("refused", "0-0"), ("refused", "0-99"), ("refused", "²-3"),
     ("refused", "1-" + "9" * 5_000), ("value", "9" * 5_000),
     ("refused", "one"), ("explained", "weather"), ("without", "-1")],
)  # fmt: skip
def test_what_the_ring_does_not_have_is_not_supposed(
    world: World, ring: Finding, asked: tuple[str, str]
) -> None:
    form = _form(asked)
    answers.foundations(world.act(), ring, form)

    assert not form.validate()


@pytest.mark.parametrize(("given", "fits"), [("", True), ("1", True), ("7", False)])
def test_an_address_of_an_earlier_finding_is_told_apart(
    ring: Finding, given: str, fits: bool
) -> None:
    form = _form(("finding", given))

    assert answers.is_of(form, ring) is fits
    assert form.finding.data == ring.id == 1


def test_every_reason_of_a_pair_is_there_with_evidence_and_without(
    world: World, ring: Finding
) -> None:
    # Given a ring whose evidence was kept, and an older one with its strongest ties alone
    old = rings.chain(world.session, world.officers["investigator"])
    old_pair = ("taobao", "s00000"), ("taobao", "s00001")

    # Then the reasons come from the one, and from the kept tie of the other
    (new,) = answers.reasons_between(world.act(), ring, key(0), key(1))
    assert (new.kind, new.value) == (IdentifierKind.DEVICE, "v100")
    (kept,) = answers.reasons_between(world.act(), old, *old_pair)
    assert (kept.kind, kept.value) == (IdentifierKind.PHONE, "+8613812345678")
    assert kept.rows[0].row_number == 2
    assert answers.reasons_between(world.act(), ring, key(0), key(3)) == []


def test_a_pair_asked_for_twice_is_offered_once(world: World, ring: Finding) -> None:
    form = _form(("refused", "0-4"), ("refused", "0-4"), ("refused", "0-1"))
    answers.foundations(world.act(), ring, form)

    offered = [choice[0] for choice in form.refused.choices or ()]
    assert sorted(offered) == sorted(set(offered))
    assert "0-4" in offered


def test_an_exclusion_counts_though_a_later_delivery_names_the_kind_otherwise(
    world: World, ring: Finding
) -> None:
    # Given an exclusion of a number that both wrote on their parcels
    pair = AccountPair.of(key(0), key(1))
    trace = SharedTrace(IdentifierKind.SENDER_PHONE, "+8613812345678")
    excluded = linking.exclude(world.act(), pair, trace, "Seized at his desk.")

    # Then it counts where the number is the accounts' own, and for nothing else
    found = answers.excluded_reasons([excluded])
    assert found[pair, "phone", "+8613812345678"] is excluded
    assert (pair, "email", "+8613812345678") not in found


def test_an_excluded_explanation_is_found_by_pair_kind_and_value(
    world: World, ring: Finding
) -> None:
    # Given an explanation excluded for the first two
    pair = AccountPair.of(key(1), key(0))
    trace = SharedTrace(IdentifierKind.DEVICE, "v100")
    excluded = linking.exclude(world.act(), pair, trace, "Seized at his desk.")

    # Then the marks of the ring name it, whichever of the two is asked for first
    found = answers.marks(world.act(), ring)["excluded"]
    assert found == {(AccountPair.of(key(0), key(1)), "device", "v100"): excluded}


def test_why_two_are_linked_is_told_tie_by_tie(world: World, ring: Finding) -> None:
    # Given the ends of a chain of three; when asked why they are linked
    ends = answers.ends(world.act(), ring, [key(0), key(2)])
    told = answers.why(world.act(), ring, ends)

    # Then the chain leads from one to the other, each tie under a name of its own
    assert told.direct is None and told.complete and not told.apart
    assert [(tie.left, tie.right) for tie in told.chain] == [(key(0), key(1)), (key(1), key(2))]
    assert [tie.id for tie in told.chain] == ["chain-1", "chain-2"]


def test_two_of_different_rings_show_what_was_judged_and_nothing_else(
    world: World, ring: Finding
) -> None:
    # Given another ring of the same run
    other = rings.chain(world.session, world.officers["investigator"], run=ring.run)
    there = "taobao", "s00001"
    ends = answers.ends(world.act(), ring, [key(0), there])
    assert [end.finding for end in ends] == [ring, other]

    # Then nothing is told of them until an officer judges
    told = answers.why(world.act(), ring, ends)
    assert told.apart and told.direct is None
    linking.judge(world.act(), AccountPair.of(key(0), there), Judgement.REFUSED, "Two leases.")
    told = answers.why(world.act(), ring, ends)
    assert told.direct is not None and told.direct.reasons == []


def test_an_account_of_no_ring_of_the_newest_run_is_not_asked_about(
    world: World, ring: Finding
) -> None:
    # Given a ring that the newest run does not find
    rings.run(world.session, world.officers["investigator"])
    rings.chain(world.session, world.officers["investigator"], run=ring.run)

    for account in (("jd", "nobody"), ("taobao", "s00001")):
        with pytest.raises(NotFound):
            answers.ends(world.act(), ring, [key(0), account])


def test_what_officers_confirmed_is_a_tie_though_none_was_kept(world: World, ring: Finding) -> None:
    # Given a kept tie, a pair that shares nothing, and one of two rings, all confirmed; one refused
    act = world.act()
    for one, other in ((0, 1), (0, 4), (0, 9)):
        pair = AccountPair.of(key(one), key(other))
        linking.judge(act, pair, Judgement.CONFIRMED, "One lease.")
    linking.judge(act, AccountPair.of(key(1), key(4)), Judgement.REFUSED, "Two leases.")

    # Then the pair that shares nothing is told, with the judgement as its only ground
    (tie,) = answers.confirmed_ties(act, ring)
    assert (tie.left, tie.right, tie.reasons) == (key(0), key(4), [])


def test_a_confirmed_pair_is_a_tie_of_an_older_finding_too(world: World) -> None:
    old = rings.chain(world.session, world.officers["investigator"])
    pair = ("taobao", "s00000"), ("taobao", "s00002")
    linking.judge(world.act(), AccountPair.of(*pair), Judgement.CONFIRMED, "One lease.")

    (tie,) = answers.confirmed_ties(world.act(), old)
    assert (tie.left, tie.right) == pair

    # And that is why the two are linked
    told = answers.why(world.act(), old, answers.ends(world.act(), old, pair)).direct
    assert told is not None and told.reasons == []


def test_fragile_is_what_is_found_again_in_fewer_than_seven_of_ten() -> None:
    assert answers.fragile(0.69)
    assert not answers.fragile(0.7)

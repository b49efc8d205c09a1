"""What became of rings from one run to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casework.analysis.changes import changes
from casework.analysis.values import AccountKey

Rings = dict[int, set[AccountKey]]


def _ring(accounts: str) -> set[AccountKey]:
    return {("taobao", one) for one in accounts}


@st.composite
def _rings(draw: st.DrawFn) -> Rings:
    """Draw rings that share no account."""
    ring_of = draw(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 4)))
    found: Rings = {}
    for account, ring in ring_of.items():
        found.setdefault(ring, set()).add(("taobao", account))
    return found


@given(_rings(), _rings())
def test_who_joined_and_who_left_make_up_the_ring(before: Rings, after: Rings) -> None:
    found = changes(before, after)

    assert found.rings.keys() == after.keys()
    assert found.gone.keys() == before.keys() - after.keys()
    for ring, change in found.rings.items():
        was = before.get(ring, set())
        assert (was | set(change.joined)) - set(change.left) == after[ring]
        assert set(change.joined).isdisjoint(was) and set(change.left) <= was
        assert change.new == (ring not in before)
        strangers = all(after[ring].isdisjoint(members) for members in before.values())
        assert change.fresh == (change.new and strangers)
        assert change.anything == (was != after[ring] or bool(change.merged or change.split_off))


@given(_rings())
def test_nothing_changed_nothing_is_told(rings: Rings) -> None:
    found = changes(rings, rings)

    assert not found.gone
    assert not any(change.anything for change in found.rings.values())


@given(_rings(), _rings())
def test_every_merger_and_every_split_has_two_ends(before: Rings, after: Rings) -> None:
    found = changes(before, after)

    for ring, into in found.gone.items():
        assert into is None or ring in found.rings[into].merged
    for ring, change in found.rings.items():
        if change.split_from is not None:
            assert change.new and ring in found.rings[change.split_from].split_off


def test_rings_merge_split_come_and_go() -> None:
    # Given four rings
    before = {1: _ring("abcd"), 2: _ring("efg"), 3: _ring("hijklm"), 4: _ring("nop")}

    # When the second goes into the first, the third parts, the fourth goes and another comes
    after = {1: _ring("abcdefg"), 3: _ring("hij"), 5: _ring("klm"), 6: _ring("xyz")}
    found = changes(before, after)

    # Then each says so
    assert found.gone == {2: 1, 4: None}
    assert found.rings[1].merged == [2]
    assert [account for _, account in found.rings[1].joined] == ["e", "f", "g"]
    assert (found.rings[3].split_off, found.rings[5].split_from) == ([5], 3)
    assert (found.rings[6].new, found.rings[6].split_from) == (True, None)


def test_a_ring_that_comes_out_of_another_is_new_and_not_of_new_accounts() -> None:
    # When a ring of ten parts
    found = changes({1: _ring("abcdefghij")}, {1: _ring("abcdef"), 2: _ring("ghij")})

    # Then the part without the number is new, and known by where it came from
    part = found.rings[2]
    assert (part.new, part.fresh, part.split_from) == (True, False, 1)


def test_a_few_accounts_do_not_make_a_merger() -> None:
    # Given a ring of which one account of four went to another
    found = changes({1: _ring("abc"), 2: _ring("defg")}, {1: _ring("abcd")})

    # Then it is gone, not merged
    assert found.gone == {2: None}

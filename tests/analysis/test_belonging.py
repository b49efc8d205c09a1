"""How an account is known to belong: family by family, value by value, with whom and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from casework.analysis.belonging import belonging
from casework.analysis.dossier import from_bytes, to_bytes
from casework.analysis.evidence import Family, Space
from casework.analysis.grouping import Traces
from tests.analysis.dossiers import dossier, groups, key, row
from tests.analysis.traces import traces

_SHARED = [
    (0, 1, 1, Space.PHONE, 5.0),
    (0, 2, 1, Space.PHONE, 7.0),
    (1, 2, 1, Space.PHONE, 7.0),
    (0, 1, 2, Space.DEVICE, 11.0),
    (1, 2, 3, Space.PAYMENT, 12.0),
]


def test_what_an_account_shares_is_told_by_family_the_strongest_first() -> None:
    # Given an account that shares a phone with two others and a device with one
    found = belonging(dossier(traces(3, _SHARED)), key(0))

    # Then the device comes first, and of the phone's holders the surer one
    assert list(found.families) == [Family.DEVICE, Family.CONTACT]
    (phone,) = found.families[Family.CONTACT]
    assert [account for account, _ in phone.holders] == [key(2), key(1)]
    assert (phone.best.left, phone.best.right) == ("v1 as 0 writes it", "v1 as 2 writes it")
    assert phone.best.innocent and phone.best.says
    assert found.complete


def test_its_own_rows_and_those_of_another_are_told_apart() -> None:
    (phone,) = belonging(dossier(traces(3, _SHARED)), key(0)).families[Family.CONTACT]

    assert phone.rows == [row(0, 1)]
    assert phone.others(phone.best) == [row(2, 1)]


def test_a_number_shown_at_different_times_is_said_of_the_two_alone() -> None:
    # Given a phone that the first account showed long after the second, and beside the third
    group = dossier(traces(3, _SHARED))
    times = [(100.0, 200.0), (0.0, 50.0), (150.0, 160.0)]
    shown = [
        {number: replace(one, first=first, last=last) for number, one in line.items()}
        for line, (first, last) in zip(group.shown, times, strict=True)
    ]
    group = replace(group, shown=shown)

    # When the first is asked about
    (phone,) = belonging(group, key(0)).families[Family.CONTACT]

    # Then only of the second it is said that they never showed it at the same time
    assert "at the same time" not in phone.says
    assert [(account, phone.apart(why)) for account, why in phone.holders] == [
        (key(2), False),
        (key(1), True),
    ]


def test_who_shares_nothing_is_told_nothing_and_a_stranger_is_none() -> None:
    alone = dossier(traces(4, _SHARED))

    assert belonging(alone, key(3)).families == {}
    with pytest.raises(KeyError):
        belonging(alone, key(9))


@given(groups())
def test_every_trace_of_an_account_is_told_once(group: Traces) -> None:
    # Given any group, packed and read again; when each account is asked about
    kept = from_bytes(to_bytes(dossier(group)))
    told = [
        (name, other, reason.value)
        for name in kept.names
        for values in belonging(kept, name).families.values()
        for value in values
        for other, reason in value.holders
    ]

    # Then every trace is told of both its accounts, and nothing else is
    assert len(told) == len(set(told)) == 2 * len(kept.traces.left)

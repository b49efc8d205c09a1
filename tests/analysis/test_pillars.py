"""What a group rests on: the values that carry most, and the kinds they are of."""

from __future__ import annotations

from casework.analysis.evidence import Space
from casework.analysis.pillars import kinds, pillars
from casework.vocabulary import IdentifierKind
from tests.analysis.dossiers import dossier
from tests.analysis.traces import traces

_SHARED = [
    (0, 1, 1, Space.PHONE, 5.0),
    (0, 2, 1, Space.PHONE, 7.0),
    (1, 2, 1, Space.PHONE, 7.0),
    (0, 1, 2, Space.DEVICE, 11.0),
    (1, 2, 3, Space.PAYMENT, 12.0),
]


def test_what_carries_most_comes_first() -> None:
    # Given a phone of three accounts, a device and a payee of two each
    found = pillars(dossier(traces(3, _SHARED)), 2)

    # Then the phone, which ties three pairs, comes before the payee, and the device is left out
    assert [(one.kind, one.accounts, one.weight) for one in found] == [
        (IdentifierKind.PHONE, 3, 7.0),
        (IdentifierKind.PAYMENT_ACCOUNT, 2, 12.0),
    ]
    assert (found[0].value, found[0].written) == ("v001", "v1 as 0 writes it")


def test_what_was_asked_for_is_there_whatever_it_carries() -> None:
    group = dossier(traces(3, _SHARED))
    device = next(one.number for one in pillars(group, 3) if one.space is Space.DEVICE)

    assert device in [one.number for one in pillars(group, 1, also=(device, 99, -1))]
    assert len(pillars(group, 1, also=(device, 99, -1))) == 2


def test_kinds_come_with_their_innocent_explanations() -> None:
    found = kinds(dossier(traces(3, _SHARED)))

    assert list(found) == [Space.PHONE, Space.PAYMENT, Space.DEVICE]
    assert found[Space.DEVICE].startswith("A shop-operating agency")

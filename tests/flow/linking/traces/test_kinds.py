"""Kinds by number."""

from __future__ import annotations

from casework.analysis.evidence import Family, Space
from casework.flow.linking.traces.kinds import (
    SENDER,
    family_of,
    kind_number,
    kind_of,
    natures,
)
from casework.vocabulary import IdentifierKind


def test_kinds_have_numbers_both_ways() -> None:
    assert all(kind_of(kind_number(kind)) is kind for kind in IdentifierKind)


def test_the_joined_trace_is_of_the_shipping_family() -> None:
    assert family_of(SENDER) is Family.SHIPPING
    assert family_of(kind_number(IdentifierKind.PHONE)) is Family.CONTACT


def test_every_kind_has_a_space_for_whole_and_for_masked_values() -> None:
    found = natures()
    place = found["kind"].index(kind_number(IdentifierKind.SENDER_PHONE))
    assert found["whole"][place] == Space.PHONE
    assert found["masked"][place] == Space.PHONE_MASKED
    assert found["masked"][SENDER] == found["whole"][SENDER] == Space.SENDER_MASKED

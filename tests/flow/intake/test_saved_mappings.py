"""A mapping is saved once, by name, only where it fits, and seen by its own agency alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import MappingUnfit, NameTaken, NotPermitted
from casework.flow import intake
from casework.flow.intake.mapping import header_sha256
from casework.flow.intake.saved_mappings import saved_mappings
from casework.model import TrailEntry
from casework.vocabulary import DeliveryKind
from tests.worlds import World

_HEADER = ["Shop", "Nr", "Sum"]
_COLUMNS = {"Shop": "platform", "Nr": "order_id", "Sum": "amount"}


def _save(act: Act, name: str = "ERP", columns: Mapping[str, str] = _COLUMNS) -> None:
    intake.save_mapping(act, name, DeliveryKind.ORDERS, columns, _HEADER)


def test_a_saved_mapping_is_found_by_its_header(act: Act) -> None:
    # Given and when: a mapping is saved
    _save(act)
    act.session.commit()
    # Then it is found by the header, and the trail has it
    saved = saved_mappings(act)[header_sha256(_HEADER)]
    assert (saved.name, saved.kind, saved.columns) == ("ERP", DeliveryKind.ORDERS, _COLUMNS)
    assert act.session.scalars(select(TrailEntry.what)).all() == ["mapping:saved"]


def test_a_name_is_given_once(act: Act) -> None:
    # Given a saved mapping; when another is to have its name; then
    _save(act)
    with pytest.raises(NameTaken, match="ERP"):
        _save(act)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (_COLUMNS | {"Other": "status"}, "the header has no column Other"),
        (_COLUMNS | {"Sum": "colour"}, "orders have no column colour"),
        (_COLUMNS | {"Sum": "order_id"}, "two columns are given as order_id"),
        ({"Shop": "platform"}, "no column is given as order_id"),
    ],
)
def test_what_does_not_fit_is_not_saved(act: Act, columns: dict[str, str], why: str) -> None:
    # Given a mapping with a flaw; when it is to be saved; then the sentence names the flaw
    with pytest.raises(MappingUnfit, match=why):
        _save(act, columns=columns)


def test_another_agency_does_not_see_it(world: World) -> None:
    # Given a mapping of the platform; when the brand looks; then it has none, and may use the name
    _save(world.act("investigator"))
    assert saved_mappings(world.act("brand")) == {}
    _save(world.act("brand"))


def test_who_may_not_import_may_not_save(world: World) -> None:
    # Given an auditor; when saving; then
    with pytest.raises(NotPermitted):
        _save(world.act("auditor"))

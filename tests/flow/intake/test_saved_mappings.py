"""A mapping is saved once, by name, only where it fits, and seen by its own agency alone."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from casework.act import Act
from casework.errors import MappingUnfit, MappingWithdrawn, NameTaken, NotPermitted
from casework.flow import intake
from casework.flow.intake.mapping import header_sha256, recognise
from casework.flow.intake.saved_mappings import saved_mappings
from casework.model import Officer, TrailEntry, sessions
from casework.vocabulary import DeliveryKind
from tests.factories.people import NOW
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


def test_a_correction_is_a_new_version_and_both_are_kept(act: Act) -> None:
    # Given a saved mapping; when it is saved corrected, and then once more unchanged
    _save(act)
    corrected = {"Shop": "platform", "Nr": "order_id", "Sum": "unit_price"}
    _save(act, columns=corrected)
    _save(act, columns=corrected)
    # Then there are two versions, and the newest counts
    (newest,) = intake.mappings(act)
    versions = intake.mapping_versions(act, newest)
    assert [(one.version, one.columns) for one in versions] == [(2, corrected), (1, _COLUMNS)]
    assert saved_mappings(act)[header_sha256(_HEADER)].version == 2


def test_of_two_who_give_one_name_at_once_the_second_is_told(world: World, engine: Engine) -> None:
    # Given two systems, and an officer for each, about to save them under one name
    lin = world.officers["investigator"].id
    world.session.commit()
    together = Barrier(2)

    def save(names: tuple[str, str]) -> str:
        with sessions(engine)() as session:
            act = Act(session.get_one(Officer, lin), NOW, session, world.settings, "test")
            session.commit()
            together.wait(10)
            columns = {names[0]: "platform", names[1]: "order_id"}
            try:
                intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, list(columns))
            except NameTaken as problem:
                # What else the officer was doing is not lost with it
                assert [one.name for one in intake.mappings(act)] == ["ERP"]
                return str(problem)
            session.commit()
            return "saved"

    # When both do; then one is saved, and the other is told that the name is taken
    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(save, (("Shop", "Nr"), ("Laden", "Nummer"))))
    assert said == ["The name ERP is taken by another mapping.", "saved"]


def test_a_correction_may_follow_a_header_that_changed(act: Act) -> None:
    # Given a mapping; when the system adds a column and the mapping is saved for the new header
    _save(act)
    header = ["Remark", *_HEADER]
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, _COLUMNS, header)
    # Then it is the next version, and the header of before is still recognised by it
    saved = saved_mappings(act)
    assert saved[header_sha256(header)].version == 2
    assert recognise(_HEADER, "t.csv", saved).mapping == "ERP"


def test_a_name_stands_for_one_system(act: Act) -> None:
    # Given a saved mapping; when another system's header is to have its name; then
    _save(act)
    with pytest.raises(NameTaken, match="ERP"):
        intake.save_mapping(
            act, "ERP", DeliveryKind.PAYMENTS, {"Ref": "payment_id"}, ["Ref", "Paid"]
        )


def test_a_withdrawn_mapping_is_no_longer_followed(act: Act) -> None:
    # Given a mapping of two versions; when it is withdrawn
    _save(act)
    _save(act, columns={"Shop": "platform", "Nr": "order_id"})
    (mapping,) = intake.mappings(act)
    intake.withdraw_mapping(act, mapping)
    # Then no version of it counts, its versions are kept, and its name is free for a new one
    assert (saved_mappings(act), intake.mappings(act)) == ({}, [])
    assert len(intake.mapping_versions(act, mapping)) == 2
    with pytest.raises(MappingWithdrawn):
        intake.withdraw_mapping(act, mapping)
    _save(act)
    assert intake.mappings(act)[0].version == 3


def test_a_value_for_every_row_is_kept(act: Act) -> None:
    # Given orders whose platform no column names; when saved with it; then it is kept beside
    columns = {"Nr": "order_id", "Sum": "amount"}
    given = {"platform": "taobao"}
    intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, _HEADER, given)
    assert saved_mappings(act)[header_sha256(_HEADER)].constants == given


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"platform": " "}, "the value for platform says nothing"),
        ({"platform": "taobao", "amount": "9"}, "a column and a value are given as amount"),
        ({"platform": "taobao", "colour": "red"}, "orders have no column colour"),
        ({"platform": "taobao", "status": "lost"}, "lost is none of cancelled, completed"),
        ({"platform": "taobao", "buyer_ref": "b"}, ""),
    ],
)
def test_a_value_that_does_not_fit_is_not_saved(act: Act, given: dict[str, str], why: str) -> None:
    # Given columns and a value for every row; when saved; then the sentence names the flaw
    columns = {"Nr": "order_id", "Sum": "amount"}
    if not why:
        intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, _HEADER, given)
        return
    with pytest.raises(MappingUnfit, match=why):
        intake.save_mapping(act, "ERP", DeliveryKind.ORDERS, columns, _HEADER, given)


def test_a_key_that_tells_rows_apart_is_no_value_for_every_row(act: Act) -> None:
    # Given an order number for every row; when saved; then it is refused: it would name one order
    with pytest.raises(MappingUnfit, match="order_id tells rows apart"):
        intake.save_mapping(
            act, "ERP", DeliveryKind.ORDERS, {"Shop": "platform"}, _HEADER, {"order_id": "1"}
        )


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

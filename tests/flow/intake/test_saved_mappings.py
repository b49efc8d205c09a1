"""A mapping is saved once, by name, only where it fits, and seen by its own agency alone."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, select

from casework.act import Act
from casework.errors import (
    HeaderMissing,
    MappedMeanwhile,
    MappingUnfit,
    MappingWithdrawn,
    NameTaken,
    NotPermitted,
)
from casework.flow import intake
from casework.flow.intake.mapping import header_sha256, recognise
from casework.flow.intake.readers import Unnamed
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


def test_mappings_of_tables_without_a_header_stand_beside_each_other(act: Act) -> None:
    # Given two systems that write no header, of as many columns and the same kinds of values
    tables = {"A": Unnamed(["digits", ""], "b1"), "B": Unnamed(["digits", ""], "b2")}
    for (name, header), waybill in zip(tables.items(), ("column 1", "column 2"), strict=True):
        given = (name, DeliveryKind.SHIPMENTS, {waybill: "waybill_no"})
        intake.save_mapping(act, *given, header, {"carrier": "zto"})
    act.session.commit()
    act.session.expire_all()
    # When asked for; then each is met again by its own table alone
    saved = saved_mappings(act)
    for name, header in tables.items():
        assert recognise(header, "t.csv", saved).mapping == name
    with pytest.raises(HeaderMissing):
        recognise(Unnamed(["digits", ""], "b3"), "t.csv", saved)
    # And what is kept says by itself what it is
    (first, _) = intake.mappings(act)
    assert first.header == {"headerless": True, "kinds": ["digits", ""], "begins": "b1"}
    kept = intake.mapping_header(act, first)
    assert isinstance(kept, Unnamed)
    assert (kept, kept.told) == (["column 1", "column 2"], first.header)


def test_a_name_stands_for_one_table_without_a_header(act: Act) -> None:
    # Given a mapping of such a table; when another is saved under its name
    given = ("ERP", DeliveryKind.PAYMENTS, {"column 1": "payment_id"})
    intake.save_mapping(act, *given, Unnamed(["digits", ""], "b1"))
    # Then it is refused where it is for another, and a version where it is for the same
    for header in (["column 1", "column 2"], Unnamed(["digits", ""], "b2")):
        with pytest.raises(NameTaken):
            intake.save_mapping(act, *given, header)
    more = {"column 1": "payment_id", "column 2": "paid_on"}
    same = Unnamed(["digits", ""], "b1")
    assert intake.save_mapping(act, "ERP", DeliveryKind.PAYMENTS, more, same).version == 2


def test_nobody_saves_over_what_another_saved_unseen(world: World) -> None:
    # Given a table nobody knew when two officers looked at it; when one has saved its mapping
    lin, act = world.act("investigator"), world.act("investigator")
    intake.check_unchanged(lin, "A", _HEADER, 0)
    _save(lin, "A")
    there = intake.standing(act, "B", _HEADER)
    assert there is not None
    # Then the other is told of it, under whatever name, and may go on once it was seen
    for name in ("A", "B"):
        with pytest.raises(MappedMeanwhile, match="saved version 1 of the mapping A"):
            intake.check_unchanged(act, name, _HEADER, 0)
    intake.check_unchanged(act, "B", _HEADER, there.id)
    # And a version that was corrected meanwhile, for another header too, is not replaced unseen
    corrected = ["Remark", *_HEADER]
    intake.save_mapping(lin, "A", DeliveryKind.ORDERS, _COLUMNS, corrected)
    with pytest.raises(MappedMeanwhile, match="version 2"):
        intake.check_unchanged(act, "A", _HEADER, there.id)
    intake.check_unchanged(act, "A", ["Shop", "Nr", "Sum", "New"], 0)  # a name chosen knowingly


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        (DeliveryKind.SHIPMENTS, "GCJ-02", ""),
        (DeliveryKind.SHIPMENTS, "ED50", "ED50 is none of WGS-84, GCJ-02, BD-09"),
        (DeliveryKind.PAYMENTS, "GCJ-02", "payments have no column coordinates"),
    ],
)
def test_a_mapping_says_what_coordinates_are_in(
    act: Act, kind: DeliveryKind, value: str, why: str
) -> None:
    # Given a system of coordinates; when saved; then only where it is one, and there are any
    columns = {"Nr": "waybill_no" if kind is DeliveryKind.SHIPMENTS else "payment_id"}
    constants = {"coordinates": value}
    if kind is DeliveryKind.SHIPMENTS:
        constants["carrier"] = "zto"
    if why:
        with pytest.raises(MappingUnfit, match=why):
            intake.save_mapping(act, "m", kind, columns, ["Nr"], constants)
    else:
        kept = intake.save_mapping(act, "m", kind, columns, ["Nr"], constants)
        assert kept.constants["coordinates"] == value

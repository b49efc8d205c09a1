"""What the rows say that a member or a place rests on, read from the files that were delivered."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.errors import NotFound
from casework.flow import intake, rings
from casework.model import Finding, TrailEntry
from tests.factories import rings as factory
from tests.factories.intake import write_csv
from tests.flow.rings import shops
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture
def ring(act: Act, tmp_path: Path) -> Finding:
    """Three shops: its goods rest on two test buys and a seizure, its warehouse on two rows."""
    delivery = shops.three_shops_one_phone(tmp_path / "delivery")
    kept = {one.kind: one.id for one in intake.take_in(act, delivery, "delivery").batches}

    def ref(kind: str, row_number: int) -> dict[str, object]:
        named = {"batch_id": kept[kind], "kind": kind}  # type: ignore[index]
        return {**named, "row_number": row_number, "row_sha256": "x"}

    goods = [ref("test_buys", 2), ref("test_buys", 3), {**ref("accounts", 2), "kind": "seizures"}]
    found = factory.finding(act.session, act.officer, rows=goods)
    found.members = [factory.member(place, account_id=f"s{place:08d}") for place in (1, 2, 3)]
    found.places = [factory.place(1, rows=[ref("accounts", 3), ref("accounts", 2)])]
    act.session.commit()
    return found


def test_the_goods_of_a_member_are_the_test_buys_from_it(act: Act, ring: Finding) -> None:
    # Given a ring that counts a test buy from the first member and one from the second
    (bought,) = rings.goods(act, ring, ring.members[0])

    # Then each is told of its own, and the third of the one that is not counted
    assert bought.written["account_id"] == "s00000001"
    assert bought.understood["verdict"] == "counterfeit"
    assert [row.row_number for row in rings.goods(act, ring, ring.members[1])] == [3]
    assert [row.row_number for row in rings.goods(act, ring, ring.members[2])] == [4]

    # And the trail names no row of another member
    entries = select(TrailEntry).where(TrailEntry.what == "batch-rows:read")
    act.session.commit()
    assert [one.facts["row_numbers"] for one in act.session.scalars(entries)] == [[2], [3], [], [4]]


def test_goods_without_a_verdict_yet_are_told(act: Act, ring: Finding, tmp_path: Path) -> None:
    # Given a test buy that is ordered after the run, and one from another account
    rows = [
        shops.bought(1, test_buy_id="TB-0101", verdict="pending", examined_on=""),
        shops.bought(2, test_buy_id="TB-0102", verdict="pending"),
    ]
    file = write_csv(tmp_path / "more" / "test_buys.csv", rows)
    intake.take_in(act, file, file.name)

    # Then that of the member is told after what is counted
    counted, waiting = rings.goods(act, ring, ring.members[0])
    assert counted.understood["verdict"] == "counterfeit"
    assert (waiting.written["test_buy_id"], waiting.row_number) == ("TB-0101", 2)


def test_a_members_goods_are_found_behind_many_of_others(act: Act, ring: Finding) -> None:
    # Given more test buys of the first member than a page shows, and then one of the second
    first, second, *rest = ring.rows
    ring.rows = [*(dict(first) for _ in range(300)), second, *rest]

    # Then that of the second is there
    assert [row.row_number for row in rings.goods(act, ring, ring.members[1])] == [3]


def test_the_rows_that_point_to_a_place_are_read_at_once_and_on_the_trail(
    act: Act, ring: Finding
) -> None:
    # When the rows of the warehouse are read
    found = rings.parcels(act, ring, ring.places[0])

    # Then they are there as delivered, and who read them is kept
    assert [row.row_number for row in found] == [2, 3]
    assert found[0].written["address"].startswith("浙江省义乌市")
    entries = select(TrailEntry).where(TrailEntry.what == "batch-rows:read")
    act.session.commit()
    assert [one.facts["row_numbers"] for one in act.session.scalars(entries)] == [[2, 3]]


def test_another_agency_reads_nothing(world: World, ring: Finding) -> None:
    with pytest.raises(NotFound):
        rings.parcels(world.act("brand"), ring, ring.places[0])
    with pytest.raises(NotFound):
        rings.goods(world.act("brand"), ring, ring.members[0])

"""Rings as other programs read them: to the letter of the format."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework.act import Act
from casework.errors import NotFound
from casework.flow import rings
from casework.model import Member, Place, Run
from casework.vocabulary import AccountRole, PlaceRole
from tests.factories import rings as factory
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

FORMAT: dict[str, Any] = {
    "run": {
        "id": "1",
        "engine": "duckdb",
        "started_at": "2026-03-01T17:30:00Z",
        "batches": 7,
        "rows": 231337,
        "parameters": {"smallest": 3},
    },
    "rings": [
        {
            "id": "R-2026-0001",
            "score": 0.97,
            "stability": 0.93,
            "brand": ["Norvik"],
            "accounts": [
                {
                    "platform": "taobao",
                    "account_id": "s00019382",
                    "role": "storefront",
                    "confidence": 0.94,
                }
            ],
            "places": [
                {
                    "role": "production",
                    "address": "广东省广州市白云区兴隆路12号",
                    "lat": 23.1,
                    "lon": 113.2,
                    "confidence": 0.88,
                }
            ],
            "counterfeit_test_buys": 3,
            "seizures": 1,
            "sales": {
                "currency": "CNY",
                "A": "52933.18",
                "B": "16835.97",
                "C": "1352.95",
                "X": "6797.94",
            },
        }
    ],
}


@pytest.fixture
def run(act: Act) -> Run:
    """A run in which the example of the format was found, and a weaker group suspected."""
    example = FORMAT["rings"][0]
    run = factory.run(
        act.session,
        act.officer,
        id=1,
        started_at=datetime(2026, 3, 2, 1, 30, 0, 999, tzinfo=ZoneInfo("Asia/Shanghai")),
        batches=7,
        rows=231337,
        parameters={"smallest": 3},
    )
    found = factory.finding(
        act.session,
        act.officer,
        run=run,
        rank=1,
        score=0.97,
        stability=0.93,
        counterfeit_test_buys=3,
        seizures=1,
        sales=example["sales"],
        sales_other=[{"currency": "USD", "A": "1.00", "B": "0.00", "C": "0.00", "X": "0.00"}],
    )
    found.ring.number = "R-2026-0001"
    account, place = example["accounts"][0], example["places"][0]
    found.members = [
        Member(**account | {"role": AccountRole.STOREFRONT}, position=1, rows=[{"batch_id": 1}])
    ]
    found.places = [
        Place(
            **place | {"role": PlaceRole.PRODUCTION},
            position=1,
            key="guangdong/guangzhou/baiyun/xinglonglu/12",
            says=["parcels leave from here"],
            rows=[],
        )
    ]
    factory.finding(act.session, act.officer, run=run, rank=2, score=0.4, suspected=True)
    act.session.commit()
    act.session.expire_all()
    return run


def test_it_is_the_example_of_the_format(act: Act, run: Run) -> None:
    published = rings.as_json(act, run)

    # As text: the order of what is written counts too, and nothing stands there beside it
    assert json.dumps(published) == json.dumps(FORMAT)


def test_the_strongest_comes_first(act: Act, run: Run) -> None:
    # Given a weaker and a stronger ring, kept in no order
    weaker = factory.finding(act.session, act.officer, run=run, rank=9, score=0.86)
    stronger = factory.finding(act.session, act.officer, run=run, rank=3, score=0.96)
    act.session.commit()

    # Then they stand by rank
    numbers = [ring["id"] for ring in rings.as_json(act, run)["rings"]]
    assert numbers == ["R-2026-0001", stronger.ring.number, weaker.ring.number]


def test_a_place_without_a_point_says_so(act: Act, run: Run) -> None:
    found = rings.ranked(act).items[0]
    found.places[0].lat = found.places[0].lon = None

    (place,) = rings.as_json(act, run)["rings"][0]["places"]
    assert (place["lat"], place["lon"]) == (None, None)


def test_amounts_are_decimal_strings_and_keep_their_cents(act: Act, run: Run) -> None:
    sales = json.loads(json.dumps(rings.as_json(act, run)))["rings"][0]["sales"]

    total = sum(Decimal(sales[tier]) for tier in "ABCX")
    assert total == Decimal("77920.04")


def test_who_may_not_read_rings_gets_none(world: World, run: Run) -> None:
    with pytest.raises(NotFound):
        rings.as_json(world.act("police"), run)

"""Keyset pages: each item once, in order, whatever the page size; foreign cursors are refused."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from casework.errors import NotFound
from casework.model import Agency, Record
from casework.paging import page
from tests.factories import cases
from tests.factories.people import NOW
from tests.worlds import World

ORDER = ((Record.at, False), (Record.id, True))


def test_pages_hold_every_item_once_in_order(world: World) -> None:
    # Given rows of which several share a moment
    lin = world.officers["investigator"]
    case = cases.case(world.session, lin)
    for number in range(13):
        at = NOW + timedelta(microseconds=number // 3)
        cases.record(world.session, case, lin, at=at)
    expected = sorted(world.session.scalars(select(Record)), key=lambda one: (one.at, -one.id))

    for limit in (1, 4, 13, 50):
        # When they are read page by page
        read: list[Record] = []
        after: str | None = None
        while True:
            found = page(world.session, select(Record), ORDER, after, limit)
            assert len(found.items) <= limit
            read += found.items
            after = found.after
            if after is None:
                break

        # Then each comes once and in order
        assert read == expected


@pytest.mark.parametrize(
    "values",
    [
        "[" * 3000,
        '["0001-01-01T00:00:00+14:00", 1]',
        '["9999-12-31T23:59:59-14:00", 1]',
        '["2024-01-01T00:00:00+00:00", true]',
        '["2024-01-01T00:00:00+00:00", 4611686018427387904]',
    ],
)
def test_a_cursor_no_register_can_compare_with_is_refused(world: World, values: str) -> None:
    cursor = base64.urlsafe_b64encode(values.encode()).decode()
    with pytest.raises(NotFound):
        page(world.session, select(Record), ORDER, cursor)


@pytest.mark.parametrize("name", ["\ud800", "a\0b"])
def test_a_cursor_that_is_no_text_is_refused(world: World, name: str) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps([name, 1]).encode()).decode()
    with pytest.raises(NotFound):
        page(world.session, select(Agency), ((Agency.name, False), (Agency.id, False)), cursor)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cursor=some.text() | some.binary().map(lambda raw: raw.hex()) | some.just("WzEsMl0"))
def test_a_cursor_nobody_gave_is_refused(world: World, cursor: str) -> None:
    try:
        found = page(world.session, select(Record), ORDER, cursor)
    except NotFound:
        return
    assert found.items == []

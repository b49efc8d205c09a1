"""Which batch of the same bytes stands in the way, and which does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.act import Act
from casework.flow import intake
from casework.flow.intake.again import Asked, before, counting
from casework.vocabulary import DeliveryKind
from tests.factories.intake import batch
from tests.worlds import World

_READ = {"zone": "Asia/Shanghai", "encoding": "gb18030", "columns": {"order_id": "单据"}}
_ASKED = Asked(
    sha256="a" * 64,
    kind=DeliveryKind.ORDERS,
    member="",
    zone="Asia/Shanghai",
    encoding="gb18030",
    columns={"order_id": "单据"},
    constants={},
)
_KEPT = {"sha256": _ASKED.sha256, "kind": _ASKED.kind, "reading": _READ}


def test_what_counts_stands_in_the_way_however_it_was_read(act: Act) -> None:
    # Given a batch that counts; when its bytes are asked for in another way; then it is told
    kept = batch(act.session, act.officer, **_KEPT)
    otherwise = replace(_ASKED, zone="UTC")
    assert before(act, _ASKED) is before(act, otherwise) is kept
    assert _ASKED.is_reading_of(kept)
    assert not otherwise.is_reading_of(kept)


@pytest.mark.parametrize(
    "other",
    [
        replace(_ASKED, zone="UTC"),
        replace(_ASKED, encoding="big5"),
        replace(_ASKED, columns={"order_id": "编号"}),
        replace(_ASKED, constants={"platform": "jd"}),
    ],
)
def test_what_is_withdrawn_stands_in_the_way_of_its_own_reading_alone(
    act: Act, other: Asked
) -> None:
    # Given a withdrawn batch; when asked for as it was read, and otherwise; then
    kept = batch(act.session, act.officer, **_KEPT)
    intake.withdraw(act, kept, "wrong")
    assert before(act, _ASKED) is kept
    assert before(act, other) is None


def test_the_one_that_counts_is_told_before_withdrawn_ones(act: Act) -> None:
    # Given a batch withdrawn and the same bytes read again; when asked for; then the second
    first = batch(act.session, act.officer, **_KEPT)
    intake.withdraw(act, first, "wrong")
    second = batch(act.session, act.officer, **_KEPT | {"reading": _READ | {"zone": "UTC"}})
    assert before(act, _ASKED) is second
    assert counting(act, first) is second
    assert counting(act, second) is None


def test_another_agency_has_batches_of_its_own(world: World, act: Act) -> None:
    # Given the platform's batch; when the brand asks; then nothing is in its way
    batch(act.session, act.officer, **_KEPT)
    assert before(world.act("brand"), _ASKED) is None

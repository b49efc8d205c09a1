"""Which accounts one operator seems to run."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.analysis.values import JudgedLink
from casework.flow.linking.traces.suggest import Suggestion, suggest
from casework.vocabulary import Judgement
from tests.flow.rings.small_lake import Village

P = Parameters()


def _groups(village: Village, judged: list[JudgedLink] | None = None) -> set[frozenset[str]]:
    lake = village.lake()
    suggestion: Suggestion = suggest(lake, judged or [], P)
    names = [
        row[0] for row in lake.execute("SELECT account_id FROM account ORDER BY account").fetchall()
    ]
    found: dict[int, set[str]] = {}
    for name, group in zip(names, suggestion.group.tolist(), strict=True):
        found.setdefault(group, set()).add(name)
    return {frozenset(group) for group in found.values() if len(group) > 1}


def test_accounts_that_share_a_device_are_one_group() -> None:
    village = Village()
    ring = village.ring(4)
    assert _groups(village) == {frozenset(ring)}


def test_a_station_phone_joins_nobody() -> None:
    # Given sixty shops whose labels show one courier station's phone
    village = Village()
    for number in range(60):
        village.parcel(f"stranger{number:04d}", sender_phone="13912345678")

    # When links are suggested
    # Then nobody is tied
    assert _groups(village) == set()


def test_a_refused_tie_is_gone() -> None:
    # Given two accounts with one device, and an officer who refused the tie
    village = Village()
    village.account("a", device_ids="feedfeedfeedfeed")
    village.account("b", device_ids="feedfeedfeedfeed")
    refused = JudgedLink(("taobao", "b"), ("taobao", "a"), Judgement.REFUSED)

    # When links are suggested with and without it
    # Then only without it they are tied
    assert _groups(village) == {frozenset({"a", "b"})}
    assert _groups(village, [refused]) == set()


def test_a_confirmed_tie_holds_without_any_trace() -> None:
    village = Village()
    confirmed = JudgedLink(
        ("taobao", "stranger0001"), ("taobao", "stranger0002"), Judgement.CONFIRMED
    )
    assert _groups(village, [confirmed]) == {frozenset({"stranger0001", "stranger0002"})}


def test_an_empty_lake_has_no_groups() -> None:
    assert _groups(Village(strangers=0)) == set()

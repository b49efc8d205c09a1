"""Accounts, premises and ties on the page."""

from __future__ import annotations

from casework.flow.packs.render import ring
from casework.flow.packs.render.page import Sheet
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import Audience
from tests.flow.packs.conftest import for_audience, sheet_of
from tests.flow.packs.reading import texts
from tests.flow.packs.worlds import RingCase


def test_an_account_stands_with_role_confidence_reason_and_row(sheet: Sheet) -> None:
    text = texts(ring.accounts(sheet))
    assert "A1 | taobao s00000000 |" in text
    assert "collector of payments | 97% | Tied to 3 other accounts" in text
    assert "Phone: +86 138 1234 5678" in text
    assert "#00000000" in text


def test_a_place_stands_with_how_it_is_known(sheet: Sheet) -> None:
    text = texts(ring.premises(sheet))
    assert (
        "L1 | production | 广东省广州市白云区兴隆路12号3栋402室 | 23.157900 113.273100 | 80%"
        in text
    )
    assert "12 parcels of the ring's accounts were sent from here." in text


def test_no_reason_without_its_innocent_explanation(sheet: Sheet) -> None:
    text = texts(ring.ties(sheet))
    reasons = sum(len(tie["reasons"]) for tie in sheet.snapshot.facts["ties"])
    assert text.count("Innocent explanation: ") == reasons
    assert text.count("source rows: B") == reasons
    assert "A1 taobao s00000000  —  A2 pdd s00000001" in text


def test_a_chinese_pack_says_it_in_chinese_and_keeps_the_recorded_words(shown: RingCase) -> None:
    text = texts(ring.ties(for_audience(shown, Audience.POLICE, "zh")))
    assert "两个账户出现同一电话号码：+8613812345678（权重 6.2）。" in text
    assert "Both accounts show the phone +8613812345678" in text
    assert "号码可能已被回收再分配" in text


def test_a_masked_value_is_called_so_in_chinese_too(shown: RingCase) -> None:
    made = for_audience(shown, Audience.POLICE, "zh")
    reason = {**made.snapshot.facts["ties"][0]["reasons"][0], "value": "+86138******78"}
    assert "可见部分相同：+86138******78" in ring._says(made, reason)
    assert "数值未完整显示时" in ring._innocent(made, reason)


def test_more_ties_than_are_printed_are_told(shown: RingCase, snapshot: Snapshot) -> None:
    many = snapshot.facts["ties"] * 40
    pack = {**snapshot.facts["pack"], "audience": "prosecution"}
    changed = Snapshot.of({**snapshot.facts, "ties": many, "pack": pack})
    text = texts(ring.ties(sheet_of(changed, shown.act.settings)))
    assert "The 150 strongest of 200 ties" in text


def test_the_police_get_the_strongest_ties_that_join_all_accounts(
    shown: RingCase, snapshot: Snapshot
) -> None:
    # Given a chain of accounts and a weaker tie that closes it to a circle
    ties = snapshot.facts["ties"]
    closing = {**ties[0], "left": ties[0]["left"], "right": ties[-1]["right"], "weight": 0.1}
    made = sheet_of(Snapshot.of({**snapshot.facts, "ties": [closing, *ties]}), shown.act.settings)
    # When the ties are told
    text = texts(ring.ties(made))
    # Then the one that joins nothing more is left to the schedule, and that is said
    assert "Of 6 ties the 5 strongest that join all these accounts" in text
    assert "(weight 0.1)" not in text


def test_a_judgement_stands_with_its_tie(shown: RingCase, snapshot: Snapshot) -> None:
    judged = {
        "judgement": "refused",
        "why": "Two cousins",
        "judged_at": "2026-03-01T00:00:00+00:00",
        "judged_by": "Li",
    }
    tie = {**snapshot.facts["ties"][0], "judgements": [judged]}
    made = sheet_of(Snapshot.of({**snapshot.facts, "ties": [tie]}), shown.act.settings)
    assert "Refused by an officer: Li, 2026-03-01. Two cousins" in texts(ring.ties(made))


def test_an_excluded_explanation_stands_below_the_explanation(
    shown: RingCase, snapshot: Snapshot
) -> None:
    excluded = {
        "why": "Never given back",
        "excluded_at": "2026-03-01T00:00:00+00:00",
        "excluded_by": "Li",
    }
    first, *rest = snapshot.facts["ties"][0]["reasons"]
    tie = {**snapshot.facts["ties"][0], "reasons": [{**first, "excluded": [excluded]}, *rest]}
    made = sheet_of(Snapshot.of({**snapshot.facts, "ties": [tie]}), shown.act.settings)
    said = "Explanation excluded by an officer: Li, 2026-03-01. Never given back"
    assert said in texts(ring.ties(made))


def test_a_pack_sealed_before_exclusions_is_told_without_them(
    shown: RingCase, snapshot: Snapshot
) -> None:
    reasons = [
        {name: said for name, said in one.items() if name != "excluded"}
        for one in snapshot.facts["ties"][0]["reasons"]
    ]
    tie = {**snapshot.facts["ties"][0], "reasons": reasons}
    made = sheet_of(Snapshot.of({**snapshot.facts, "ties": [tie]}), shown.act.settings)
    assert "excluded by an officer" not in texts(ring.ties(made))


def test_without_ties_there_is_no_chart(shown: RingCase, snapshot: Snapshot) -> None:
    made = sheet_of(Snapshot.of({**snapshot.facts, "ties": []}), shown.act.settings)
    assert "None in this case." in texts(ring.chart(made))

"""Reasons down to the rows."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.analysis.reasons import strongest_ties
from casework.analysis.values import Tie
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.flow.rings.freight import read_freight
from casework.flow.rings.groups import number_groups
from casework.flow.rings.places import find_places
from casework.flow.rings.reasons import Reasons, hubs, read_reasons
from casework.vocabulary import IdentifierKind
from tests.flow.rings.small_lake import Village


def _ties(village: Village) -> list[Tie]:
    lake = village.lake()
    suggestion = suggest(lake, [], Parameters())
    rows = lake.execute(
        "SELECT account, platform, account_id FROM account WHERE account_id LIKE 'ring%' ORDER BY 1"
    ).fetchall()
    group = [row[0] for row in rows]
    (traces,) = traces_within(lake, [group], suggestion.prior, Parameters())
    read_freight(lake)
    find_places(lake, 1)
    read_reasons(lake, [(group, traces)])
    found = Reasons(lake).dossier((group, traces), [row[1:] for row in rows])
    return strongest_ties(found, Parameters())


def test_a_reason_keeps_what_each_wrote_beside_what_was_understood() -> None:
    # Given one phone in two writings
    village = Village()
    village.account("ring0", phone="139 1234 5678")
    village.account("ring1", phone="+8613912345678")

    # When their tie is explained
    (tie,) = _ties(village)

    # Then both writings, the number and both rows are there
    reason = next(r for r in tie.reasons if r.kind is IdentifierKind.PHONE and "*" not in r.value)
    assert (reason.left, reason.right) == ("139 1234 5678", "+8613912345678")
    assert reason.value == "+8613912345678"
    assert sorted(row.row_number for row in reason.rows) == [202, 203]


def test_a_large_ring_shows_a_graph_a_person_can_read() -> None:
    # Given thirty accounts that all share one phone and chains of devices
    village = Village()
    village.ring(30)

    # When ties are explained
    ties = _ties(village)

    # Then everyone is in it and nobody drowns
    ends = [end for tie in ties for end in (tie.left, tie.right)]
    assert len(set(ends)) == 30
    assert len(ties) <= 30 * 8


def test_hubs_come_widest_first() -> None:
    # Given two agencies
    village = Village()
    for number in range(60):
        phone = "13912345678" if number < 25 else "13987654321"
        village.account(f"client{number}", phone=phone)
    lake = village.lake()
    suggest(lake, [], Parameters())
    number_groups(lake, [])
    read_freight(lake)
    find_places(lake, 0)
    read_reasons(lake, [])

    # When what is too common is listed
    found = hubs(lake)

    # Then the wider one is on top
    assert [hub.accounts for hub in found] == [35, 25]

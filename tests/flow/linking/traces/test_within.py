"""A closer look at one group."""

from __future__ import annotations

from casework.analysis.parameters import Parameters
from casework.analysis.values import JudgedLink
from casework.flow.linking.traces.suggest import suggest
from casework.flow.linking.traces.within import traces_within
from casework.vocabulary import Judgement
from tests.flow.rings.small_lake import Village


def test_the_traces_of_a_group_and_what_was_judged_in_it() -> None:
    # Given a ring of three in which one tie was refused
    village = Village()
    village.ring(3)
    lake = village.lake()
    judged = [JudgedLink(("taobao", "ring0"), ("taobao", "ring2"), Judgement.REFUSED)]
    suggestion = suggest(lake, judged, Parameters())
    ids = lake.execute("SELECT account FROM account WHERE account_id LIKE 'ring%' ORDER BY 1")
    group = [row[0] for row in ids.fetchall()]

    # When its traces are read
    (traces,) = traces_within(lake, [group], suggestion.prior, Parameters())

    # Then every pair shares the phone, and the refusal is there
    pairs = set(zip(traces.left.tolist(), traces.right.tolist(), strict=True))
    assert pairs == {(0, 1), (0, 2), (1, 2)}
    assert traces.judged == {(0, 2): False}

"""Discovery through the lake: rings keep their number, and officers' word is obeyed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from casework.act import Act
from casework.analysis.supposing import Supposition
from casework.errors import NotPermitted
from casework.flow import intake, linking, rings
from casework.flow.linking import AccountPair
from casework.flow.rings.discover import _same_rings
from casework.model import Batch, Finding, Ring, Run, TrailEntry
from casework.vocabulary import Judgement
from tests.factories import intake as files
from tests.factories import rings as kept
from tests.flow.rings import shops
from tests.worlds import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
Deliver = Callable[..., list[Batch]]


def _account(number: int) -> tuple[str, str]:
    return "taobao", f"s{number:08d}"


def _found(act: Act) -> dict[str, set[int]]:
    """Discover; return the shops of each ring by the ring's number."""
    run = rings.discover(act)
    act.session.commit()
    return {
        ring["id"]: {int(account["account_id"][1:]) for account in ring["accounts"]}
        for ring in rings.as_json(act, run)["rings"]
    }


def _delivered(act: Act, path: Path) -> list[Batch]:
    return intake.take_in(act, path, path.name).batches


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    return shops.three_shops_one_phone(tmp_path / "delivery")


def test_three_shops_with_one_phone_are_a_ring(act: Act, delivery: Path) -> None:
    # Given their accounts among forty, and a counterfeit bought from each
    _delivered(act, delivery)

    # When rings are discovered
    run = rings.discover(act)

    # Then the three are one ring, and the run says what it rests on
    ring = rings.finding(act, "R-2026-0001")
    assert {member.account_id for member in ring.members} == {_account(n)[1] for n in (1, 2, 3)}
    assert (run.rings, run.batches, run.rows, run.engine) == (1, 2, 43, "duckdb")
    assert run.ended_at >= run.started_at
    assert run.parameters["smallest"] == 3


def test_every_reason_leads_to_the_row_that_was_delivered(act: Act, delivery: Path) -> None:
    # Given a ring found
    batches = {batch.id: batch for batch in _delivered(act, delivery)}
    rings.discover(act)
    ring = rings.finding(act, "R-2026-0001")

    # Then each reason of each tie names rows that say what the sentence says
    assert len(ring.ties) == 3
    for tie in ring.ties:
        assert tie.reasons
        for reason in tie.reasons:
            assert reason["says"]
            for ref in reason["rows"]:
                batch = batches[ref["batch_id"]]
                row = intake.row(act, batch, batch.kind, ref["row_number"])
                assert row.row_sha256 == ref["row_sha256"]
                assert row.written["account_id"] in {tie.left_account, tie.right_account}
    phones = [one for tie in ring.ties for one in tie.reasons if one["kind"] == "phone"]
    assert {one["value"] for one in phones} == {"+8613927778812"}


def test_what_officers_ask_is_kept_with_the_finding(act: Act, delivery: Path) -> None:
    # Given a ring found, and kept
    _delivered(act, delivery)
    rings.discover(act)
    act.session.commit()
    act.session.expire_all()
    ring = rings.finding(act, "R-2026-0001")

    # Then why two are linked is answered from it, as the tie that is kept says it
    tie = ring.ties[0]
    left, right = (tie.left_platform, tie.left_account), (tie.right_platform, tie.right_account)
    direct = rings.why(act, ring, left, right).direct
    assert direct is not None and direct.weight == tie.weight
    assert [reason.says for reason in direct.reasons] == [one["says"] for one in tie.reasons]

    # And what would be left of it if nothing fell is the ring
    (group,) = rings.what_if(act, ring, Supposition()).groups
    assert {one.account: one.confidence for one in group} == {
        (one.platform, one.account_id): one.confidence for one in ring.members
    }


def test_a_suspected_group_names_where_to_buy_next(act: Act, tmp_path: Path) -> None:
    # Given three shops of one hand, nothing bought from them
    delivery = shops.three_shops_one_phone(tmp_path / "delivery")
    (delivery / "test_buys.csv").unlink()
    _delivered(act, delivery)
    rings.discover(act)

    # Then the finding names two of them, and says what a verdict would do
    (found,) = rings.ranked(act, rings.RingFilter(suspected=True)).items
    assert {buy["account_id"] for buy in found.next_buys} < {_account(n)[1] for n in (1, 2, 3)}
    for buy in found.next_buys:
        assert buy["says"][0].startswith("A counterfeit verdict would raise the group from 30 %")


def test_a_ring_keeps_its_number_and_its_earlier_findings(act: Act, delivery: Path) -> None:
    # Given a ring, found twice
    _delivered(act, delivery)
    assert _found(act) == _found(act) == {"R-2026-0001": {1, 2, 3}}

    # Then it is one ring with two findings
    assert len(act.session.scalars(select(Ring)).all()) == 1
    assert len(act.session.scalars(select(Finding)).all()) == 2


def test_a_ring_grows_and_shrinks_with_the_deliveries_and_stays_the_same_ring(
    act: Act, tmp_path: Path
) -> None:
    # Given a ring of three
    hands = dict.fromkeys((1, 2, 3), shops.shared())
    _delivered(act, shops.delivery(tmp_path / "delivery", hands, shops=200))
    assert _found(act) == {"R-2026-0001": {1, 2, 3}}
    before = _published(act)

    # When four more shops of the same hand come, it has grown and keeps its number
    (batch,) = _delivered(act, _four_more(tmp_path))
    assert _found(act) == {"R-2026-0001": {1, 2, 3, *range(301, 305)}}

    # When that delivery is withdrawn, the very bytes are published that were before it came
    intake.withdraw(act, batch, "not meant for us")
    assert _published(act) == before


def test_a_finding_tells_what_changed_since_the_run_before(act: Act, tmp_path: Path) -> None:
    # Given a ring of three, found a first time
    hands = dict.fromkeys((1, 2, 3), shops.shared())
    _delivered(act, shops.delivery(tmp_path / "delivery", hands, shops=200))
    rings.discover(act)
    assert rings.changed(act) == []

    # When four more shops of the same hand come
    (batch,) = _delivered(act, _four_more(tmp_path))
    rings.discover(act)

    # Then the ring says who joined, and, once that delivery is withdrawn, who left
    (ring,) = rings.changed(act)
    more = [list(_account(number)) for number in range(301, 305)]
    assert (ring.changes["joined"], ring.changes["left"]) == (more, [])
    intake.withdraw(act, batch, "not meant for us")
    rings.discover(act)
    (ring,) = rings.changed(act)
    assert (ring.changes["joined"], ring.changes["left"]) == ([], more)

    # And nothing more is told once nothing changes
    rings.discover(act)
    assert (rings.changed(act), rings.gone(act)) == ([], [])


def test_a_ring_that_parts_leaves_its_number_to_the_larger_part(act: Act, tmp_path: Path) -> None:
    # Given a ring of seven
    hands = dict.fromkeys(range(1, 8), shops.shared())
    _delivered(act, shops.delivery(tmp_path / "delivery", hands, shops=200))
    assert _found(act) == {"R-2026-0001": {1, 2, 3, 4, 5, 6, 7}}

    # When an officer refuses every tie between three of them and the other four
    for one in (1, 2, 3):
        for other in (4, 5, 6, 7):
            _judge(act, one, other, Judgement.REFUSED)

    # Then the four go on under the number, and the three are a new ring
    assert _found(act) == {"R-2026-0001": {4, 5, 6, 7}, "R-2026-0002": {1, 2, 3}}


@pytest.mark.usefixtures("engine")
def test_two_equal_rings_that_were_joined_for_a_while_go_back_to_their_own_numbers() -> None:
    # Given rings of five each, of which the first took the second in
    one, other = ({_account(number) for number in range(first, first + 5)} for first in (1, 11))
    known = {1: one | other, 2: other}

    # When what joined them is withdrawn, each has its number again, whichever ranks first
    assert _same_rings([other, one], known) == {0: 2, 1: 1}
    assert _same_rings([one, other], known) == {0: 1, 1: 2}

    # And as long as they are joined, the first has it
    assert _same_rings([one | other], known) == {0: 1}


def test_more_rings_than_a_statement_has_variables_are_no_hindrance(act: Act) -> None:
    # Given more rings found before than the register takes variables in one statement
    for _ in range(60):
        kept.chain(act.session, act.officer)
    register = act.session.connection().connection.dbapi_connection
    assert isinstance(register, sqlite3.Connection)
    register.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 40)

    # When rings are discovered, then the run is kept
    assert rings.discover(act).rings == 0


def test_refused_ties_are_obeyed_until_taken_back(act: Act, delivery: Path) -> None:
    # Given a ring of three
    _delivered(act, delivery)
    assert _found(act) == {"R-2026-0001": {1, 2, 3}}

    # When an officer refuses the ties of one of them
    judged = [_judge(act, 1, other, Judgement.REFUSED) for other in (2, 3)]

    # Then there is no ring, for two shops are none
    assert _found(act) == {}

    # And when the judgements are withdrawn, there is again
    for one in judged:
        linking.withdraw_judgement(act, one)
    assert _found(act) == {"R-2026-0001": {1, 2, 3}}


def test_a_confirmed_tie_is_obeyed(act: Act, delivery: Path) -> None:
    # Given a shop nothing ties to the ring
    _delivered(act, delivery)
    assert _found(act) == {"R-2026-0001": {1, 2, 3}}

    # When an officer confirms that it belongs to one of them
    _judge(act, 3, 9, Judgement.CONFIRMED)

    # Then it is a member
    assert _found(act) == {"R-2026-0001": {1, 2, 3, 9}}


def test_another_agency_sees_nothing_of_it(world: World, delivery: Path) -> None:
    # Given a ring of the platform's
    ours = world.act("investigator")
    _delivered(ours, delivery)
    assert _found(ours)

    # Then the brand finds nothing in a lake of its own, and has no run to look at
    brand = world.act("brand")
    assert rings.latest_run(brand) is None
    assert rings.ranked(brand).items == []
    run = rings.discover(brand)
    assert (run.rings, run.rows, run.batch_ids) == (0, 0, [])


def test_each_agency_counts_its_own_rings(world: World, delivery: Path) -> None:
    # Given the same delivery at two agencies
    for officer in ("investigator", "brand"):
        act = world.act(officer)
        _delivered(act, delivery)
        assert _found(act) == {"R-2026-0001": {1, 2, 3}}

    # Then each has a ring of that number, and reads its own
    assert len(world.session.scalars(select(Ring)).all()) == 2


@pytest.mark.parametrize("officer", ["auditor", "police", "prosecutor", "brand-auditor"])
def test_who_may_not_discover_is_refused(world: World, officer: str) -> None:
    with pytest.raises(NotPermitted):
        rings.discover(world.act(officer))

    assert world.session.scalars(select(Run)).all() == []


def test_the_order_of_import_does_not_matter(world: World, tmp_path: Path) -> None:
    # Given one delivery taken in by two agencies, the files in opposite orders
    folder = shops.three_shops_one_phone(tmp_path / "delivery")
    parts = [*_split(folder / "accounts.csv", tmp_path / "parts"), folder / "test_buys.csv"]
    forwards, backwards = world.act("investigator"), world.act("brand")
    for act, ordered in ((forwards, parts), (backwards, reversed(parts))):
        for part in ordered:
            _delivered(act, part)

    # Then both publish the same bytes
    assert _published(forwards) == _published(backwards)


def test_what_was_found_is_on_the_trail(act: Act, delivery: Path) -> None:
    _delivered(act, delivery)
    run = rings.discover(act)
    act.session.commit()

    last = act.session.scalars(select(TrailEntry).order_by(TrailEntry.seq.desc())).first()
    assert last is not None
    assert (last.what, last.noun_id) == ("rings:discovered", run.id)
    assert last.facts == {"batches": 2, "rows": 43, "rings": 1, "suspected": 0}


def test_progress_is_counted(act: Act, delivery: Path) -> None:
    _delivered(act, delivery)
    steps: list[tuple[str, int, int]] = []
    act.progress = lambda *step: steps.append(step)

    rings.discover(act)

    counts = [done for _, done, _ in steps]
    assert counts == sorted(counts)
    assert steps[-1][1] == steps[-1][2] > 0


def _four_more(folder: Path) -> Path:
    more = [shops.shop(number, **shops.shared()) for number in range(301, 305)]
    return files.write_csv(folder / "more.csv", more)


def _judge(act: Act, one: int, other: int, verdict: Judgement) -> Any:
    pair = AccountPair.of(_account(one), _account(other))
    return linking.judge(act, pair, verdict, "seen on site")


def _published(act: Act) -> str:
    """Return what `rings --json` prints, but for which run it was and when."""
    found = rings.as_json(act, rings.discover(act))
    act.session.commit()
    del found["run"]["id"], found["run"]["started_at"]
    return json.dumps(found, ensure_ascii=False)


def _split(file: Path, folder: Path) -> list[Path]:
    """Write the rows of a CSV as three files; return them."""
    header, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    folder.mkdir()
    paths = []
    for part in range(3):
        path = folder / f"part-{part}.csv"
        path.write_text("".join([header, *rows[part::3]]), encoding="utf-8")
        paths.append(path)
    return paths

"""The ledgers as a recipient may take them."""

from __future__ import annotations

import hashlib

import pytest

from casework import audit
from casework.flow.packs import ledgers
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import CasePart
from tests.factories import intake
from tests.flow.packs.worlds import RingCase, picture

sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_an_exhibit_never_takes_the_name_of_its_own_record(snapshot: Snapshot) -> None:
    paths = [one["path"] for one in snapshot.facts["exhibits"]]
    assert len(paths) == len(set(paths)) == 3
    assert not [path for path in paths if path.endswith("/custody.json")]


def test_an_exhibit_carries_its_custody(snapshot: Snapshot) -> None:
    steps = snapshot.facts["exhibits"][0]["custody"]
    assert [step["seq"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["action"] == "obtained"


@sqlite
def test_the_trail_tells_the_recipient_of_what_it_may_see(ring: RingCase) -> None:
    # Given an exhibit, a share with the police and one with customs, all on the trail
    ring.exhibit("Photograph", "a.png", picture())
    for agency in ("police", "customs"):
        ring.act.record("grant:made", ring.share(agency), purpose=f"purpose of {agency}")
    ring.act.session.commit()
    # When the extract is made for the police
    police = ring.world.agencies["police"]
    made = ledgers.trail(ring.act, ring.case, police, frozenset(CasePart))
    told = str([entry for entry in made["entries"] if "withheld" not in entry])
    # Then the exhibit and its own share are told, the other share is a hash
    assert "exhibit:added" in told
    assert "purpose of police" in told
    assert "purpose of customs" not in str(made)


@sqlite
def test_without_the_exhibits_their_entries_are_hashes(ring: RingCase) -> None:
    ring.exhibit("Photograph", "a.png", picture())
    ring.act.session.commit()
    police = ring.world.agencies["police"]
    made = ledgers.trail(ring.act, ring.case, police, frozenset({CasePart.MEMBERS}))
    assert all(entry.get("withheld") for entry in made["entries"])


@sqlite
def test_a_disclosed_entry_gives_its_own_hash(ring: RingCase) -> None:
    # Given an entry about the case
    ring.act.record("case:opened", ring.case)
    ring.act.session.commit()
    police = ring.world.agencies["police"]
    # When it is disclosed
    (entry,) = ledgers.trail(ring.act, ring.case, police, frozenset())["entries"]
    # Then its hash is over what is shown
    wanted = entry.pop("hash")
    assert hashlib.sha256(audit.canonical(entry).encode()).hexdigest() == wanted


@sqlite
def test_notes_name_who_wrote_them(ring: RingCase) -> None:
    (note,) = ledgers.notes(ring.act, ring.case)
    assert note["written_by"] == ring.act.officer.name


@sqlite
def test_deliveries_tell_the_hash_of_the_file(ring: RingCase) -> None:
    batch = intake.batch(ring.act.session, ring.act.officer)
    (told,) = ledgers.deliveries(ring.act, [batch.id])
    assert told["sha256"] == batch.sha256


@sqlite
def test_what_was_taken_out_of_the_summary_stays_with_the_lead(ring: RingCase) -> None:
    # Given a summary that named somebody, and was changed before the case is shared
    ring.act.record("case:edited", ring.case, before={"title": "x", "summary": "Zhang's mother"})
    ring.act.session.commit()
    police = ring.world.agencies["police"]
    # When the extract is made
    made = ledgers.trail(ring.act, ring.case, police, frozenset(CasePart))
    # Then the entry is a hash
    assert "Zhang's mother" not in str(made)
    assert all(entry.get("withheld") for entry in made["entries"])

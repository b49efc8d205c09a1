"""Sealing, listing and downloading packs."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.errors import ExhibitAltered, NotFound, NotPermitted, RecipientNotCleared, TooLong
from casework.evidence import Vault
from casework.flow.packs import Keys, PackCheck, download, packs, read, seal
from casework.flow.packs.seal import _sweep
from casework.model import Pack, TrailEntry
from casework.vocabulary import Audience, CasePart
from tests.factories import packs as factory
from tests.factories.people import NOW
from tests.flow.packs.reading import text_of
from tests.flow.packs.worlds import MARKUP, RARE, RingCase, filled, picture

sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
OFFICERS = {
    Audience.POLICE: "police",
    Audience.CUSTOMS: "customs",
    Audience.PROSECUTION: "prosecutor",
}


@pytest.fixture(scope="module")
def unpacked(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The police pack of a whole case, unpacked; not to be changed."""
    return _unpacked(sealed, tmp_path_factory.mktemp("unpacked"))


def _unpacked(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        return folder / archive.namelist()[0].split("/")[0]


def _everything(root: Path) -> str:
    """Return all that can be read in a pack: names, files, and the text of the document."""
    paths = sorted(root.rglob("*"))
    files = (path.read_bytes().decode("utf-8", "replace") for path in paths if path.is_file())
    names = (path.relative_to(root).as_posix() for path in paths)
    return "\n".join((*names, *files, text_of(root / "data/pack.pdf")))


def _kept(ring: RingCase) -> Pack:
    """Keep a pack for the police whose bytes are in the vault."""
    kept = Vault(ring.act.settings.vault_dir).put(io.BytesIO(b"a sealed bag"))
    police, by = ring.world.agencies["police"], ring.act.officer
    made = factory.pack(ring.act.session, ring.case, police, by, bag_sha256=kept.sha256)
    ring.act.session.commit()
    return made


@pytest.mark.parametrize(
    ("audience", "language"),
    [(Audience.CUSTOMS, "both"), (Audience.PROSECUTION, "zh")],
)
@sqlite
def test_a_sealed_pack_is_as_it_was_sealed(
    ring: RingCase, audience: Audience, language: str
) -> None:
    # Given a case shared whole
    filled(ring)
    # When a pack is sealed for the audience, and its recipient downloads it
    pack = seal(ring.act, ring.case, ring.options(audience, language))
    path = download(ring.world.act(OFFICERS[audience]), pack)
    # Then it holds against itself and against this installation's authority
    assert PackCheck(path, Keys(ring.act.settings).authority).findings() == []
    assert pack.pages > 5
    assert pack.size == path.stat().st_size


def test_the_police_pack_is_as_it_was_sealed(sealed: Path, shown: RingCase) -> None:
    assert PackCheck(sealed, Keys(shown.act.settings).authority).findings() == []


def test_a_purpose_that_cannot_be_kept_whole_is_refused_before_anything_is_made(
    ring: RingCase,
) -> None:
    ring.share("police", frozenset({CasePart.MEMBERS}))
    with pytest.raises(TooLong, match="The purpose has 3,000 characters; at most 1,000"):
        seal(ring.act, ring.case, replace(ring.options(), purpose="x" * 3000))


def test_a_new_pack_is_a_new_version_and_both_stand_on_the_trail(ring: RingCase) -> None:
    # Given a case shared with the police
    ring.share("police", frozenset({CasePart.MEMBERS}))
    # When two packs are sealed for them
    made = [seal(ring.act, ring.case, ring.options()) for _ in range(2)]
    ring.act.session.commit()
    # Then neither overwrites the other, and each is told of
    assert [pack.version for pack in made] == [1, 2]
    told = ring.act.session.scalars(select(TrailEntry.what).order_by(TrailEntry.seq)).all()
    assert [what for what in told if what.startswith("pack:")] == ["pack:frozen", "pack:sealed"] * 2


@sqlite
def test_nothing_of_a_part_that_was_not_shared_is_anywhere_in_the_bag(
    ring: RingCase, tmp_path: Path
) -> None:
    # Given a case whose every part holds a word of its own, of which only the accounts are shared
    ring.exhibit("ExhibitWord", "ExhibitFile.png", picture())
    ring.note("NoteWord")
    ring.case.finding.places[0].address = "PlaceWord"
    first = ring.case.finding.ties[0]
    first.reasons = [{**first.reasons[0], "says": "TieWord", "value": "TieValue"}]
    ring.share("police", frozenset({CasePart.MEMBERS}))
    # When a pack is sealed and everything in it is read
    pack = seal(ring.act, ring.case, ring.options())
    whole = _everything(
        _unpacked(Vault(ring.act.settings.vault_dir).path(pack.bag_sha256), tmp_path)
    )
    # Then no word of the other parts is there
    secrets = ["ExhibitWord", "ExhibitFile", "NoteWord", "PlaceWord", "TieWord", "TieValue"]
    secrets += ["o0000000001", "SF000000000001", "TB-1", "HK-77", "buyer-secret", "Base stamp"]
    assert [word for word in secrets if word in whole] == []
    assert "s00000000" in whole


def test_buyers_are_nowhere_in_a_whole_pack(unpacked: Path) -> None:
    whole = _everything(unpacked)
    assert "buyer-secret" not in whole
    assert "receiver-secret" not in whole


def test_markup_is_printed_as_it_was_written(unpacked: Path) -> None:
    # Given a note that would be markup if anything read it
    text = text_of(unpacked / "data/pack.pdf")
    # Then it is on the page to the letter, and rare signs stand as their numbers
    assert MARKUP in text
    assert "[U+20BB7][U+202E]" in text
    assert RARE not in text


def test_the_first_page_carries_the_hash_of_the_snapshot(unpacked: Path) -> None:
    first = text_of(unpacked / "data/pack.pdf", 1)
    content = (unpacked / "data/machine/snapshot.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() in first.replace("\n", "")
    assert "Guangdong Police" in first


@sqlite
def test_a_share_revoked_while_the_pack_is_made_stops_it(ring: RingCase) -> None:
    # Given a share that is revoked while the pages are drawn
    grant = ring.share("police")

    def revoked(doing: str, done: int, total: int) -> None:
        grant.revoked_at = NOW
        ring.act.session.flush()

    ring.act.progress = revoked
    # Then nothing is handed out
    with pytest.raises(RecipientNotCleared):
        seal(ring.act, ring.case, ring.options())
    assert ring.act.session.scalars(select(Pack)).all() == []


@sqlite
def test_only_the_recipient_may_download(ring: RingCase) -> None:
    # Given a pack for the police in a case shared with customs as well
    ring.share("police")
    ring.share("customs")
    pack = _kept(ring)
    # Then customs do not learn that it exists, and the auditor may not take it
    with pytest.raises(NotFound):
        download(ring.world.act("customs"), pack)
    with pytest.raises(NotPermitted):
        download(ring.world.act("auditor"), pack)
    assert packs(ring.world.act("customs")).items == []
    assert packs(ring.world.act("police"), ring.case).items == [pack]


def test_a_download_is_recorded_and_altered_bytes_are_refused(ring: RingCase) -> None:
    # Given a pack that its recipient downloads
    ring.share("police")
    pack = _kept(ring)
    police = ring.world.act("police")
    path = download(police, pack)
    ring.act.session.commit()
    entry = ring.act.session.scalars(
        select(TrailEntry).where(TrailEntry.what == "pack:downloaded")
    ).one()
    assert entry.facts == {"sha256": pack.bag_sha256}
    # When its bytes are altered in the vault
    path.chmod(0o640)
    path.write_bytes(b"other")
    # Then it is not handed out
    with pytest.raises(ExhibitAltered):
        download(police, pack)


@sqlite
def test_who_may_not_seal_is_refused(ring: RingCase) -> None:
    ring.share("police")
    with pytest.raises(NotPermitted):
        seal(ring.world.act("police"), ring.case, ring.options())


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_that_a_pack_was_looked_at_stands_on_the_trail(ring: RingCase) -> None:
    # Given a pack for the police, who hold a live share
    ring.share("police")
    police = ring.world.agencies["police"]
    made = factory.pack(ring.act.session, ring.case, police, ring.act.officer)
    # When they look at it, and customs try
    read(ring.world.act("police"), made.id)
    with pytest.raises(NotFound):
        read(ring.world.act("customs"), made.id)
    ring.act.session.commit()
    # Then the one look is kept
    looked = select(TrailEntry).where(TrailEntry.what == "pack:read")
    (entry,) = ring.act.session.scalars(looked)
    assert entry.officer_id == ring.world.officers["police"].id


def test_what_a_killed_seal_left_is_taken_away(tmp_path: Path) -> None:
    # Given a folder of a seal killed long ago, and one of a seal under way
    left, under_way = tmp_path / "pack-old", tmp_path / "pack-new"
    for folder in (left, under_way):
        folder.mkdir()
        (folder / "body.pdf").write_bytes(b"%PDF")
    os.utime(left, (0, 0))

    # When another seal begins
    _sweep(tmp_path)

    # Then only the first is gone
    assert not left.exists()
    assert under_way.exists()

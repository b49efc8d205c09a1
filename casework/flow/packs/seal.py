"""Sealing: frozen content becomes a signed document in a signed bag, kept in the vault."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casework import audit
from casework.act import Act, Progress
from casework.errors import RecipientNotCleared
from casework.evidence import Kept, Vault
from casework.flow.packs import bag
from casework.flow.packs.contents import PackOptions, cleared, freeze
from casework.flow.packs.guide import guide
from casework.flow.packs.keys import Keys
from casework.flow.packs.ledgers import CUSTODY
from casework.flow.packs.machine import write_machine_files
from casework.flow.packs.render import Drawn, draw
from casework.flow.packs.schedules import write_schedules
from casework.flow.packs.signature import sign_detached, sign_pdf, time_stamp
from casework.flow.packs.snapshot import Row, Snapshot
from casework.model import Case, Pack, fitting
from casework.paging import Page, page
from casework.settings import Settings
from casework.vocabulary import Action, CasePart

_STEPS = 5
_LEFT_BEHIND = 3600.0
"""Seconds after which a folder of a seal belongs to nobody: the longest takes minutes."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished bag as a ZIP in the vault, and the record of how it was made."""

    kept: Kept
    build: dict[str, Any]


def seal(act: Act, case: Case, options: PackOptions) -> Pack:
    """Return the new version of a pack: what the recipient's share opens now, sealed.

    Raises RecipientNotCleared where the recipient holds no live share at level export, or loses
    it while the pack is made; FontMissing where the fonts were not fetched; TooLong.
    """
    act.require(Action.PACK_SEAL, case)
    cleared(act, case, options.recipient)
    fitting(Pack.purpose, options.purpose, "the purpose")
    Keys(act.settings).ensure()
    # The number is given now, for it is printed on every page; the trail tells what became of it.
    series = f"pack {case.id} {options.audience.value} {options.recipient.id}"
    snapshot = freeze(act, case, options, act.number_in(series))
    act.record("pack:frozen", case, pack=snapshot.name, snapshot_sha256=snapshot.sha256)
    act.release()
    sealed = build(snapshot, act.settings, act.progress)
    _still_cleared(act, case, options, snapshot)
    return _keep(act, case, options, snapshot, sealed)


def packs(
    act: Act, case: Case | None = None, after: str | None = None, limit: int = 50
) -> Page[Pack]:
    """Return the packs the officer may see, newest first; of one case where one is given."""
    act.require(Action.PACK_READ)
    statement = act.select(Pack).where(act.visible(Pack))
    if case is not None:
        statement = statement.where(Pack.case_id == case.id)
    return page(act.session, statement, ((Pack.id, True),), after, limit)


def read(act: Act, pack_id: int) -> Pack:
    """Return one pack; that it was read is recorded."""
    act.require(Action.PACK_READ)
    found = act.get(Pack, pack_id)
    act.record("pack:read", found)
    return found


def download(act: Act, pack: Pack) -> Path:
    """Return the path of a pack's ZIP, proved to be the bytes that were sealed; it is recorded.

    Raises ExhibitAltered where the vault's bytes are no longer those.
    """
    act.require(Action.PACK_DOWNLOAD, pack)
    vault = Vault(act.settings.vault_dir)
    vault.check(pack.bag_sha256)
    act.record("pack:downloaded", pack, sha256=pack.bag_sha256)
    return vault.path(pack.bag_sha256)


def build(snapshot: Snapshot, settings: Settings, progress: Progress) -> Sealed:
    """Return the sealed bag of a snapshot: files alone, no register."""
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    _sweep(settings.work_dir)
    with TemporaryDirectory(prefix="pack-", dir=settings.work_dir) as folder:
        root = Path(folder) / snapshot.name
        progress("drawing the pages", 0, _STEPS)
        made = _write_content(snapshot, settings, root)
        progress("signing", 3, _STEPS)
        _close(snapshot, settings, root)
        progress("packing", 4, _STEPS)
        packed = Path(folder) / f"{snapshot.name}.zip"
        bag.zip_up(root, packed, snapshot.frozen_at)
        kept = Vault(settings.vault_dir).put(packed)
    progress("sealed", _STEPS, _STEPS)
    return Sealed(kept, made)


def _sweep(work_dir: Path) -> None:
    """Take away what a seal that was killed left behind: it holds the content of a case."""
    for left in work_dir.glob("pack-*"):
        if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(left, ignore_errors=True)


def _write_content(snapshot: Snapshot, settings: Settings, root: Path) -> dict[str, Any]:
    vault = Vault(settings.vault_dir)
    data = root / "data"
    for exhibit in snapshot.facts["exhibits"]:
        _copy_exhibit(vault, exhibit, root)
    data.mkdir(parents=True, exist_ok=True)
    body = root.parent / "body.pdf"
    drawn = draw(snapshot, settings, vault.path, body)
    sign_pdf(body, data / "pack.pdf", Keys(settings))
    schedules = write_schedules(snapshot, data / "schedules")
    write_machine_files(snapshot, data)
    made = _build_record(snapshot, drawn, schedules, bag.digests(body))
    (data / "build.json").write_bytes(audit.canonical(made).encode())
    return made


def _copy_exhibit(vault: Vault, exhibit: Row, root: Path) -> None:
    place = root / exhibit["path"]
    place.parent.mkdir(parents=True, exist_ok=True)
    with vault.open(exhibit["sha256"]) as source, place.open("xb") as copy:
        shutil.copyfileobj(source, copy, 1024 * 1024)
    (place.parent / CUSTODY).write_bytes(audit.canonical(exhibit).encode())


def _build_record(
    snapshot: Snapshot, drawn: Drawn, schedules: list[str], body: bag.Digests
) -> dict[str, Any]:
    counts = {name: len(snapshot.facts[name]) for name in ("members", "places", "ties", "exhibits")}
    return {
        "format": "casework-pack-build/1",
        "name": snapshot.name,
        "snapshot_sha256": snapshot.sha256,
        "body": {"length": body.size, "sha256": body.sha256, "pages": drawn.pages},
        "pdf": "PDF/A-3b, checked before signing with pikepdf",
        "sections": drawn.sections,
        "schedules": schedules,
        "missing_glyphs": drawn.missing,
        "software": snapshot.facts["software"],
        "counts": {**counts, "records": len(snapshot.facts["records"])},
        "clock": "The time stamps are by the sender's own clock.",
    }


def _close(snapshot: Snapshot, settings: Settings, root: Path) -> None:
    keys, pack = Keys(settings), snapshot.facts["pack"]
    (root / "trust").mkdir()
    for name, path in (
        ("ca.pem", keys.authority),
        ("signer.pem", keys.signer.certificate),
        ("tsa.pem", keys.time_stamper.certificate),
    ):
        (root / "trust" / name).write_bytes(path.read_bytes())
    (root / "verify").mkdir()
    shutil.copyfile(Path(__file__).with_name("verify.py"), root / "verify" / "verify.py")
    (root / "READ-ME-FIRST.txt").write_bytes(guide(snapshot).encode())
    info = {
        "Source-Organization": snapshot.facts["case"]["agency"]["name"],
        "External-Identifier": snapshot.name,
        "Internal-Sender-Description": f"Recipient: {pack['recipient']['name']}",
        "Bagging-Date": pack["frozen_at"][:10],
        "Bag-Group-Identifier": snapshot.facts["case"]["number"],
    }
    bag.finish(root, info)
    (root / "signatures").mkdir()
    last = (root / bag.TAG_MANIFEST).read_bytes()
    (root / "signatures" / "tagmanifest.p7s").write_bytes(sign_detached(last, keys))
    (root / "signatures" / "tagmanifest.tsr").write_bytes(time_stamp(last, keys))


def _still_cleared(act: Act, case: Case, options: PackOptions, snapshot: Snapshot) -> None:
    # The register was let go of meanwhile: the share may have been revoked or narrowed.
    act.session.refresh(case)
    for grant in case.grants:
        act.session.refresh(grant)
    now = cleared(act, case, options.recipient)
    if not {CasePart(part) for part in snapshot.facts["pack"]["parts"]} <= now:
        raise RecipientNotCleared(options.recipient.name, case.number)


def _keep(act: Act, case: Case, options: PackOptions, snapshot: Snapshot, sealed: Sealed) -> Pack:
    facts = snapshot.facts["pack"]
    pack = Pack(
        case=case,
        audience=options.audience,
        recipient=options.recipient,
        version=facts["version"],
        name=snapshot.name,
        purpose=options.purpose,
        handling=options.handling,
        parts=facts["parts"],
        snapshot_sha256=snapshot.sha256,
        bag_sha256=sealed.kept.sha256,
        size=sealed.kept.size,
        pages=sealed.build["body"]["pages"],
        build=sealed.build,
        sealed_at=act.at,
        sealed_by=act.officer,
    )
    act.session.add(pack)
    act.record("pack:sealed", pack, sha256=sealed.kept.sha256, snapshot_sha256=snapshot.sha256)
    return pack

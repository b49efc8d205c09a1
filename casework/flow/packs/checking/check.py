"""PackCheck: everything that can be told about a pack from the pack alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casework import audit
from casework.flow.packs import verify
from casework.flow.packs.checking.container import unpack
from casework.flow.packs.checking.seals import Seals
from casework.flow.packs.checking.trail import trail_findings
from casework.flow.packs.snapshot import FORMAT


class PackCheck:
    """A pack held against itself and, where one is given, against an authority's certificate.

    `path` is a ZIP or an unpacked folder. Without `authority` a pack resealed by a stranger who
    remade everything in it passes: compare `facts["authority"]` with what the sender told you.
    """

    def __init__(self, path: Path, authority: Path | None = None) -> None:
        self.path, self.authority = path, authority
        self._findings: list[str] | None = None
        self._facts: dict[str, str] = {}

    def findings(self) -> list[str]:
        """Return a sentence for each thing that does not fit; none if it is as it was sealed.

        Never raises on what the file holds: any bytes can be asked about.
        """
        if self._findings is None:
            self._findings = list(dict.fromkeys(self._found()))
        return self._findings

    @property
    def facts(self) -> dict[str, str]:
        """What the pack says of itself, for printing: only as true as the findings are empty."""
        self.findings()
        return self._facts

    def _found(self) -> Iterator[str]:
        if self.path.is_dir():
            yield from self._in_folder(self.path)
        elif self.path.is_file():
            with TemporaryDirectory(prefix="casework-check-") as folder:
                root, faults = unpack(self.path, Path(folder))
                yield from faults
                if root is not None:
                    yield from self._in_folder(root, root.name)
        else:
            yield f"There is no file {self.path.name}."

    def _in_folder(self, root: Path, name: str | None = None) -> Iterator[str]:
        """Check an unpacked pack; a ZIP's folder bears the pack's name, an unpacked one any."""
        first = verify.check(root)
        yield from first
        if not (root / "tagmanifest-sha256.txt").is_file():
            return
        snapshot = _json(root / "data/machine/snapshot.json")
        yield from self._content(root, snapshot, name)
        seals = Seals(root, self.authority)
        yield from seals.findings()
        self._facts.update(seals.facts)
        yield from self._authority_agrees(snapshot)

    def _content(self, root: Path, snapshot: dict[str, Any], name: str | None) -> Iterator[str]:
        try:
            self._facts.update(_told(snapshot, root))
            sealed_as = snapshot["pack"]["name"]
            if snapshot["format"] != FORMAT:
                yield f"The snapshot is of form {snapshot['format']}; this casework reads {FORMAT}."
            text = audit.canonical(snapshot).encode()
            if text != (root / "data/machine/snapshot.json").read_bytes():
                yield "data/machine/snapshot.json is not in its one canonical form."
            if name is not None and name != sealed_as:
                yield f"The folder is called {name}; it was sealed as {sealed_as}."
            for exhibit in snapshot["exhibits"]:
                path = root / _inside(exhibit["path"])
                if path.is_file() and verify.digest(path, "sha256") != exhibit["sha256"]:
                    yield f"{exhibit['path']} is not exhibit {exhibit['mark']} as it was taken in."
                elif not path.is_file():
                    yield f"Exhibit {exhibit['mark']} is missing: {exhibit['path']}."
        except (OSError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
            yield "data/machine/snapshot.json cannot be read as the snapshot of a pack."
        yield from trail_findings(root / "data/audit/extract.jsonl", snapshot)
        yield from _printed_snapshot(root)

    def _authority_agrees(self, snapshot: dict[str, Any]) -> Iterator[str]:
        seal = snapshot.get("seal")
        stated = seal.get("authority_sha256") if isinstance(seal, dict) else None
        if stated != self._facts.get("authority"):
            yield "The authority in trust/ca.pem is not the one the snapshot names."


def _printed_snapshot(root: Path) -> Iterator[str]:
    """Say where the document was made from another snapshot than the one beside it."""
    import pikepdf

    path = root / "data/machine/snapshot.json"
    wanted = f"snapshot-sha256:{verify.digest(path, 'sha256')}" if path.is_file() else ""
    try:
        with pikepdf.open(root / "data/pack.pdf") as document:
            stated = str(document.docinfo.get("/Keywords", ""))
    except (pikepdf.PdfError, OSError, ValueError, TypeError):
        yield "data/pack.pdf is no PDF that can be read."
        return
    if not wanted or wanted not in stated:
        yield "data/pack.pdf was made from another snapshot than the one in this pack."


def _told(snapshot: dict[str, Any], root: Path) -> dict[str, str]:
    pack, build = snapshot["pack"], _json(root / "data/build.json")
    body = build.get("body") if isinstance(build.get("body"), dict) else {}
    return {
        "pack": str(pack["name"]),
        "case": str(snapshot["case"]["number"]),
        "audience": str(pack["audience"]),
        "version": str(pack["version"]),
        "recipient": str(pack["recipient"]["name"]),
        "purpose": str(pack["purpose"]),
        "handling": str(pack["handling"]),
        "parts": ", ".join(map(str, pack["parts"])),
        "frozen at": str(pack["frozen_at"]),
        "snapshot": verify.digest(root / "data/machine/snapshot.json", "sha256"),
        "body": f"{body.get('length')} bytes, SHA-256 {body.get('sha256')}" if body else "",
        "pages": str(body.get("pages", "")) if body else "",
    }


def _inside(path: object) -> str:
    # A forged snapshot may name any path; only what lies in the bag is looked at.
    parts = str(path).split("/")
    if parts[:2] != ["data", "exhibits"] or ".." in parts:
        raise ValueError(path)
    return "/".join(parts)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}

#!/usr/bin/env python3
"""Check a pack with Python 3.8 or later alone: every hash, nothing missing, nothing added.

    python3 verify/verify.py [FOLDER]

Prints one line for each thing that does not fit and ends with PASS or FAIL (exit code 0 or 1).
It cannot check signatures: READ-ME-FIRST.txt names the openssl and pdfsig lines that do.
This very file lies in every pack; it knows nothing of the program that sealed it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path

UNLISTED = {
    "tagmanifest-sha256.txt",
    "signatures/tagmanifest.p7s",
    "signatures/tagmanifest.tsr",
}
LINE = re.compile(r"\A([0-9a-f]+)  ([^\n]+)\Z")
BLOCK = 1024 * 1024


def main(folder: Path) -> int:
    """Print what does not fit in the pack at `folder`; return the exit code."""
    findings = check(folder)
    for finding in findings:
        print(f"- {finding}")
    if findings:
        print(f"FAIL: {len(findings)} findings. This pack is not as it was sealed.")
        return 1
    print("PASS: every file is as it was sealed; none is missing, none was added.")
    print("Check the signatures too: see READ-ME-FIRST.txt.")
    return 0


def check(folder: Path) -> list[str]:
    """Return a sentence for each thing that does not fit."""
    if not (folder / "tagmanifest-sha256.txt").is_file():
        return [f"There is no tagmanifest-sha256.txt in {folder.name}: it is no pack."]
    findings: list[str] = []
    present = files(folder, findings)
    tags = manifest(folder, "tagmanifest-sha256.txt", 64, findings)
    short = manifest(folder, "manifest-sha256.txt", 64, findings)
    long = manifest(folder, "manifest-sha512.txt", 128, findings)
    for listed, method in ((tags, "sha256"), (short, "sha256"), (long, "sha512")):
        compare(folder, listed, method, present, findings)
    for name in sorted(set(short) ^ set(long)):
        findings.append(f"{name} stands in one manifest and not in the other.")
    for name in sorted(present - set(tags) - set(short) - UNLISTED):
        findings.append(f"{name} was added: no manifest names it.")
    for name in sorted(UNLISTED - present):
        findings.append(f"{name} is missing.")
    count(folder, short, findings)
    body(folder, findings)
    return findings


def files(folder: Path, findings: list[str]) -> set[str]:
    """Return every file below the folder, with forward slashes."""
    found: set[str] = set()
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(place, name)
            within = path.relative_to(folder).as_posix()
            if path.is_symlink():
                findings.append(f"{within} is a link, which no pack holds.")
            elif name in names:
                found.add(within)
    return found


def manifest(folder: Path, name: str, length: int, findings: list[str]) -> dict[str, str]:
    """Return what a manifest says: hash by file."""
    listed: dict[str, str] = {}
    for number, line in enumerate(text(folder, name, findings).split("\n"), 1):
        fit = LINE.match(line)
        if fit and len(fit.group(1)) == length and fit.group(2) not in listed:
            listed[fit.group(2)] = fit.group(1)
        elif line:
            findings.append(f"{name}: line {number} is no entry of a manifest.")
    return listed


def compare(
    folder: Path, listed: dict[str, str], method: str, present: set[str], findings: list[str]
) -> None:
    """Name every file that is missing or differs."""
    for name in sorted(listed):
        if name not in present:
            findings.append(f"{name} is missing.")
        elif digest(folder / name, method) != listed[name]:
            findings.append(f"{name} was changed: its {method.upper()} differs.")


def digest(path: Path, method: str, length: int = sys.maxsize) -> str:
    """Return the hash of a file, or of its first `length` bytes."""
    made = hashlib.new(method)
    with path.open("rb") as file:
        while length > 0:
            block = file.read(min(BLOCK, length))
            if not block:
                break
            made.update(block)
            length -= len(block)
    return made.hexdigest()


def count(folder: Path, listed: dict[str, str], findings: list[str]) -> None:
    """Compare the number of bytes and files with what bag-info.txt states."""
    paths = [folder / name for name in listed]
    octets = sum(path.stat().st_size for path in paths if path.is_file())
    stated = f"Payload-Oxum: {octets}.{len(paths)}"
    if stated not in text(folder, "bag-info.txt", findings).split("\n"):
        findings.append(f"bag-info.txt does not state {stated}.")


def body(folder: Path, findings: list[str]) -> None:
    """Compare the beginning of pack.pdf and the snapshot with what build.json states."""
    try:
        build = json.loads(text(folder, "data/build.json", findings))
        length, wanted = int(build["body"]["length"]), build["body"]["sha256"]
        snapshot = build["snapshot_sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        findings.append("data/build.json cannot be read.")
        return
    pdf, content = folder / "data/pack.pdf", folder / "data/machine/snapshot.json"
    if pdf.is_file() and digest(pdf, "sha256", length) != wanted:
        findings.append("data/pack.pdf does not begin with the body data/build.json names.")
    if content.is_file() and digest(content, "sha256") != snapshot:
        findings.append("data/machine/snapshot.json is not the one data/build.json names.")


def text(folder: Path, name: str, findings: list[str]) -> str:
    """Return a text file of the pack; empty where it cannot be read."""
    try:
        return (folder / name).read_bytes().decode()
    except (OSError, ValueError):
        findings.append(f"{name} cannot be read.")
        return ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]))

"""READ-ME-FIRST: one page that says what the bag is and how to check it, in both languages."""

from __future__ import annotations

from casework.flow.packs.labels import LABELS
from casework.flow.packs.phrases import PHRASES
from casework.flow.packs.snapshot import Snapshot

COMMANDS = (
    ("verify.all", "python3 verify/verify.py"),
    (
        "verify.hashes",
        "sha256sum -c --quiet tagmanifest-sha256.txt && sha256sum -c --quiet manifest-sha256.txt",
    ),
    (
        "verify.signature",
        "openssl cms -verify -binary -inform DER -in signatures/tagmanifest.p7s \\\n"
        "-content tagmanifest-sha256.txt -CAfile trust/ca.pem -purpose any -out /dev/null",
    ),
    (
        "verify.stamp",
        "openssl ts -verify -data tagmanifest-sha256.txt -in signatures/tagmanifest.tsr \\\n"
        "-CAfile trust/ca.pem",
    ),
    ("verify.pdf", "pdfsig data/pack.pdf"),
    ("verify.body", "head -c N data/pack.pdf | sha256sum"),
    ("verify.fingerprint", "openssl x509 -in trust/ca.pem -noout -fingerprint -sha256"),
)
"""What checks a pack without casework: what each line is for, and the line itself."""

_WHAT = (
    (
        "data/pack.pdf is the document; data/schedules its tables as CSV (a leading apostrophe was "
        "put before cells a spreadsheet would run); data/exhibits the files as they were taken in; "
        "data/machine the same content for programs; data/audit the case's entries of the trail; "
        "data/build.json what it was made with.",
        "data/pack.pdf 为正文；data/schedules 为 CSV 明细表（可能被电子表格当作公式执行的单元格"
        "前加有撇号）；data/exhibits 为证物原件；data/machine 为机读内容；"
        "data/audit 为本案审计条目；data/build.json 为生成记录。",
    ),
)


def guide(snapshot: Snapshot) -> str:
    """Return the text of READ-ME-FIRST.txt."""
    return "\n\n".join(_in(snapshot, one) for one in (0, 1)) + "\n"


def _in(snapshot: Snapshot, language: int) -> str:
    pack, case = snapshot.facts["pack"], snapshot.facts["case"]

    def label(key: str) -> str:
        return LABELS[key][language]

    lines = [
        f"{label('pack.' + pack['audience'])} – {case['number']}",
        "",
        *(
            f"{label(key)}: {' '.join(str(value).splitlines())}"
            for key, value in (
                ("cover.version", f"{pack['version']} – {pack['name']}"),
                ("cover.recipient", pack["recipient"]["name"]),
                ("cover.purpose", pack["purpose"]),
                ("cover.handling", label("handling.code." + pack["handling"])),
                ("cover.sender", f"{case['agency']['name']} – {pack['sealed_by']['name']}"),
                ("cover.frozen", pack["frozen_at"]),
                ("cover.snapshot", snapshot.sha256),
                ("cover.authority", snapshot.facts["seal"]["authority_sha256"]),
            )
        ),
        "",
        *(text[language] for text in _WHAT),
        "",
        *PHRASES["verification.intro"][language],
    ]
    for key, command in COMMANDS:
        lines += ["", label(key), *(f"    {part}" for part in command.splitlines())]
    lines += ["", *PHRASES["verification.proves"][language]]
    lines += ["", *PHRASES["verification.own"][language]]
    return "\n".join(lines)

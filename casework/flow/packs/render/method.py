"""How it was made and how to check it: method, unused material, verification, integrity."""

from __future__ import annotations

import json

from reportlab.platypus import Flowable

from casework.flow.packs.guide import COMMANDS
from casework.flow.packs.render.blocks import CODE, SMALL, STRONG, WARNING, Prose, facts, halves
from casework.flow.packs.render.page import Sheet


def method(sheet: Sheet) -> list[Flowable]:
    """How a ring is found and what its numbers mean, with the settings of this run."""
    run = sheet.snapshot.facts["ring"]["run"]
    label = sheet.words.label
    made: list[Flowable] = [Prose(text) for text in sheet.words.prose("method")]
    made.append(
        facts(
            [
                (label("method.run"), f"{run['id']} – {run['engine']} – {run['started_at'][:16]}"),
                (label("method.rows"), f"{run['rows']:,} ({run['batches']})"),
                (label("method.parameters"), _flat(run["parameters"])),
            ],
            size=7.5,
        )
    )
    return made


def unused(sheet: Sheet) -> list[Flowable]:
    """Where material stands that is not in this pack."""
    return [Prose(text) for text in sheet.words.prose("unused")]


def verification(sheet: Sheet) -> list[Flowable]:
    """The commands that check this pack, and what passing them proves."""
    words, facts_ = sheet.words, sheet.snapshot.facts
    made: list[Flowable] = [Prose(text) for text in words.prose("verification.intro")]
    for key, line in COMMANDS:
        made += [Prose(words.label(key), STRONG), Prose(line, CODE)]
    pairs = [
        (words.label("cover.snapshot"), halves(sheet.snapshot.sha256)),
        (words.label("cover.authority"), facts_["seal"]["authority_sha256"].replace(":", " ")),
    ]
    made.append(facts(pairs, size=8))
    made += [Prose(text) for text in words.prose("verification.proves")]
    made += [Prose(text) for text in words.prose("verification.own")]
    if sheet.missing:
        listed = ", ".join(sheet.missing)
        made += [
            Prose(text.format(listed=listed), WARNING)
            for text in words.prose("verification.missing")
        ]
    else:
        made += [Prose(text, SMALL) for text in words.prose("verification.none_missing")]
    return made


def integrity(sheet: Sheet) -> list[Flowable]:
    """The system: versions, what it does with data, and the limits of its method."""
    words = sheet.words
    made: list[Flowable] = [Prose(text) for text in words.prose("integrity")]
    software = sheet.snapshot.facts["software"]
    made.append(facts([(name, version) for name, version in software.items()], size=8))
    made.append(Prose(words.label("integrity.limits"), STRONG))
    made += [Prose(f"• {text}") for text in words.prose("integrity.limits")]
    return made


def _flat(parameters: object) -> str:
    if isinstance(parameters, dict):
        shown = (f"{key} = {_value(value)}" for key, value in sorted(parameters.items()))
        return "; ".join(shown) or "—"
    return _value(parameters)


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

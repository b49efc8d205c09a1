"""Which sections an audience gets."""

from __future__ import annotations

import pytest

from casework.flow.packs.labels import LABELS
from casework.flow.packs.render.sections import SECTIONS, story
from casework.flow.packs.snapshot import Snapshot
from casework.vocabulary import Audience, CasePart
from tests.flow.packs.conftest import sheet_of
from tests.flow.packs.worlds import RingCase


@pytest.mark.parametrize("audience", list(Audience))
def test_every_audience_can_verify_and_read_the_limits(audience: Audience) -> None:
    keys = [section.key for section in SECTIONS[audience]]
    assert keys[-2:] == ["verification", "integrity"]
    assert len(keys) == len(set(keys))
    assert {f"section.{key}" for key in keys} <= set(LABELS)


@pytest.mark.parametrize("part", list(CasePart))
@pytest.mark.parametrize("audience", list(Audience))
def test_a_part_alone_gives_its_sections_and_no_other(
    shown: RingCase, snapshot: Snapshot, audience: Audience, part: CasePart
) -> None:
    # Given a pack of one part
    pack = {**snapshot.facts["pack"], "audience": audience.value, "parts": [part.value]}
    made = sheet_of(Snapshot.of({**snapshot.facts, "pack": pack}), shown.act.settings)
    # When its story is told
    story(made)
    # Then only sections that need no other part are in it
    for section in SECTIONS[audience]:
        assert (section.key in made.titles) == (section.needs <= {part})

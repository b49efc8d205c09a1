"""What an officer reads out."""

from __future__ import annotations

from casework.analysis import sentences
from casework.analysis.evidence import Space
from casework.vocabulary import IdentifierKind


def test_every_space_has_a_sentence_and_an_innocent_explanation() -> None:
    for space in Space:
        assert "in this data" in sentences.says(space, 2, 2, 5000, apart=False)
        assert sentences.innocent(space).endswith(".")


def test_time_and_parties_are_told() -> None:
    text = sentences.says(Space.PHONE, 4, 1, 5000, apart=True)
    assert "1 party" in text
    assert "never showed it at the same time" in text


def test_a_joined_trace_is_shown_as_the_senders_phone() -> None:
    assert sentences.label(Space.SENDER_MASKED, None) is IdentifierKind.SENDER_PHONE

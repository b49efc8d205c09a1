"""The table of Chinese headers speaks of our columns and never says two things at once."""

from __future__ import annotations

import pytest

from casework.flow.intake.mapping import recognise
from casework.flow.intake.synonyms import SYNONYMS
from casework.vocabulary import COLUMNS, KEYS, DeliveryKind


def test_every_column_has_a_chinese_name_and_no_other_has() -> None:
    # Given and when: the table; then it covers exactly our columns
    assert SYNONYMS.keys() == {column for kind in DeliveryKind for column in COLUMNS[kind]}


@pytest.mark.parametrize("kind", DeliveryKind)
def test_each_word_is_recognised_as_its_column(kind: DeliveryKind) -> None:
    # Given each Chinese name of each column of a kind, beside the kind's key
    for column in COLUMNS[kind]:
        for word in SYNONYMS[column]:
            others = [other for other in COLUMNS[kind] if other != column]
            # When recognised; then it means that column (and the key names the kind)
            found = recognise([word, *others], "t.csv")
            assert found.columns[column] == word


@pytest.mark.parametrize("kind", DeliveryKind)
def test_a_key_can_be_written_in_chinese_alone(kind: DeliveryKind) -> None:
    # Given a header that holds only the key; when recognised; then that is enough
    header = [sorted(SYNONYMS[key])[0] for key in KEYS[kind]]
    assert set(recognise(header, "t.csv").columns) >= set(KEYS[kind])

from __future__ import annotations

from collections import Counter
from random import Random

from pypinyin import lazy_pinyin

from casework.simulator import names


def test_a_name_is_written_in_characters_or_in_pinyin_in_either_order() -> None:
    # Given one person who signs often
    wei = names.Person("张", "伟", "Zhang", "Wei")
    rng = Random(1)

    # Then all three ways occur, characters most
    ways = Counter(wei.write(rng) for _ in range(400))
    assert set(ways) == {"张伟", "Zhang Wei", "Wei Zhang"}
    assert ways["张伟"] > 300


def test_a_masked_name_keeps_the_surname_only() -> None:
    rng = Random(3)
    for _ in range(100):
        person = names.person(rng)
        assert person.masked() == person.surname + "*" * len(person.given)


def test_pinyin_and_characters_of_a_person_agree() -> None:
    rng = Random(9)
    for _ in range(300):
        person = names.person(rng)
        assert person.handle == "".join(lazy_pinyin(person.name))


def test_common_names_belong_to_many_people() -> None:
    # When a town is named
    rng = Random(6)
    people = Counter(names.person(rng).name for _ in range(5_000))

    # Then namesakes are plenty: a name alone ties nobody
    assert people.most_common(1)[0][1] >= 5

"""What was delivered and the rings in it, as another program reads it from a pipe."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from casework.vocabulary import AccountRole
from tests.cli.conftest import CHEN, LIN, RING
from tests.cli.shell import Shell
from tests.cli.test_intake import BATCH
from tests.flow.rings import shops


def test_batches_are_listed_newest_first(discovered: Shell) -> None:
    # When they are listed for people and for programs
    told = discovered.done("batches").splitlines()
    objects = discovered.objects("batches", "--json")

    # Then both have the newest first
    assert [batch["kind"] for batch in objects] == ["test_buys", "accounts"]
    assert set(BATCH) <= set(objects[0])
    assert objects[0]["withdrawn_at"] is None
    assert "test_buys" in told[0]
    assert "counts" in told[0]


def test_a_batch_is_withdrawn_and_brought_back(discovered: Shell) -> None:
    # Given the test buys of the ring
    test_buys = discovered.objects("batches", "--json")[0]["batch"]

    # When they are withdrawn
    discovered.done("withdraw", test_buys, "--why", "sent in error", "--as", LIN)

    # Then a new discovery finds nothing that makes the shops a ring
    assert discovered.objects("batches", "--json")[0]["withdrawn_at"] is not None
    assert discovered.objects("discover", "--json")[0]["rings"] == []

    # When they are brought back, the ring is there again under its number
    discovered.done("restore", test_buys)
    (ring,) = discovered.objects("discover", "--json")[0]["rings"]
    assert ring["id"] == RING


def test_withdrawing_twice_or_what_is_not_there_is_refused(discovered: Shell) -> None:
    discovered.done("withdraw", "1")

    assert discovered.refused("withdraw", "1") == "Batch 1 is withdrawn already."
    assert discovered.refused("restore", "2") == "Batch 2 is not withdrawn; it counts already."
    assert discovered.refused("withdraw", "99") == "There is no batch 99."
    assert discovered.refused("restore", "99") == "There is no batch 99."


def test_a_withdrawn_batch_imported_again_stays_withdrawn(
    discovered: Shell, tmp_path: Path
) -> None:
    # Given the withdrawn accounts
    discovered.done("withdraw", "1")

    # When the same bytes come again
    delivery = shops.three_shops_one_phone(tmp_path / "delivery")
    said = discovered.done("import", delivery / "accounts.csv")

    # Then they do not slip back in, and the line says how to bring them back
    assert "withdrawn (casework restore 1)" in said
    assert discovered.objects("batches", "--json")[1]["withdrawn_at"] is not None


def test_rings_before_any_discovery_are_refused(shell: Shell) -> None:
    said = "No discovery was run yet. Start one with: casework discover"

    assert shell.refused("rings", "--json") == said


def test_rings_json_is_as_the_format_has_it(discovered: Shell) -> None:
    (found,) = discovered.objects("rings", "--json")

    assert list(found) == ["run", "rings"]
    run = found["run"]
    assert list(run) == ["id", "engine", "started_at", "batches", "rows", "parameters"]
    assert isinstance(run["id"], str)
    assert (run["engine"], run["batches"], run["rows"]) == ("duckdb", 2, 43)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", run["started_at"])
    (ring,) = found["rings"]
    assert list(ring) == [
        *("id", "score", "stability", "brand", "accounts", "places"),
        *("counterfeit_test_buys", "seizures", "sales"),
    ]
    assert re.fullmatch(r"R-\d{4}-\d{4}", ring["id"])
    assert 0 <= ring["stability"] <= 1
    assert 0.85 <= ring["score"] <= 1
    assert (ring["brand"], ring["counterfeit_test_buys"], ring["seizures"]) == (["Norvik"], 3, 0)
    assert [list(account) for account in ring["accounts"]] == [
        ["platform", "account_id", "role", "confidence"]
    ] * 3
    assert {one["account_id"] for one in ring["accounts"]} == {f"s{n:08d}" for n in (1, 2, 3)}
    assert {one["role"] for one in ring["accounts"]} <= {role.value for role in AccountRole}
    assert list(ring["sales"]) == ["currency", "A", "B", "C", "X"]
    assert {type(ring["sales"][tier]) for tier in "ABCX"} == {str}
    assert all(Decimal(ring["sales"][tier]) == 0 for tier in "ABCX")


def test_discover_prints_what_rings_prints(discovered: Shell) -> None:
    assert discovered.done("discover", "--json") == discovered.done("rings", "--json")


def test_the_engine_is_chosen_by_option_or_setting(
    discovered: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an installation without pyspark
    monkeypatch.setitem(sys.modules, "pyspark", None)
    said = "The engine spark needs pyspark, which does not run here."

    # Then who asks for Spark is told so, and DuckDB works all the same
    assert discovered.refused("discover", "--engine", "spark").startswith(said)
    assert discovered.refused("discover", CASEWORK_ENGINE="spark").startswith(said)
    assert discovered.done("discover", "--engine", "duckdb", CASEWORK_ENGINE="spark")
    alone = discovered.misused("discover", "--spark-master", "spark://head:7077")
    assert "--spark-master is for --engine spark." in alone


def test_rings_are_told_to_people_too(discovered: Shell) -> None:
    said = discovered.done("rings")

    assert said.startswith(f"{RING}  score 1.00")
    assert said.endswith("3 accounts  Norvik\n")
    assert discovered.done("discover") == "run 2: 1 ring in 43 rows of 2 batches\n"


def test_rings_are_not_another_agencys_to_read(discovered: Shell) -> None:
    assert discovered.refused("rings", "--as", CHEN) == "Chen may not see rings and their reasons."

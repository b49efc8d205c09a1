"""Kill an import at any moment: of a batch there is nothing or all, and again completes it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import select

from casework import audit, lake
from casework.act import Act
from casework.evidence import Vault
from casework.flow import intake
from casework.model import Batch, sessions
from casework.vocabulary import KEYS, DeliveryKind
from tests import registers
from tests.factories.intake import account, order, shipment, write_csv
from tests.registers import address, sqlite_copy
from tests.worlds import World

MOMENTS = 10
_ROWS = 300
_MAKERS = {
    DeliveryKind.ACCOUNTS: account,
    DeliveryKind.ORDERS: order,
    DeliveryKind.SHIPMENTS: shipment,
}
Import = Callable[[Act, Path, float | None], float]
Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def importing() -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-m", "tests.flow.intake.importing"]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def take_in(importing: subprocess.Popen[str]) -> Import:
    """Take a delivery in, in another process that is killed after so many seconds."""

    def ask(act: Act, delivery: Path, seconds: float | None) -> float:
        asked = {
            "home": str(act.settings.home),
            "database": act.settings.database_url,
            "delivery": str(delivery),
            "officer": act.officer.id,
            "seconds": seconds,
        }
        assert importing.stdin is not None
        assert importing.stdout is not None
        act.session.commit()
        importing.stdin.write(json.dumps(asked) + "\n")
        importing.stdin.flush()
        return float(importing.stdout.readline())

    return ask


def _delivery(folder: Path, number: int) -> Path:
    """Write a delivery of three kinds, one row in a hundred bad; no two deliveries share a key."""
    for kind, make in _MAKERS.items():
        rows = [make(number * _ROWS + n) for n in range(_ROWS)]
        for bad in rows[::100]:
            bad[KEYS[kind][-1]] = ""
        write_csv(folder / f"{kind}.csv", rows)
    return folder


@contextmanager
def _undisturbed(act: Act, template: Path, folder: Path) -> Iterator[Act]:
    """Give an Act in another house, where nothing is ever killed."""
    engine = sqlite_copy(template, folder / "register.sqlite")
    with sessions(engine)() as session:
        settings = replace(act.settings, home=folder, database_url=address(engine.url))
        yield World.made(session, settings).act("investigator")
    engine.dispose()


def _batches(act: Act) -> list[Batch]:
    act.session.commit()
    return list(act.session.scalars(select(Batch).order_by(Batch.id)))


def _seen(act: Act) -> Rows:
    """Return every row that counts: its kind, its number and its hash."""
    act.session.commit()
    with lake.connect(act.settings.lake_dir, intake.lake_files(act)) as connection:
        parts = [f"SELECT '{kind}', row_number, row_sha256 FROM {kind}" for kind in _MAKERS]
        return connection.execute(f"{' UNION ALL '.join(parts)} ORDER BY ALL").fetchall()


def _assert_whole(act: Act) -> None:
    """Assert that what is registered is there to the last row, and that nothing else is seen."""
    files = {file.batch_id: file for file in intake.lake_files(act)}
    for batch in _batches(act):
        lake.check(act.settings.lake_dir, files[batch.id])
        Vault(act.settings.vault_dir).check(batch.sha256)
        assert (batch.rows, batch.rejected) == (_ROWS, _ROWS // 100)
    assert len(_seen(act)) == sum(batch.accepted for batch in _batches(act))
    assert audit.verify(act.session) == len(_batches(act))


def _moments(act: Act) -> range:
    """Return the tenths of an import to kill it in: each register takes every other one."""
    if registers.postgresql() is None:
        return range(MOMENTS)
    return range(act.session.get_bind().dialect.name == "postgresql", MOMENTS, 2)


def test_killed_at_any_moment_an_import_leaves_whole_batches_and_can_be_completed(
    act: Act, take_in: Import, sqlite_template: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    deliveries = {number: _delivery(parts / str(number), number) for number in _moments(act)}
    # Given what undisturbed imports of some deliveries give, and how long one of them takes
    with _undisturbed(act, sqlite_template, tmp_path / "undisturbed") as other:
        first = list(deliveries.values())[:3]
        tenth = median(take_in(other, one, None) for one in first) / MOMENTS
        take_in(other, parts, None)
        expected = _seen(other)
    draw = random.Random(20260302)
    counts = []
    for part, delivery in deliveries.items():
        # When the process is killed at a random moment of each tenth of an import
        before = len(_batches(act))
        take_in(act, delivery, draw.uniform(part, part + 1) * tenth)
        # Then whole batches are there, and nothing else
        _assert_whole(act)
        counts.append(len(_batches(act)) - before)
        # And taken in again, the delivery is complete
        take_in(act, delivery, None)
        _assert_whole(act)
        assert len(_batches(act)) == before + len(_MAKERS)
    # And in the end every row is there once, as if nothing had happened
    assert _seen(act) == expected
    # And the killing did interrupt: on a busy machine all moments may lie early, never all late
    assert min(counts) < len(_MAKERS), counts

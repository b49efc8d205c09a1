"""Keys that come more than once are shown with their rows, in a file and among deliveries."""

from __future__ import annotations

from pathlib import Path

from casework.act import Act
from casework.flow import intake
from casework.flow.intake.repeats import superseded
from casework.vocabulary import DeliveryKind
from tests.factories.intake import order, write_csv


def _taken(act: Act, folder: Path, name: str, numbers: list[int]) -> intake.TakenIn:
    path = write_csv(folder / name, [order(number) for number in numbers])
    return intake.take_in(act, path, name)


def test_doubled_keys_are_shown_with_their_rows(act: Act, tmp_path: Path) -> None:
    # Given a file that names one order three times
    (batch,) = _taken(act, tmp_path, "o.csv", [1, 2, 1, 1]).batches
    # When it is in; then its report shows the key and the rows as a person counts them
    key = {"platform": "taobao", "order_id": order(1)["order_id"]}
    assert batch.reading["duplicates"] == [{"key": key, "rows": [2, 4, 5]}]


def test_rows_delivered_before_are_counted(act: Act, tmp_path: Path) -> None:
    # Given two deliveries that share one order
    _taken(act, tmp_path, "first.csv", [1, 2, 3])
    (batch,) = _taken(act, tmp_path, "second.csv", [3, 4]).batches
    before = [file for file in intake.lake_files(act) if file.batch_id != batch.id]
    place = act.settings.lake_dir / batch.lake_file
    # When the second is compared with what was there; then one row is superseded
    found = superseded(act.settings.lake_dir, before, place, DeliveryKind.ORDERS)
    assert found == 1
    assert superseded(act.settings.lake_dir, [], place, DeliveryKind.ORDERS) == 0

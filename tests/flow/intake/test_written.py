"""A batch says what was written, where it came from, and what its columns were taken for."""

from __future__ import annotations

import pytest

from casework import lake
from casework.act import Act
from casework.flow.intake.mapping import Recognised
from casework.flow.intake.written import Source, batch_of
from casework.vocabulary import COLUMNS, DeliveryKind

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_batch_holds_all_that_is_known_of_it(act: Act) -> None:
    # Given rows of a sheet that a mapping understood, in the lake
    recognised = Recognised(
        DeliveryKind.SHIPMENTS, {"carrier": "承运商"}, ["备注"], "ERP", {"direction": "export"}, 3
    )
    within = {"name": "all.zip", "sha256": "c" * 64}
    source = Source(act.officer.agency_id, "parcels.xlsx", "a" * 64, 1000, within, "Sheet 1")
    written = lake.Written("shipments/a.parquet", "b" * 64, 9, "shipments/a.rejects.parquet", 1)
    # When a batch is made of them
    batch = batch_of(act, source, recognised, written, {"format": "xlsx", "zone": "UTC"})
    act.session.add(batch)
    act.session.flush()
    # Then it names the file and the part of it, who brought it in, and every row is counted
    assert (batch.agency_id, batch.file, batch.member) == (
        act.officer.agency_id,
        "parcels.xlsx",
        "Sheet 1",
    )
    assert (batch.sha256, batch.lake_sha256) == ("a" * 64, "b" * 64)
    assert (batch.rows, batch.accepted, batch.rejected) == (10, 9, 1)
    assert (batch.imported_at, batch.imported_by_id) == (act.at, act.officer.id)
    # And how it was read stands beside what the columns were taken for
    known = {"carrier", "direction"}
    assert batch.reading == {
        "format": "xlsx",
        "zone": "UTC",
        "columns": {"carrier": "承运商"},
        "unknown": ["备注"],
        "missing": [one for one in COLUMNS[DeliveryKind.SHIPMENTS] if one not in known],
        "mapping": "ERP",
        "mapping_version": 3,
        "constants": {"direction": "export"},
        "within": within,
    }

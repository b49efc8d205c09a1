"""Rows of payments in the lake, for tests that need no delivery."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from casework import lake
from casework.vocabulary import DeliveryKind

KIND = DeliveryKind.PAYMENTS


def table(*payments: tuple[str, str], start: int = 2) -> Any:
    """Return payments (number, amount) as the lake keeps them, counted from row `start`."""
    rows = []
    for number, (payment_id, amount) in enumerate(payments, start=start):
        written = {"payment_id": payment_id, "amount": amount}
        understood = {"payment_id_value": payment_id, "amount_value": Decimal(amount)}
        rows.append(
            {
                **written,
                **understood,
                "row_number": number,
                "row_sha256": lake.row_sha256(written, {"desk": "3"}),
                "extra": '{"desk":"3"}',
            }
        )
    return pa.Table.from_pylist(rows, schema=lake.schema(KIND))


def written(lake_dir: Path, *payments: tuple[str, str], source: str = "a") -> lake.Written:
    """Return a finished batch of these payments."""
    sha256 = hashlib.sha256(source.encode()).hexdigest()
    with lake.Writing(lake_dir, KIND, sha256) as writing:
        writing.accept(table(*payments))
        return writing.finish()


def file(batch: lake.Written, batch_id: int = 1) -> lake.LakeFile:
    """Return the batch as the register would name it."""
    return lake.LakeFile(batch.lake_file, KIND, batch_id, batch.lake_sha256, batch_id)

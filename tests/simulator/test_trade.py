from __future__ import annotations

from collections import Counter

import pytest

from casework.simulator import World
from tests.simulator.conftest import rows


def test_all_tiers_of_proof_occur(town: World) -> None:
    # Given what was paid and what was sent
    paid = {row["payment_id"]: row["amount"] for row in rows(town, "payments")}
    sent = {row["waybill_no"] for row in rows(town, "shipments")}

    # When each order is put in its tier
    tiers: Counter[str] = Counter()
    for row in rows(town, "orders"):
        if row["status"] != "completed":
            tiers["X"] += 1
            continue
        waybill = row["waybill_no"].upper().replace(" ", "")
        proofs = (paid.get(row["payment_id"]) == row["amount"]) + (waybill in sent)
        tiers["CBA"[proofs]] += 1

    # Then every tier has orders, and most are fully proved
    assert min(tiers[tier] for tier in "ABCX") > 0
    assert tiers["A"] > tiers["B"] > tiers["C"]


def test_shipments_often_carry_no_account(city: World) -> None:
    parcels = [row for row in rows(city, "shipments") if row["service"] == "standard"]
    named = sum(bool(row["account_id"]) for row in parcels) / len(parcels)
    assert named == pytest.approx(city.plan.habits.named, abs=0.03)


def test_labels_obey_the_standard_where_they_are_masked(city: World) -> None:
    # Given all labels
    labels = rows(city, "shipments")
    masked = [row for row in labels if "*" in row["sender_phone"]]

    # Then as many are masked as the plan says, and on those nothing is left readable
    assert len(masked) / len(labels) == pytest.approx(city.plan.habits.masked, abs=0.03)
    for row in masked:
        if row["service"] == "freight":
            continue
        for side in ("sender", "receiver"):
            assert row[f"{side}_phone"].count("*") >= 6
            assert "*" in row[f"{side}_name"]
            assert "室" not in row[f"{side}_address"].replace("***室", "")
        assert "***" in row["receiver_address"]

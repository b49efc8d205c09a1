"""Record linkage by Splink 5: accounts as records, and whose match is likely enough is one group.

Fellegi and Sunter's model: exact matches with term-frequency adjustment; pairs that share a value
are scored and clustered from a stated probability on. Who hides shows new values on purpose, so
that differing says nothing, and m is stated: estimated from the data by expectation maximisation,
it is that of companies with several shops, which share everything, and fewer rings are found.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.rings.shown import Group, gather, groups_of, rings_among, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MATCH = 0.9
_TWO_AT_RANDOM = 1 / 5_000
"""The chance that two accounts have one operator, as casework states it."""
_SAME = 0.3
"""m: how often two accounts of one operator show the same value of a kind."""
_RANDOM_PAIRS = 1e7
_SEED = 1

_COLUMNS = (
    "phone", "email", "payment", "payee", "company", "name", "address", "return_address",
    "sender_phone", "sender_address",
)  # fmt: skip
_BLOCKED = tuple(column for column in _COLUMNS if column != "name")

_RECORDS = """
CREATE TEMP TABLE bench_payee AS
SELECT b.account, p.payee_account_value AS payee, count(*) AS times
FROM payments p JOIN orders r USING (payment_id_value)
JOIN bench_account b ON b.platform = r.platform_value AND b.account_id = r.account_id_value
WHERE p.payee_account_value IS NOT NULL GROUP BY ALL;
CREATE TEMP TABLE bench_label AS
SELECT account, phone, count(*) AS times FROM bench_parcel
WHERE NOT contains(phone, '*') GROUP BY ALL;
CREATE TEMP TABLE bench_depot AS
SELECT account, place, count(*) AS times FROM bench_parcel
WHERE NOT contains(place, '*') AND len(string_split(place, '/')) >= 7 GROUP BY ALL;
CREATE TABLE bench_record AS
SELECT b.account AS unique_id, a.phone_value AS phone, a.email_value AS email,
       a.payment_account_value AS payment, p.payee, a.company_reg_no_value AS company,
       a.registered_name_value AS name, a.address_value AS address,
       a.return_address_value AS return_address, a.device_ids_value AS devices,
       l.phone AS sender_phone, d.place AS sender_address
FROM bench_account b
LEFT JOIN accounts a ON b.platform = a.platform_value AND b.account_id = a.account_id_value
LEFT JOIN (SELECT account, max_by(payee, (times, payee)) AS payee FROM bench_payee GROUP BY 1) p
  ON p.account = b.account
LEFT JOIN (SELECT account, max_by(phone, (times, phone)) AS phone FROM bench_label GROUP BY 1) l
  ON l.account = b.account
LEFT JOIN (SELECT account, max_by(place, (times, place)) AS place FROM bench_depot GROUP BY 1) d
  ON d.account = b.account
"""


def record_linkage(lake: DuckDBPyConnection) -> dict[str, Any]:
    """Return the clusters of accounts that Splink finds."""
    shown = gather(lake)
    lake.execute(_RECORDS)
    return told(shown, rings_among(shown, clusters(lake, shown.accounts)))


def clusters(lake: DuckDBPyConnection, accounts: int) -> list[Group]:
    """Return the clusters of the records in the table `bench_record`."""
    splink: Any = import_module("splink")
    logging.getLogger("splink").setLevel(logging.ERROR)
    records = splink.DuckDBAPI(lake).register("bench_record")
    linker = splink.Linker(records, _settings(splink), log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
    pairs = linker.inference.predict(threshold_match_probability=MATCH)
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=MATCH
    )
    rows = lake.execute(
        f"SELECT unique_id, cluster_id FROM {found.physical_name} ORDER BY unique_id"
    ).fetchnumpy()
    _, cluster = np.unique(rows["cluster_id"], return_inverse=True)
    label = accounts + np.arange(accounts, dtype=np.int64)
    label[rows["unique_id"].astype(np.int64)] = cluster
    return groups_of(label)


def _settings(splink: Any) -> Any:
    level: Any = import_module("splink.comparison_level_library")
    library: Any = import_module("splink.comparison_library")

    def comparison(column: str) -> Any:
        same = (
            level.ArrayIntersectLevel(column, 1)
            if column == "devices"
            else level.ExactMatchLevel(column, term_frequency_adjustments=True)
        )
        other = level.ElseLevel().configure(m_probability=1.0)
        return library.CustomComparison(
            [level.NullLevel(column), same.configure(m_probability=_SAME), other], column
        )

    return splink.SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=_TWO_AT_RANDOM,
        comparisons=[comparison(name) for name in (*_COLUMNS, "devices")],
        blocking_rules_to_generate_predictions=[
            *(splink.block_on(name) for name in _BLOCKED),
            splink.block_on("devices", arrays_to_explode=["devices"]),
        ],
        retain_matching_columns=False,
    )

"""Who showed what, when, in which row: every identifier of the lake tied to its account, in SQL.

Tables made in the lake's connection (all temporary):
`account` (account, platform, account_id, first_at, last_at), integer ids in the order of the keys ·
`parcel` (carrier, waybill, account) · `trace` one line per row and identifier ·
`holding` one line per account and value with the time it was shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.analysis.evidence import FAMILY, MASKED, SPACE, Space
from casework.vocabulary import IdentifierKind

if TYPE_CHECKING:
    import duckdb

_KINDS = list(IdentifierKind)

_ACCOUNT_FIELDS = (
    (IdentifierKind.PHONE, "phone"),
    (IdentifierKind.EMAIL, "email"),
    (IdentifierKind.PAYMENT_ACCOUNT, "payment_account"),
    (IdentifierKind.COMPANY_NUMBER, "company_reg_no"),
    (IdentifierKind.NAME, "registered_name"),
    (IdentifierKind.ADDRESS, "address"),
    (IdentifierKind.RETURN_ADDRESS, "return_address"),
)
_PARCEL_FIELDS = (
    (IdentifierKind.SENDER_PHONE, "sender_phone"),
    (IdentifierKind.SENDER_NAME, "sender_name"),
    (IdentifierKind.SENDER_ADDRESS, "sender_address"),
)

_ACCOUNT = """
CREATE OR REPLACE TEMP TABLE account AS
WITH seen AS (
    SELECT platform_value p, account_id_value a, opened_on_value t FROM accounts
    UNION ALL SELECT platform_value, account_id_value, first_seen_value FROM listings
    UNION ALL SELECT platform_value, account_id_value, last_seen_value FROM listings
    UNION ALL SELECT platform_value, account_id_value, ordered_on_value FROM orders
    UNION ALL SELECT platform_value, account_id_value, ordered_on_value FROM test_buys
    UNION ALL SELECT platform_value, account_id_value, shipped_on_value FROM shipments)
SELECT row_number() OVER (ORDER BY p, a) - 1 AS account, p AS platform, a AS account_id,
       min(t) AS first_at, max(t) AS last_at
FROM seen WHERE p IS NOT NULL AND a IS NOT NULL GROUP BY p, a
"""

_PARCEL = """
CREATE OR REPLACE TEMP TABLE parcel AS
WITH named AS (
    SELECT carrier_value c, waybill_no_value w, platform_value p, account_id_value a FROM shipments
    UNION ALL
    SELECT carrier_value, waybill_no_value, platform_value, account_id_value FROM orders
    UNION ALL
    SELECT carrier_value, waybill_no_value, platform_value, account_id_value FROM test_buys)
SELECT DISTINCT n.c AS carrier, n.w AS waybill, account.account
FROM named n JOIN account ON account.platform = n.p AND account.account_id = n.a
WHERE n.c IS NOT NULL AND n.w IS NOT NULL
"""

_TRACE = """
CREATE OR REPLACE TEMP TABLE trace (
    account BIGINT, kind TINYINT, value VARCHAR, as_written VARCHAR, shown_at TIMESTAMP,
    delivery VARCHAR, batch_id BIGINT, row_number BIGINT, row_sha256 VARCHAR)
"""

_OWN = (
    "JOIN account ON account.platform = r.platform_value AND "
    "account.account_id = r.account_id_value"
)
_SENT = "JOIN parcel ON parcel.carrier = r.carrier_value AND parcel.waybill = r.waybill_no_value"
_ROW = "r.batch_id, r.row_number, r.row_sha256"


def make_sightings(lake: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables named above from the lake's views."""
    for statement in (_ACCOUNT, _PARCEL, _TRACE):
        lake.execute(statement)
    for statement in _trace_statements():
        lake.execute(f"INSERT INTO trace {statement}")
    _project_masks(lake)
    _make_holdings(lake)


def kind_number(kind: IdentifierKind) -> int:
    """Return the number a kind has in the tables."""
    return _KINDS.index(kind)


def kind_of(number: int) -> IdentifierKind:
    """Return the kind that a number in the tables stands for."""
    return _KINDS[number]


def _trace_statements() -> list[str]:
    own = [
        f"SELECT account.account, {kind_number(kind)}, r.{column}_value, r.{column}, "
        f"NULL, 'accounts', {_ROW} FROM accounts r {_OWN} WHERE r.{column}_value IS NOT NULL"
        for kind, column in _ACCOUNT_FIELDS
    ]
    sent = [
        f"SELECT parcel.account, {kind_number(kind)}, r.{column}_value, r.{column}, "
        f"r.shipped_on_value, 'shipments', {_ROW} FROM shipments r {_SENT} "
        f"WHERE r.{column}_value IS NOT NULL"
        for kind, column in _PARCEL_FIELDS
    ]
    return [*own, *sent, _DEVICES, _PICKUPS, _IMAGES, _PAYEES, _MARKS]


_DEVICES = f"""
SELECT account.account, {kind_number(IdentifierKind.DEVICE)}, unnest(r.device_ids_value),
       r.device_ids, NULL, 'accounts', {_ROW}
FROM accounts r {_OWN} WHERE len(r.device_ids_value) > 0
"""

_PICKUPS = f"""
SELECT parcel.account, {kind_number(IdentifierKind.PICKUP_POINT)},
       printf('%.4f,%.4f', round(r.pickup_lat_value * 2000) / 2000,
                           round(r.pickup_lon_value * 2000) / 2000),
       r.pickup_lat || ', ' || r.pickup_lon, r.shipped_on_value, 'shipments', {_ROW}
FROM shipments r {_SENT}
WHERE r.pickup_lat_value IS NOT NULL AND r.pickup_lon_value IS NOT NULL
"""

_IMAGES = f"""
SELECT account.account, {kind_number(IdentifierKind.IMAGE)}, r.image_hash_value, r.image_hash,
       coalesce(r.first_seen_value, r.last_seen_value), 'listings', {_ROW}
FROM listings r {_OWN} WHERE r.image_hash_value IS NOT NULL
"""

_PAYEES = f"""
SELECT account.account, {kind_number(IdentifierKind.PAYMENT_ACCOUNT)}, p.payee_account_value,
       p.payee_account, p.paid_on_value, 'payments', p.batch_id, p.row_number, p.row_sha256
FROM payments p JOIN orders r ON r.payment_id_value = p.payment_id_value {_OWN}
WHERE p.payee_account_value IS NOT NULL
"""

_MARKS = f"""
SELECT account.account, {kind_number(IdentifierKind.BATCH_MARK)}, upper(r.batch_mark_value),
       r.batch_mark, coalesce(r.received_on_value, r.ordered_on_value), 'test_buys', {_ROW}
FROM test_buys r {_OWN} WHERE r.batch_mark_value IS NOT NULL
"""

SENDER = len(_KINDS)
"""Number of the joined trace: what a label shows of the sender's phone and of the street."""

_SENDER = f"""
INSERT INTO trace
SELECT p.account, {SENDER}, m.reading || ' @ ' || s.stem,
       p.as_written || ', ' || a.as_written, p.shown_at, p.delivery, p.batch_id, p.row_number,
       p.row_sha256
FROM trace p
JOIN trace a ON a.batch_id = p.batch_id AND a.row_number = p.row_number
     AND a.account = p.account AND a.delivery = p.delivery
JOIN street s ON s.value = a.value
JOIN masked_phone m ON m.value = p.value
WHERE p.kind = {kind_number(IdentifierKind.SENDER_PHONE)}
  AND a.kind = {kind_number(IdentifierKind.SENDER_ADDRESS)}
"""

_PHONE_KINDS = f"({kind_number(IdentifierKind.PHONE)}, {kind_number(IdentifierKind.SENDER_PHONE)})"
_PLACE_KINDS = (
    f"({kind_number(IdentifierKind.ADDRESS)}, {kind_number(IdentifierKind.RETURN_ADDRESS)}, "
    f"{kind_number(IdentifierKind.SENDER_ADDRESS)})"
)
_STREET_LEVELS = 5  # province, city, district, road, number
_DOOR_LEVELS = 7  # and building, room: what names one door

_MASKS = f"""
CREATE OR REPLACE TEMP TABLE mask AS
SELECT regexp_replace(value, '[0-9]', '9', 'g') AS shape, count(*) AS times
FROM trace WHERE kind IN {_PHONE_KINDS} AND contains(value, '*')
GROUP BY 1 ORDER BY times DESC, shape LIMIT 8;
CREATE OR REPLACE TEMP TABLE masked_phone AS
WITH phones AS (SELECT DISTINCT value FROM trace WHERE kind IN {_PHONE_KINDS}),
laid AS (
    SELECT value, shape, times, array_to_string(list_transform(
               range(1, length(shape) + 1),
               lambda i: CASE WHEN shape[i] = '*' THEN '*' ELSE value[i] END), '') AS reading
    FROM phones JOIN mask ON length(value) = length(shape)
     AND starts_with(value, '+') = starts_with(shape, '+'))
SELECT value, shape, times, reading FROM laid
WHERE regexp_replace(reading, '[0-9]', '9', 'g') = shape;
CREATE OR REPLACE TEMP TABLE street AS
SELECT value, array_to_string(string_split(value, '/')[:{_STREET_LEVELS}], '/') AS stem
FROM (SELECT DISTINCT value FROM trace WHERE kind IN {_PLACE_KINDS})
WHERE len(string_split(rtrim(value, '/*'), '/')) >= {_STREET_LEVELS};
"""

_READINGS = f"""
CREATE OR REPLACE TEMP TABLE reading AS
WITH known AS (SELECT DISTINCT kind, value FROM trace),
coarse AS (
    SELECT kind, value, rtrim(value, '/*') AS stem FROM known
    WHERE kind IN {_PLACE_KINDS}
      AND (ends_with(value, '/*') OR len(string_split(value, '/')) < {_DOOR_LEVELS})),
own AS (
    SELECT k.kind, k.value, coalesce(c.stem || '/*', k.value) AS read_as,
           c.stem IS NOT NULL OR contains(k.value, '*') OR k.kind = {SENDER} AS masked,
           true AS itself
    FROM known k LEFT JOIN coarse c ON c.kind = k.kind AND c.value = k.value),
phone AS (
    SELECT k.kind, k.value, m.reading, true, false FROM known k JOIN masked_phone m USING (value)
    WHERE k.kind IN {_PHONE_KINDS} AND m.reading <> k.value),
stems AS (
    SELECT kind, value, unnest(list_transform(range(3, len(string_split(value, '/')) + 1),
               lambda i: array_to_string(string_split(value, '/')[:i], '/'))) AS stem
    FROM known WHERE kind IN {_PLACE_KINDS} AND NOT contains(value, '*')),
place AS (
    SELECT stems.kind, stems.value, stems.stem || '/*', true, false FROM stems
    WHERE stems.stem <> stems.value AND stems.stem IN (SELECT stem FROM coarse)),
hidden_name AS (
    SELECT DISTINCT value AS read_as, string_split(value, ' ')[1] AS token FROM known
    WHERE kind IN {(kind_number(IdentifierKind.NAME), kind_number(IdentifierKind.SENDER_NAME))}
      AND contains(value, '*') AND NOT starts_with(value, '*')),
tokens AS (
    SELECT kind, value, unnest(string_split(value, ' ')) AS token FROM known
    WHERE kind IN {(kind_number(IdentifierKind.NAME), kind_number(IdentifierKind.SENDER_NAME))}
      AND NOT contains(value, '*') AND len(string_split(value, ' ')) <= 4),
name AS (
    SELECT DISTINCT tokens.kind, tokens.value, hidden_name.read_as, true, false
    FROM tokens JOIN hidden_name USING (token))
SELECT * FROM own UNION ALL SELECT * FROM phone UNION ALL SELECT * FROM place
UNION ALL SELECT * FROM name
"""


def _project_masks(lake: duckdb.DuckDBPyConnection) -> None:
    """Let a whole number, name or address also stand as each masked form it could have printed."""
    lake.execute(_MASKS)
    lake.execute(_SENDER)
    lake.execute(_READINGS)


def _make_holdings(lake: duckdb.DuckDBPyConnection) -> None:
    whole = {kind_number(kind): int(space) for kind, space in SPACE.items()}
    masked = {kind_number(kind): int(MASKED.get(space, space)) for kind, space in SPACE.items()}
    families = {kind_number(kind): int(family) for kind, family in FAMILY.items()}
    whole[SENDER] = masked[SENDER] = int(Space.SENDER_MASKED)
    families[SENDER] = families[kind_number(IdentifierKind.SENDER_PHONE)]
    rows = ", ".join(f"({k}, {whole[k]}, {masked[k]}, {families[k]})" for k in sorted(whole))
    lake.execute(
        "CREATE OR REPLACE TEMP TABLE nature AS SELECT * FROM "
        f"(VALUES {rows}) AS n(kind, whole, masked, family)"
    )
    lake.execute(
        _HOLDINGS.format(
            pickup=int(Space.PICKUP),
            address=int(Space.ADDRESS),
            address_masked=int(Space.ADDRESS_MASKED),
        )
    )


_HOLDINGS = """
CREATE OR REPLACE TEMP TABLE shown AS
SELECT t.account, CASE WHEN r.masked THEN n.masked ELSE n.whole END AS space, r.read_as AS value,
       n.family, t.kind, r.masked AND r.itself AS really_masked,
       CASE WHEN t.shown_at IS NULL THEN a.first_at ELSE t.shown_at END AS from_at,
       CASE WHEN t.shown_at IS NULL THEN a.last_at ELSE t.shown_at END AS to_at
FROM (SELECT account, kind, value, min(shown_at) AS shown_at FROM trace GROUP BY ALL
      UNION SELECT account, kind, value, max(shown_at) FROM trace GROUP BY ALL) t
JOIN reading r ON r.kind = t.kind AND r.value = t.value
JOIN nature n ON n.kind = t.kind
JOIN account a ON a.account = t.account;
CREATE OR REPLACE TEMP TABLE showing AS
SELECT space, count(DISTINCT account) AS accounts FROM shown GROUP BY space;
CREATE OR REPLACE TEMP TABLE common_value AS
SELECT row_number() OVER (ORDER BY space, value) - 1 AS value_id, space, value, accounts, family,
       CASE WHEN space = {pickup} THEN printf('%.0f,%.0f', 2 * split_part(value, ',', 1)::DOUBLE,
                                              2 * split_part(value, ',', 2)::DOUBLE)
            WHEN space IN ({address}, {address_masked})
            THEN array_to_string(string_split(value, '/')[:2], '/') ELSE '' END AS region
FROM (SELECT space, value, count(DISTINCT account) AS accounts, max(family) AS family
      FROM shown GROUP BY space, value HAVING count(DISTINCT account) > 1);
CREATE OR REPLACE TEMP TABLE holding AS
SELECT s.account, v.value_id, min(s.family) AS family, min(s.kind) AS kind,
       bool_or(s.really_masked) AS really_masked, min(s.from_at) AS from_at, max(s.to_at) AS to_at
FROM shown s JOIN common_value v ON v.space = s.space AND v.value = s.value
GROUP BY s.account, v.value_id;
"""

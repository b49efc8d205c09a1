"""What moves through a place of a ring, row by row: its parcels, the bulk that leaves and comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework import lake
from casework.act import Act
from casework.analysis.pickups import STEPS
from casework.flow.intake import DeliveredRow
from casework.flow.rings.freight import MACROS, NAMING
from casework.flow.rings.sources import counted_files, delivered_rows
from casework.model import Finding, Member, Place
from casework.vocabulary import Action, DeliveryKind, PlaceRole

if TYPE_CHECKING:
    import duckdb

_MOST = 100
"""Rows shown of each movement: past them a person reads the delivery itself."""
_KINDS = frozenset(
    {DeliveryKind.ACCOUNTS, DeliveryKind.ORDERS, DeliveryKind.TEST_BUYS, DeliveryKind.SHIPMENTS}
)
_MOVED = """
CREATE TEMP TABLE moved AS
WITH touching AS (
    SELECT batch_id, row_number, shipped_on_value AS shipped_at, carrier_value, waybill_no_value,
           site_of(sender_address_value) AS source, site_of(receiver_address_value) AS target
    FROM shipments WHERE {there}),
named AS ({naming}),
owned AS (
    SELECT t.batch_id, t.row_number,
           min((m.platform, m.account_id)) FILTER (m.account_id IS NOT NULL) AS member
    FROM touching t JOIN named n USING (carrier_value, waybill_no_value)
    LEFT JOIN member m ON m.platform = n.platform_value AND m.account_id = n.account_id_value
    WHERE n.platform_value IS NOT NULL AND n.account_id_value IS NOT NULL
    GROUP BY t.batch_id, t.row_number)
SELECT t.*, o.member, o.row_number IS NOT NULL AS owned
FROM touching t LEFT JOIN owned o USING (batch_id, row_number)
"""
# What a place is named by is the beginning of its address: most rows are passed over at that.
_HERE = """
starts_with(sender_address_value, getvariable('site'))
 AND site_of(sender_address_value) = getvariable('site')
OR starts_with(receiver_address_value, getvariable('site'))
 AND site_of(receiver_address_value) = getvariable('site')
"""
_NEAR = f"""
abs(round(pickup_lat_value * {STEPS}) - round({{lat}} * {STEPS})) <= 1
AND abs(round(pickup_lon_value * {STEPS}) - round({{lon}} * {STEPS})) <= 1
"""
# Where several members send from or live is nobody's own address.
_HOMES = """
CREATE TEMP TABLE home AS
WITH named AS (
    SELECT m.*, site_of(address_value) AS site FROM accounts
    JOIN member m ON m.platform = platform_value AND m.account_id = account_id_value
    UNION ALL
    SELECT m.*, site_of(return_address_value) FROM accounts
    JOIN member m ON m.platform = platform_value AND m.account_id = account_id_value
    UNION ALL
    SELECT m.*, site_of(s.sender_address_value) FROM ({naming}) o
    JOIN member m ON m.platform = o.platform_value AND m.account_id = o.account_id_value
    JOIN shipments s USING (carrier_value, waybill_no_value))
SELECT site FROM named WHERE site IS NOT NULL GROUP BY site
HAVING count(DISTINCT (platform, account_id)) = 1
   AND min((platform, account_id)) = (getvariable('platform'), getvariable('account'))
"""
_PARCELS = "member IS NOT NULL"
_OUT = "NOT owned AND source = getvariable('site')"
_IN = "NOT owned AND target = getvariable('site') AND source IS DISTINCT FROM target"
_OTHERS = "owned AND member IS NULL AND source = getvariable('site')"
_TO_HOME = """
NOT owned AND source IN (FROM own) AND target IN (FROM home) AND source IS DISTINCT FROM target
"""


@dataclass(frozen=True, slots=True)
class Movement:
    """Shipments of one sort: how many there are, of how many accounts, and the first of them."""

    says: str
    shipments: int
    accounts: int
    """Of the ring's."""
    rows: list[DeliveredRow]


def movements(act: Act, of: Finding, place: Place) -> list[Movement]:
    """Return what moves through a place of the ring, in the batches its run read that count yet.

    Its parcels; bulk, of nobody's account, that leaves and that comes in; parcels of others.
    """
    act.require(Action.RING_READ, of)
    if place.role is PlaceRole.PICKUP:
        lat, lon = (float(part) for part in place.key.split(","))
        asked = {"Parcels of the ring handed over here": _PARCELS}
        there = _NEAR.format(lat=lat, lon=lon)
    else:
        asked = {
            "Parcels of the ring that leave here": f"{_PARCELS} AND source = getvariable('site')",
            "Bulk shipments from here": _OUT,
            "Bulk shipments that come in here": _IN,
            "Parcels of other accounts that leave here": _OTHERS,
        }
        there = _HERE
    with _shipments(act, of) as rows:
        rows.execute("SET VARIABLE site = ?::VARCHAR", [place.key])
        rows.execute(_MOVED.format(there=there, naming=NAMING))
        return _told(act, rows, asked)


def bulk_to(act: Act, of: Finding, member: Member) -> Movement:
    """Return the bulk that came from places of the ring to an address of this member."""
    act.require(Action.RING_READ, of)
    own = [(place.key,) for place in of.places if place.role is not PlaceRole.SUPPLIER]
    with _shipments(act, of) as rows:
        rows.execute("CREATE TEMP TABLE own (site VARCHAR)")
        rows.executemany("INSERT INTO own VALUES (?)", own or [("",)])
        rows.execute("SET VARIABLE platform = ?::VARCHAR", [member.platform])
        rows.execute("SET VARIABLE account = ?::VARCHAR", [member.account_id])
        rows.execute(_HOMES.format(naming=NAMING))
        there = "site_of(receiver_address_value) IN (FROM home)"
        rows.execute(_MOVED.format(there=there, naming=NAMING))
        (found,) = _told(act, rows, {"Bulk that came to its address": _TO_HOME})
    return found


def _shipments(act: Act, of: Finding) -> duckdb.DuckDBPyConnection:
    files, _ = counted_files(act, of)
    rows = lake.connect(act.settings.lake_dir, [one for one in files if one.kind in _KINDS])
    rows.execute(MACROS)
    rows.execute("CREATE TEMP TABLE member (platform VARCHAR, account_id VARCHAR)")
    members = [(one.platform, one.account_id) for one in of.members]
    rows.executemany("INSERT INTO member VALUES (?, ?)", members)
    return rows


def _told(act: Act, rows: duckdb.DuckDBPyConnection, asked: dict[str, str]) -> list[Movement]:
    found = []
    for says, which in asked.items():
        refs = rows.execute(
            f"SELECT batch_id, row_number, member FROM moved WHERE {which} "  # noqa: S608 - constants
            "ORDER BY shipped_at, batch_id, row_number"
        ).fetchall()
        accounts = {str(ref[2]) for ref in refs if ref[2] is not None}
        first = [{"batch_id": ref[0], "row_number": ref[1]} for ref in refs[:_MOST]]
        found.append(Movement(says, len(refs), len(accounts), delivered_rows(act, first)))
    return found

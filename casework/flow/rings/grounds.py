"""What the sentences on a ring rest on, row by row: verdicts, seizures, registrations, listings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework import lake
from casework.act import Act
from casework.analysis.values import AccountKey
from casework.flow.intake import DeliveredRow
from casework.flow.rings.freight import MACROS, NAMING
from casework.flow.rings.sources import counted_files, delivered_rows
from casework.model import Finding
from casework.vocabulary import Action, DeliveryKind, PlaceRole

if TYPE_CHECKING:
    import duckdb

Row = tuple[int, int]
"""Batch and row number."""

_MOST = 200
"""Rows shown of each sort: past them a person reads the delivery itself."""
_KINDS = frozenset(DeliveryKind) - {DeliveryKind.PAYMENTS}

_REGISTERED = """
SELECT m.platform, m.account_id, a.company_reg_no, a.company_reg_no_value, a.registered_name,
       a.registered_name_value, a.batch_id, a.row_number
FROM member m LEFT JOIN accounts a
  ON a.platform_value = m.platform AND a.account_id_value = m.account_id
ORDER BY a.company_reg_no_value NULLS LAST, a.registered_name_value NULLS LAST, m.platform,
         m.account_id
"""
_LISTED = """
WITH naming AS (
    SELECT l.platform_value AS platform, l.account_id_value AS account_id, l.title, l.batch_id,
           l.row_number FROM listings l SEMI JOIN brand b
      ON lower(l.brand_value) = b.brand OR contains(lower(l.title_value), b.brand))
SELECT platform, account_id, m.account_id IS NOT NULL AS ours, count(*) AS listings,
       min({'batch_id': batch_id, 'row_number': row_number, 'title': title}) AS first
FROM naming LEFT JOIN member m USING (platform, account_id)
GROUP BY ALL ORDER BY ours DESC, platform, account_id
"""
_OFFERED = """
SELECT batch_id, row_number FROM listings WHERE platform_value = ? AND listing_id_value = ?
"""
_SEIZED = """
WITH seized AS (
    SELECT z.*, site_of(consignor_address_value) AS site FROM seizures z
    JOIN judged j USING (batch_id, row_number)),
ordered AS (
    SELECT DISTINCT o.carrier_value, o.waybill_no_value
    FROM ({naming}) o
    JOIN member m ON m.platform = o.platform_value AND m.account_id = o.account_id_value),
parcel AS (
    SELECT z.batch_id, z.row_number, s.batch_id AS sent_batch, s.row_number AS sent_row
    FROM seized z JOIN shipments s USING (carrier_value, waybill_no_value)
    WHERE site_of(s.sender_address_value) IN (FROM own)
       OR (s.carrier_value, s.waybill_no_value) IN (FROM ordered)),
phone AS (
    SELECT phone_value AS phone, batch_id, row_number FROM accounts
    JOIN member m ON m.platform = platform_value AND m.account_id = account_id_value
    UNION ALL
    SELECT sender_phone_value, batch_id, row_number FROM shipments
    SEMI JOIN ordered USING (carrier_value, waybill_no_value)),
shown AS (
    SELECT z.batch_id, z.row_number, min((p.batch_id, p.row_number)) AS row FROM seized z
    JOIN phone p ON p.phone = z.consignor_phone_value GROUP BY ALL)
SELECT z.batch_id, z.row_number, z.site, p.sent_batch, p.sent_row, shown.row
FROM seized z LEFT JOIN parcel p USING (batch_id, row_number)
LEFT JOIN shown USING (batch_id, row_number)
"""


@dataclass(frozen=True, slots=True)
class Registered:
    """How one account of the ring is registered."""

    account: AccountKey
    party: int
    """The same for accounts of one registered party."""
    company: str
    name: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class Listing:
    """An account that lists a brand of the ring, with one of the listings."""

    account: AccountKey
    ours: bool
    listings: int
    title: str
    row: Row


@dataclass(frozen=True, slots=True)
class Seized:
    """A seizure and what of the ring it names, each with a row that says so."""

    row: DeliveredRow
    parcel: Row | None
    phone: Row | None
    site: str
    """Of the consignor's address, as the places of the ring are named."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The rows behind the sentences that say why a group is a ring, or suspected."""

    bought: list[DeliveredRow]
    seized: list[Seized]
    registered: list[Registered]
    listings: list[Listing]
    """Of the ring's accounts first; of others the first ones."""
    others: int
    """Accounts that are not of the ring and list one of its brands."""
    offers: list[tuple[Mapping[str, Any], Row | None]]
    """Each test buy that is proposed, with the row of its listing."""


def grounds(act: Act, of: Finding) -> Grounds:
    """Return what a finding's sentences rest on, in the batches its run read that count yet."""
    act.require(Action.RING_READ, of)
    judged = {kind: [row for row in of.rows if row["kind"] == kind.value] for kind in DeliveryKind}
    live, _ = counted_files(act, of)
    with lake.connect(act.settings.lake_dir, [one for one in live if one.kind in _KINDS]) as rows:
        rows.execute(MACROS)
        rows.execute("CREATE TEMP TABLE member (platform VARCHAR, account_id VARCHAR)")
        members = [(one.platform, one.account_id) for one in of.members]
        rows.executemany("INSERT INTO member VALUES (?, ?)", members)
        rows.execute("CREATE TEMP TABLE own (site VARCHAR)")
        own = [[one.key] for one in of.places if one.role is not PlaceRole.SUPPLIER]
        rows.executemany("INSERT INTO own VALUES (?)", own or [[None]])
        listings = _listings(rows, of.brands)
        return Grounds(
            delivered_rows(act, judged[DeliveryKind.TEST_BUYS][:_MOST]),
            _seized(act, rows, judged[DeliveryKind.SEIZURES][:_MOST]),
            _registered(rows),
            [one for one in listings if one.ours] + _others(listings)[:_MOST],
            len(_others(listings)),
            [(buy, _offered(rows, buy)) for buy in of.next_buys],
        )


def _others(listings: Sequence[Listing]) -> list[Listing]:
    return [one for one in listings if not one.ours]


def _registered(rows: duckdb.DuckDBPyConnection) -> list[Registered]:
    """Return the registrations, one company number being one party, and so one name under it."""
    read = rows.execute(_REGISTERED).fetchall()
    company_of = {name: company for *_, company, _, name, _, _ in read if company and _plain(name)}
    number: dict[str, int] = {}
    found = []
    for platform, account_id, written, company, name, understood, batch_id, row in read:
        named = understood if _plain(understood) else f"{platform}/{account_id}"
        party = company or company_of.get(understood, named)
        place = number.setdefault(party, len(number) + 1)
        where = None if batch_id is None else (batch_id, row)
        found.append(Registered((platform, account_id), place, written or "", name or "", where))
    return found


def _plain(name: str | None) -> bool:
    return name is not None and "*" not in name


def _listings(rows: duckdb.DuckDBPyConnection, brands: Sequence[str]) -> list[Listing]:
    if not brands:
        return []
    rows.execute("CREATE TEMP TABLE brand (brand VARCHAR)")
    rows.executemany("INSERT INTO brand VALUES (?)", [[one.lower()] for one in brands])
    return [
        Listing(
            (platform, account_id),
            ours,
            count,
            first["title"] or "",
            (first["batch_id"], first["row_number"]),
        )
        for platform, account_id, ours, count, first in rows.execute(_LISTED).fetchall()
    ]


def _offered(rows: duckdb.DuckDBPyConnection, buy: Mapping[str, Any]) -> Row | None:
    read = rows.execute(_OFFERED, [buy["platform"], buy["listing_id"]]).fetchall()
    return (read[0][0], read[0][1]) if read else None


def _seized(
    act: Act, rows: duckdb.DuckDBPyConnection, judged: Sequence[Mapping[str, Any]]
) -> list[Seized]:
    if not judged:
        return []
    rows.execute("CREATE TEMP TABLE judged (batch_id BIGINT, row_number BIGINT)")
    refs = [[one["batch_id"], one["row_number"]] for one in judged]
    rows.executemany("INSERT INTO judged VALUES (?, ?)", refs)
    leads = {
        (row[0], row[1]): row[2:] for row in rows.execute(_SEIZED.format(naming=NAMING)).fetchall()
    }
    found = []
    for row in delivered_rows(act, judged):
        site, *sent, phone = leads.get((row.batch.id, row.row_number), (None, None, None, None))
        parcel = (sent[0], sent[1]) if sent[0] is not None else None
        found.append(Seized(row, parcel, phone, site or ""))
    return found

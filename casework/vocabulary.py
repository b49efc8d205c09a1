"""The closed lists every room speaks: one word, one meaning, on all floors."""

from __future__ import annotations

from enum import StrEnum


class DeliveryKind(StrEnum):
    """What one row of a delivery speaks of."""

    ACCOUNTS = "accounts"
    LISTINGS = "listings"
    ORDERS = "orders"
    PAYMENTS = "payments"
    TEST_BUYS = "test_buys"
    SHIPMENTS = "shipments"
    SEIZURES = "seizures"


class ColumnType(StrEnum):
    """How a delivered column is understood."""

    WORD = "word"  # lower-case and trimmed: platform, currency, status
    TEXT = "text"  # trimmed, otherwise as written
    AMOUNT = "amount"  # Decimal
    MOMENT = "moment"  # UTC
    COORDINATE = "coordinate"
    PHONE = "phone"
    EMAIL = "email"
    PAYMENT = "payment"
    COMPANY = "company"
    TRACKING = "tracking"
    NAME = "name"
    ADDRESS = "address"
    DEVICES = "devices"  # several, joined by "|"
    IMAGE = "image"
    CARRIER = "carrier"  # one word for all names of a carrier: sf, zto, dhl
    CONTAINER = "container"  # ISO 6346
    HS_CODE = "hs code"  # digits alone


_T = ColumnType

COLUMNS: dict[DeliveryKind, dict[str, ColumnType]] = {
    DeliveryKind.ACCOUNTS: {
        "platform": _T.WORD,
        "account_id": _T.TEXT,
        "shop_name": _T.TEXT,
        "registered_name": _T.NAME,
        "company_reg_no": _T.COMPANY,
        "phone": _T.PHONE,
        "email": _T.EMAIL,
        "payment_account": _T.PAYMENT,
        "address": _T.ADDRESS,
        "return_address": _T.ADDRESS,
        "device_ids": _T.DEVICES,
        "opened_on": _T.MOMENT,
        "category": _T.TEXT,
    },
    DeliveryKind.LISTINGS: {
        "platform": _T.WORD,
        "listing_id": _T.TEXT,
        "account_id": _T.TEXT,
        "title": _T.TEXT,
        "brand": _T.TEXT,
        "category": _T.TEXT,
        "price": _T.AMOUNT,
        "currency": _T.WORD,
        "units_sold": _T.AMOUNT,
        "image_hash": _T.IMAGE,
        "first_seen": _T.MOMENT,
        "last_seen": _T.MOMENT,
    },
    DeliveryKind.ORDERS: {
        "platform": _T.WORD,
        "order_id": _T.TEXT,
        "account_id": _T.TEXT,
        "listing_id": _T.TEXT,
        "ordered_on": _T.MOMENT,
        "quantity": _T.AMOUNT,
        "unit_price": _T.AMOUNT,
        "amount": _T.AMOUNT,
        "currency": _T.WORD,
        "status": _T.WORD,
        "buyer_ref": _T.TEXT,
        "payment_id": _T.TEXT,
        "carrier": _T.CARRIER,
        "waybill_no": _T.TRACKING,
    },
    DeliveryKind.PAYMENTS: {
        "payment_id": _T.TEXT,
        "paid_on": _T.MOMENT,
        "payee_account": _T.PAYMENT,
        "payer_ref": _T.TEXT,
        "amount": _T.AMOUNT,
        "currency": _T.WORD,
        "channel": _T.TEXT,
    },
    DeliveryKind.TEST_BUYS: {
        "test_buy_id": _T.TEXT,
        "platform": _T.WORD,
        "account_id": _T.TEXT,
        "listing_id": _T.TEXT,
        "ordered_on": _T.MOMENT,
        "price": _T.AMOUNT,
        "currency": _T.WORD,
        "carrier": _T.CARRIER,
        "waybill_no": _T.TRACKING,
        "received_on": _T.MOMENT,
        "examined_on": _T.MOMENT,
        "brand": _T.TEXT,
        "verdict": _T.WORD,
        "basis": _T.TEXT,
        "sample_ref": _T.TEXT,
        "batch_mark": _T.TEXT,
    },
    DeliveryKind.SHIPMENTS: {
        "carrier": _T.CARRIER,
        "waybill_no": _T.TRACKING,
        "shipped_on": _T.MOMENT,
        "sender_name": _T.NAME,
        "sender_phone": _T.PHONE,
        "sender_address": _T.ADDRESS,
        "receiver_name": _T.NAME,
        "receiver_phone": _T.PHONE,
        "receiver_address": _T.ADDRESS,
        "pickup_lat": _T.COORDINATE,
        "pickup_lon": _T.COORDINATE,
        "pieces": _T.AMOUNT,
        "weight_kg": _T.AMOUNT,
        "declared_goods": _T.TEXT,
        "declared_value": _T.AMOUNT,
        "currency": _T.WORD,
        "platform": _T.WORD,
        "account_id": _T.TEXT,
        "direction": _T.WORD,
        "container_no": _T.CONTAINER,
        "hs_code": _T.HS_CODE,
        "customs_office": _T.TEXT,
    },
    DeliveryKind.SEIZURES: {
        "seizure_ref": _T.TEXT,
        "authority": _T.TEXT,
        "seized_on": _T.MOMENT,
        "brand": _T.TEXT,
        "goods": _T.TEXT,
        "quantity": _T.AMOUNT,
        "value": _T.AMOUNT,
        "currency": _T.WORD,
        "carrier": _T.CARRIER,
        "waybill_no": _T.TRACKING,
        "consignor_name": _T.NAME,
        "consignor_phone": _T.PHONE,
        "consignor_address": _T.ADDRESS,
        "place_lat": _T.COORDINATE,
        "place_lon": _T.COORDINATE,
    },
}
"""Every column casework reads, by kind, in the order they are shown."""

KEYS: dict[DeliveryKind, tuple[str, ...]] = {
    DeliveryKind.ACCOUNTS: ("platform", "account_id"),
    DeliveryKind.LISTINGS: ("platform", "listing_id"),
    DeliveryKind.ORDERS: ("platform", "order_id"),
    DeliveryKind.PAYMENTS: ("payment_id",),
    DeliveryKind.TEST_BUYS: ("test_buy_id",),
    DeliveryKind.SHIPMENTS: ("carrier", "waybill_no"),
    DeliveryKind.SEIZURES: ("seizure_ref",),
}
"""The columns that name a row; a row without them is rejected."""

CLOSED_WORDS: dict[tuple[DeliveryKind, str], frozenset[str]] = {
    (DeliveryKind.ORDERS, "status"): frozenset({"completed", "refunded", "cancelled"}),
    (DeliveryKind.TEST_BUYS, "verdict"): frozenset(
        {"counterfeit", "genuine", "inconclusive", "pending"}
    ),
    (DeliveryKind.SHIPMENTS, "direction"): frozenset({"domestic", "export", "import"}),
}
"""Columns that hold one of a few words."""


class AgencyKind(StrEnum):
    PLATFORM = "platform"
    BRAND = "brand"
    POLICE = "police"
    CUSTOMS = "customs"
    PROSECUTION = "prosecution"


class Role(StrEnum):
    INVESTIGATOR = "investigator"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    PROSECUTOR = "prosecutor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What an officer may ask of casework; the policy answers for each."""

    BATCH_READ = "batch:read"
    BATCH_IMPORT = "batch:import"
    BATCH_WITHDRAW = "batch:withdraw"
    RING_READ = "ring:read"
    RING_DISCOVER = "ring:discover"
    LINK_JUDGE = "link:judge"
    CASE_OPEN = "case:open"
    CASE_READ = "case:read"
    CASE_EDIT = "case:edit"
    CASE_CLOSE = "case:close"
    CASE_SHARE = "case:share"
    NOTE_WRITE = "note:write"
    EXHIBIT_READ = "exhibit:read"
    EXHIBIT_ADD = "exhibit:add"
    PACK_READ = "pack:read"
    PACK_SEAL = "pack:seal"
    PACK_DOWNLOAD = "pack:download"
    TRAIL_READ = "trail:read"
    AGENCY_READ = "agency:read"
    AGENCY_MANAGE = "agency:manage"
    OFFICER_READ = "officer:read"
    OFFICER_MANAGE = "officer:manage"
    JOB_READ = "job:read"
    JOB_CANCEL = "job:cancel"


class ShareLevel(StrEnum):
    """How far a share reaches; each level holds the one before it."""

    VIEW = "view"
    CONTRIBUTE = "contribute"
    EXPORT = "export"


class CasePart(StrEnum):
    """The parts of a case that can be shared one by one."""

    MEMBERS = "members"
    PLACES = "places"
    TIES = "ties"
    TEST_BUYS = "test-buys"
    SHIPMENTS = "shipments"
    SALES = "sales"
    TIMELINE = "timeline"
    EXHIBITS = "exhibits"
    PACKS = "packs"


class CaseStage(StrEnum):
    INVESTIGATION = "investigation"
    REFERRED = "referred"
    CLOSED = "closed"


class Audience(StrEnum):
    """Whom a pack is written for."""

    POLICE = "police"
    CUSTOMS = "customs"
    PROSECUTION = "prosecution"


class Handling(StrEnum):
    """Handling codes printed on a pack (Europol's H-codes)."""

    NONE = "none"
    H1 = "H1"  # not in court without permission
    H2 = "H2"  # not onward without permission
    H3 = "H3"  # other restriction, in words


class Judgement(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


class IdentifierKind(StrEnum):
    """What can tie two seller accounts."""

    PHONE = "phone"
    EMAIL = "email"
    PAYMENT_ACCOUNT = "payment account"
    COMPANY_NUMBER = "company number"
    DEVICE = "device"
    ADDRESS = "address"
    RETURN_ADDRESS = "return address"
    SENDER_ADDRESS = "sender address"
    SENDER_PHONE = "sender phone"
    SENDER_NAME = "sender name"
    PICKUP_POINT = "pickup point"
    NAME = "registered name"
    IMAGE = "listing image"
    BATCH_MARK = "batch mark"


class AccountRole(StrEnum):
    STOREFRONT = "storefront"
    DISTRIBUTOR = "distributor"
    COLLECTOR = "collector"


class PlaceRole(StrEnum):
    PRODUCTION = "production"
    WAREHOUSE = "warehouse"
    SUPPLIER = "supplier"
    PICKUP = "pickup"


class CustodyAction(StrEnum):
    OBTAINED = "obtained"
    HASHED = "hashed"
    SEALED = "sealed"
    MOVED = "moved"
    OPENED = "opened"
    COPIED = "copied"
    EXAMINED = "examined"
    EXPORTED = "exported"
    RETURNED = "returned"


class DeliveryState(StrEnum):
    """How far a delivery has come."""

    RECEIVED = "received"  # in the vault, not looked at yet
    LOOKED = "looked"  # dry run done: waits for an officer
    TAKEN = "taken"
    REFUSED = "refused"  # nothing of it can be read


class ReadFrom(StrEnum):
    """Where the value of a photographed field comes from."""

    BARCODE = "barcode"
    TEXT = "text"
    OFFICER = "officer"  # typed by an officer who saw the picture


class JobVerb(StrEnum):
    LOOK = "look"
    IMPORT = "import"
    DISCOVER = "discover"
    SEAL = "seal"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

"""Who showed what, when: every identifier of the lake tied to its account, once.

Tables kept: `account` (account, platform, account_id, first_at, last_at), integer ids in the order
of the keys · `parcel` (carrier, waybill, account) · `registered`, what accounts were registered
with · `label`, what the labels of an account's parcels show together, each once.
A *sighting* is one line per account, kind and value, with the first and the last time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.flow.linking.traces.kinds import SENDER, family_of, kind_number
from casework.lake import delivered
from casework.vocabulary import DeliveryKind, IdentifierKind

if TYPE_CHECKING:
    from ibis.expr.types import Column, IntegerColumn, StringValue, Table

    from casework.lake import Engine

REGISTERED = {
    IdentifierKind.PHONE: "phone",
    IdentifierKind.EMAIL: "email",
    IdentifierKind.PAYMENT_ACCOUNT: "payment_account",
    IdentifierKind.COMPANY_NUMBER: "company_reg_no",
    IdentifierKind.NAME: "registered_name",
    IdentifierKind.ADDRESS: "address",
    IdentifierKind.RETURN_ADDRESS: "return_address",
    IdentifierKind.DEVICE: "device_ids",
}
LABELLED = {
    IdentifierKind.SENDER_PHONE: "phone",
    IdentifierKind.SENDER_NAME: "name",
    IdentifierKind.SENDER_ADDRESS: "address",
}
_SEEN = {
    DeliveryKind.ACCOUNTS: ("opened_on_value",),
    DeliveryKind.LISTINGS: ("first_seen_value", "last_seen_value"),
    DeliveryKind.ORDERS: ("ordered_on_value",),
    DeliveryKind.TEST_BUYS: ("ordered_on_value",),
    DeliveryKind.SHIPMENTS: ("shipped_on_value",),
}
_NAMING = (DeliveryKind.SHIPMENTS, DeliveryKind.ORDERS, DeliveryKind.TEST_BUYS)


class Sightings:
    """Reads the lake's rows once, then gives the sightings of each kind."""

    def __init__(self, engine: Engine) -> None:
        self.account = engine.keep("account", _accounts())
        self.parcel = engine.keep("parcel", _parcels(self.account))
        self.registered = engine.keep("registered", _registered(self.account))
        self.label = engine.keep("label", _labels(self.parcel))

    def own(self, kind: IdentifierKind) -> Table:
        """Return what accounts were registered with."""
        r = self.registered
        value = r[REGISTERED[kind]]
        if kind is IdentifierKind.DEVICE:
            value = value.unnest()
        shown = r.select("account", value=value, first="first_at", last="last_at", times=_one())
        return _sightings(shown, kind)

    def on_labels(self, kind: IdentifierKind) -> Table:
        """Return what labels show of the sender."""
        r = self.label
        shown = r.select("account", "first", "last", "times", value=r[LABELLED[kind]])
        return _sightings(self._dated(_once(shown)), kind)

    def pickups(self) -> Table:
        """Return where the accounts' parcels were handed over, in cells of some fifty metres."""
        r = self.label
        shown = r.filter(r.lat.notnull(), r.lon.notnull())
        by_cell = shown.group_by(["account", "lat", "lon"]).agg(
            first=shown["first"].min(), last=shown["last"].max(), times=shown.times.sum()
        )
        value = degrees(by_cell.lat) + "," + degrees(by_cell.lon)
        dated = self._dated(by_cell.mutate(value=value))
        return _sightings(dated, IdentifierKind.PICKUP_POINT)

    def images(self) -> Table:
        """Return the pictures of the accounts' listings."""
        r = delivered(DeliveryKind.LISTINGS)
        at = r.first_seen_value.coalesce(r.last_seen_value)
        shown = _of_accounts(r, self.account, value=r.image_hash_value, shown_at=at)
        return _sightings(self._dated(_once_shown(shown)), IdentifierKind.IMAGE)

    def marks(self) -> Table:
        """Return the batch marks of what was bought from the accounts."""
        r = delivered(DeliveryKind.TEST_BUYS)
        at = r.received_on_value.coalesce(r.ordered_on_value)
        shown = _of_accounts(r, self.account, value=r.batch_mark_value.upper(), shown_at=at)
        return _sightings(self._dated(_once_shown(shown)), IdentifierKind.BATCH_MARK)

    def payees(self) -> Table:
        """Return who was paid for the accounts' orders, and what they were registered with.

        A payee that was registered too counts from its payments: they say when.
        """
        r, p = delivered(DeliveryKind.ORDERS), delivered(DeliveryKind.PAYMENTS)
        order = _of_accounts(r, self.account, payment_id_value=r.payment_id_value)
        paid = order.join(p.filter(p.payee_account_value.notnull()), "payment_id_value")
        shown = _once_shown(
            paid.select("account", value=paid.payee_account_value, shown_at=paid.paid_on_value)
        )
        own = self.own(IdentifierKind.PAYMENT_ACCOUNT)
        undated = own.select("account", "value", first=_never(), last=_never(), times=own.times)
        return _sightings(self._dated(_once(shown.union(undated))), IdentifierKind.PAYMENT_ACCOUNT)

    def sender(self, shown: Table) -> Table:
        """Return the joined trace of labels: `value` beside account, first and last time."""
        lines = shown.mutate(times=_one())
        return _sightings(self._dated(_once(lines)), SENDER)

    def _dated(self, shown: Table) -> Table:
        """Return sightings with a time: those without one were shown as long as the account was."""
        both = shown.join(self.account.select("account", "first_at", "last_at"), "account")
        return both.select(
            "account",
            "value",
            "times",
            first=both["first"].coalesce(both.first_at),
            last=both["last"].coalesce(both.last_at),
        )


def cell(degrees_: Column) -> IntegerColumn:
    """Return the number of the cell of some fifty metres a coordinate lies in."""
    return (degrees_ * 2000).round().cast("int32")


def degrees(number: IntegerColumn) -> StringValue:
    """Return the coordinate of a cell as a text of four places."""
    import ibis

    small = number.abs() * 5
    sign = ibis.cases((number < 0, "-"), else_="")
    return (
        sign + (small // 10_000).cast("string") + "." + (small % 10_000).cast("string").lpad(4, "0")
    )


def _one() -> Column:
    import ibis

    return ibis.literal(1, "int64")


def _never() -> Column:
    import ibis

    return ibis.null("timestamp")


def _accounts() -> Table:
    import ibis

    parts = []
    for kind, columns in _SEEN.items():
        r = delivered(kind)
        one, *more = (r[column] for column in columns)
        span = {
            "first": ibis.least(one, *more) if more else one,
            "last": ibis.greatest(one, *more) if more else one,
        }
        parts.append(r.select(platform=r.platform_value, account_id=r.account_id_value, **span))
    seen = ibis.union(*parts).drop_null(["platform", "account_id"])
    each = seen.group_by(["platform", "account_id"]).agg(
        first_at=seen["first"].min(), last_at=seen["last"].max()
    )
    order = [each.platform, each.account_id]
    return each.select(
        "platform",
        "account_id",
        "first_at",
        "last_at",
        account=ibis.row_number().over(order_by=order).cast("int32"),
    )


def _parcels(account: Table) -> Table:
    import ibis

    parts = [
        r.select("carrier_value", "waybill_no_value", "platform_value", "account_id_value")
        for r in map(delivered, _NAMING)
    ]
    named = ibis.union(*parts).drop_null(["carrier_value", "waybill_no_value"])
    return _of_accounts(
        named, account, carrier=named.carrier_value, waybill=named.waybill_no_value
    ).distinct()


def _registered(account: Table) -> Table:
    r = delivered(DeliveryKind.ACCOUNTS)
    columns = {column: r[f"{column}_value"] for column in REGISTERED.values()}
    return _of_accounts(r, account, first_at=account.first_at, last_at=account.last_at, **columns)


def _labels(parcel: Table) -> Table:
    r = delivered(DeliveryKind.SHIPMENTS)
    named = [r.carrier_value == parcel.carrier, r.waybill_no_value == parcel.waybill]
    sent = r.join(parcel, named).select(
        account=parcel.account,
        phone=r.sender_phone_value,
        name=r.sender_name_value,
        address=r.sender_address_value,
        lat=cell(r.pickup_lat_value),
        lon=cell(r.pickup_lon_value),
        shown_at=r.shipped_on_value,
    )
    return sent.group_by(["account", "phone", "name", "address", "lat", "lon"]).agg(
        first=sent.shown_at.min(), last=sent.shown_at.max(), times=sent.count()
    )


def _of_accounts(rows: Table, account: Table, **columns: Column) -> Table:
    """Return rows that name an account by its keys, with its number."""
    keys = [
        rows.platform_value == account.platform,
        rows.account_id_value == account.account_id,
    ]
    return rows.join(account, keys).select(account=account.account, **columns)


def _once_shown(shown: Table) -> Table:
    known = shown.filter(shown.value.notnull())
    return known.group_by(["account", "value"]).agg(
        first=known.shown_at.min(), last=known.shown_at.max(), times=known.count()
    )


def _once(shown: Table) -> Table:
    known = shown.filter(shown.value.notnull())
    return known.group_by(["account", "value"]).agg(
        first=known["first"].min(), last=known["last"].max(), times=known.times.sum()
    )


def _sightings(shown: Table, kind: IdentifierKind | int) -> Table:
    import ibis

    number = kind_number(kind) if isinstance(kind, IdentifierKind) else kind
    known = shown.filter(shown.value.notnull())
    return known.select(
        "account",
        "value",
        "times",
        kind=ibis.literal(number, "int8"),
        family=ibis.literal(int(family_of(number)), "int8"),
        from_at=known["first"],
        to_at=known["last"],
    )
